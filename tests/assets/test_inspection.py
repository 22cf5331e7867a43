"""Which files are refused, by every way in, and that nothing of them stays."""

import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form, get_image_multi_form
from wagtail.models import UploadedFile

from cms.assets import inspection
from cms.assets.models import PortalDocument, PortalImage, PortalMedia
from cms.records.choices import Action
from cms.records.models import AccessRecord
from tests.assets import hostile
from tests.builders import (
    make_admin,
    make_document,
    make_image,
    make_media,
    make_track,
    picture_bytes,
)
from tests.reading import page_of

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "documents": "/admin/documents/add/",
    "images": "/admin/images/add/",
    "media": "/admin/media/video/add/",
}
HOSTILE = [
    *(("documents", *case) for case in hostile.DOCUMENTS.items()),
    *(("images", *case) for case in hostile.PICTURES.items()),
    *(("media", *case) for case in hostile.RECORDINGS.items()),
]
GOOD = {
    "申請書（様式1）.pdf": b"%PDF-1.7\nform",
    "list.xlsx": hostile.zipped(hostile.EMPTY_SHEET),
    "letter.docx": hostile.zipped(hostile.EMPTY_LETTER),
    "forms.zip": hostile.zipped({"様式/form.pdf": b"%PDF-1.4", "list.csv": b"a"}),
    "utf8.csv": "市区町村,窓口\n".encode(),
    "excel.csv": "市区町村,窓口①\r\n".encode("cp932"),
    "mark.txt": "窓口\n".encode("utf-8-sig"),
    "wide.txt": "窓口\n".encode("utf-16"),
    "BMI.csv": b"BMI,1\n",
    "ポスター.ai": b"%PDF-1.6\nposter",
    "ポスター.svg": hostile.drawing('<use href="#a"/><a href="https://portal.example/">x</a>'),
    "banner.png": picture_bytes("PNG"),
}


@pytest.fixture
def chief(client):
    user = make_admin()
    client.force_login(user)
    return user


def stored_files() -> set[Path]:
    """Every file below the places where uploads land, temporary ones included."""
    places = (settings.STORAGES["default"]["OPTIONS"]["location"], settings.MEDIA_ROOT)
    kept = {path for place in places for path in Path(place).rglob("*") if path.is_file()}
    return kept | set(Path(tempfile.gettempdir()).glob("*.upload*"))


def errors(response) -> str:
    return " ".join(tag.get_text() for tag in page_of(response).find_all(class_="error-message"))


@pytest.mark.parametrize(
    ("kind", "what", "case"), HOSTILE, ids=[f"{kind}: {what}" for kind, what, _case in HOSTILE]
)
def test_a_hostile_file_is_refused_with_words_and_leaves_only_a_record(
    client, chief, kind, what, case
):
    name, content, words = case
    before = stored_files()
    file = SimpleUploadedFile(name, content)
    fields = {"title": "様式", "collection": 1, "file": file, "duration": "0"}
    response = client.post(ADDRESSES[kind], fields)
    assert response.status_code == 200
    if kind == "media":  # wagtailmedia prints errors without Wagtail's class
        assert words in page_of(response).get_text()
    else:
        assert errors(response).strip()
        assert words in errors(response)
    assert page_of(response).find("input", attrs={"name": "title"})["value"] == "様式"
    for model in (PortalDocument, PortalImage, PortalMedia):
        assert not model.objects.exists()
    assert stored_files() == before
    record = AccessRecord.objects.get(action=Action.UPLOAD_REFUSED)
    assert (record.actor, record.label, record.address) == (chief, name, "127.0.0.1")
    assert record.reason


@pytest.mark.parametrize("name", GOOD)
def test_an_ordinary_file_is_stored_under_its_name(client, chief, name):
    file = SimpleUploadedFile(name, GOOD[name])
    fields = {"title": "様式", "collection": 1, "file": file}
    assert client.post(ADDRESSES["documents"], fields).status_code == 302
    document = PortalDocument.objects.get()
    assert document.filename == name
    record = AccessRecord.objects.get(action=Action.UPLOADED)
    assert (record.kind, record.key) == ("assets.portaldocument", str(document.pk))


def test_the_words_of_many_pictures_do_not_ask_for_the_files_again(chief):
    model = get_image_model()
    assert "file" in get_image_form(model)(user=chief).fields
    assert "file" not in get_image_multi_form(model)(user=chief).fields


