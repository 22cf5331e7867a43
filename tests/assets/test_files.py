"""Where files lie, who gets them, and what an upload form refuses."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from cms.assets.models import PortalDocument, PortalImage
from tests.assets.test_cleaning import tags
from tests.builders import make_admin, make_document, make_image, make_user, picture_bytes
from tests.reading import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    user = make_admin()
    client.force_login(user)
    return user


def upload_picture(client, name: str, content: bytes, kind: str = "image/jpeg"):
    file = SimpleUploadedFile(name, content, content_type=kind)
    return client.post("/admin/images/add/", {"title": "写真", "file": file, "collection": 1})


def upload_document(client, name: str, content: bytes):
    file = SimpleUploadedFile(name, content)
    return client.post("/admin/documents/add/", {"title": "文書", "file": file, "collection": 1})


def errors(response) -> str:
    page = page_of(response)
    return " ".join(tag.get_text() for tag in page.find_all(class_="error-message"))


def test_an_uploaded_photo_has_lost_its_place(client, chief):
    response = upload_picture(client, "home.jpg", picture_bytes("JPEG", exif=tags(orientation=6)))
    assert response.status_code == 302
    stored = PortalImage.objects.get()
    with stored.file.open() as file:
        content = file.read()
    assert b"HITORIOYA PHONE" not in content
    assert (stored.width, stored.height) == (20, 40), "the size of the upright picture"


def test_a_replaced_photo_has_lost_its_place(client, chief):
    picture = make_image()
    file = SimpleUploadedFile("new.jpg", picture_bytes(exif=tags()), content_type="image/jpeg")
    fields = {"title": "写真", "file": file, "collection": 1}
    client.post(f"/admin/images/{picture.pk}/", fields)
    with PortalImage.objects.get().file.open() as stored:
        assert b"HITORIOYA PHONE" not in stored.read()


def test_saving_other_fields_does_not_touch_the_file():
    picture = make_image()
    before = Path(picture.file.path).stat().st_mtime_ns
    picture = PortalImage.objects.get(pk=picture.pk)
    picture.credit = "写真：市"
    picture.save()
    assert Path(picture.file.path).stat().st_mtime_ns == before


def test_renditions_carry_nothing_either(site):
    picture = make_image(content=picture_bytes("JPEG", exif=tags()))
    rendition = picture.get_rendition("width-20")
    with rendition.file.open() as file:
        assert b"HITORIOYA PHONE" not in file.read()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("not-a-picture.jpg", b"this is text"),
        ("page.jpg", b"<html><script>alert(1)</script></html>"),
        ("drawing.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("cut-in-the-head.jpg", picture_bytes()[:60]),
        ("cut-in-the-middle.jpg", picture_bytes(size=(400, 400))[:1500]),
        ("empty.jpg", b""),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("page.html", b"<html></html>"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_message(client, chief, name, content):
    response = upload_picture(client, name, content)
    assert response.status_code == 200
    assert errors(response).strip()
    assert not PortalImage.objects.exists()
    assert page_of(response).find("input", attrs={"name": "title"})["value"] == "写真"


def test_a_picture_under_another_kinds_name_is_refused(client, chief):
    response = upload_picture(client, "photo.png", picture_bytes("JPEG"), "image/png")
    assert errors(response).strip()
    assert not PortalImage.objects.exists()


@pytest.mark.parametrize("name", ["page.html", "script.js", "drawing.svg", "program.exe", "name"])
def test_documents_of_unknown_kinds_are_refused(client, chief, name):
    response = upload_document(client, name, b"<script>alert(1)</script>")
    assert errors(response).strip()
    assert not PortalDocument.objects.exists()


def test_originals_lie_outside_the_web_root(client, site):
    for file in (make_image().file, make_document().file):
        path = Path(file.path).resolve()
        assert path.is_file()
        assert not path.is_relative_to(Path(settings.MEDIA_ROOT).resolve())
        assert client.get(file.url).url.startswith("/sign-in/")


def test_renditions_lie_where_everybody_reads(client, site):
    rendition = make_image().get_rendition("width-20")
    assert Path(rendition.file.path).is_relative_to(settings.MEDIA_ROOT)
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert Image.open(io.BytesIO(b"".join(response.streaming_content))).size == (20, 10)


def test_a_document_is_sent_by_its_view_as_an_attachment(client, site):
    document = make_document(content=b"%PDF-1.4 form")
    response = client.get(document.url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"%PDF-1.4 form"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_no_other_address_reaches_a_document_or_an_original(client, site):
    document, picture = make_document(), make_image()
    for address in (
        f"/media/{document.file.name}",
        f"/media/{picture.file.name}",
        f"/media/../private/{document.file.name}",
        f"/media/%2e%2e/private/{document.file.name}",
        f"/documents/{document.pk}/other.pdf",
        f"/private/{document.file.name}",
        f"/static/{document.file.name}",
    ):
        assert client.get(address).status_code in (400, 404), address


@pytest.fixture
def private_document(site):
    """A document of a collection that is for signed-in readers."""
    collection = Collection.objects.get(depth=1).add_child(name="内部")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    return make_document(collection=collection)


def test_a_document_of_a_closed_collection_is_not_there_for_visitors(client, private_document):
    assert client.get(private_document.url).status_code == 404


def test_a_private_document_is_kept_by_nobody(client, private_document):
    client.force_login(make_user())
    response = client.get(private_document.url)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


def test_a_document_with_a_japanese_name_keeps_it(client, site):
    document = make_document(name="申請書.pdf")
    response = client.get(document.url)
    assert response.status_code == 200
    assert "filename*=utf-8''" in response.headers["Content-Disposition"].lower()


def test_pictures_in_pages_use_renditions(site):
    html = Template("{% load wagtailimages_tags %}{% image picture width-20 alt='' %}").render(
        Context({"picture": make_image()})
    )
    assert 'src="/media/images/' in html