@pytest.mark.parametrize("kind", ["documents", "images"])
def test_several_at_once_are_looked_at_one_by_one(client, chief, kind):
    address = f"/admin/{kind}/multiple/add/"
    file = SimpleUploadedFile("form.pdf", hostile.HTML)
    fields = {"title": "様式", "collection": 1, "files[]": file}
    answer = client.post(address, fields, headers={"X-Requested-With": "XMLHttpRequest"}).json()
    assert answer["success"] is False
    assert answer["error_message"]
    assert not PortalDocument.objects.exists()
    assert not UploadedFile.objects.exists()
    assert AccessRecord.objects.filter(action=Action.UPLOAD_REFUSED).exists()


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("/admin/documents/chooser/create/", "document-chooser-upload"),
        ("/admin/images/chooser/create/", "image-chooser-upload"),
    ],
)
def test_a_chooser_refuses_the_same(client, chief, address, prefix):
    fields = {
        f"{prefix}-title": "様式",
        f"{prefix}-collection": 1,
        f"{prefix}-file": SimpleUploadedFile("form.pdf", hostile.HTML),
    }
    assert client.post(address, fields).status_code == 200
    assert not PortalDocument.objects.exists()
    assert AccessRecord.objects.filter(action=Action.UPLOAD_REFUSED).exists()


def test_an_empty_file_is_refused(client, chief):
    file = SimpleUploadedFile("form.pdf", b"")
    fields = {"title": "様式", "collection": 1, "file": file}
    assert "空です" in errors(client.post(ADDRESSES["documents"], fields))
    assert not PortalDocument.objects.exists()


def test_replacing_a_document_is_looked_at_too(client, chief):
    document = make_document()
    fields = {
        "title": "様式",
        "collection": 1,
        "file": SimpleUploadedFile("form.pdf", hostile.HTML),
    }
    assert client.post(f"/admin/documents/edit/{document.pk}/", fields).status_code == 200
    document.refresh_from_db()
    with document.file.open() as file:
        assert file.read() == b"%PDF-1.4 form"


@pytest.mark.parametrize(
    "store",
    [
        lambda: make_document(content=hostile.HTML),
        lambda: make_media(content=hostile.HTML),
        lambda: make_image(content=picture_bytes() + hostile.zipped({"a.txt": b"a"})),
        lambda: make_track(make_media(), start="<html>"),
    ],
)
def test_code_that_stores_a_file_is_refused_as_well(store):
    with pytest.raises(ValidationError):
        store()


def test_a_file_over_the_size_of_its_kind_is_refused(client, chief, monkeypatch):
    small = inspection.Kind("文書", frozenset({"pdf"}), 100)
    monkeypatch.setattr(PortalDocument, "file_kind", small)
    file = SimpleUploadedFile("form.pdf", b"%PDF-1.4" + bytes(200))
    response = client.post(ADDRESSES["documents"], {"title": "様式", "collection": 1, "file": file})
    assert "大きすぎます" in errors(response)
    assert not PortalDocument.objects.exists()


class Unread:
    """A body that nobody may touch."""

    def read(self, *args):
        raise AssertionError("the body was read")

    readline = __iter__ = read


@pytest.mark.parametrize(("signed_in", "length"), [(True, 2 * 1024**3), (False, 10 * 1024**2)])
def test_two_gigabytes_are_refused_before_a_byte_is_read(client, site, signed_in, length):
    if signed_in:
        client.force_login(make_admin())
    response = client.post(
        ADDRESSES["documents"],
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(length),
        **{"wsgi.input": Unread()},
    )
    assert response.status_code == 413
    assert "小さくするか" in page_of(response).get_text()
    assert "no-store" in response.headers["Cache-Control"]
    assert AccessRecord.objects.get().action == Action.UPLOAD_REFUSED


def test_a_script_that_sends_too_much_gets_an_answer_it_reads(client, chief):
    response = client.post(
        "/admin/documents/multiple/add/",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(2 * 1024**3),
        headers={"X-Requested-With": "XMLHttpRequest"},
        **{"wsgi.input": Unread()},
    )
    assert response.status_code == 413
    assert "小さくするか" in response.json()["error_message"]
