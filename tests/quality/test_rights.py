"""Who may use a file for what until when, and how an editor writes it down."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from cms.accounts.services import apply_roles
from cms.assets.models import PortalImage, RightsRecord
from cms.assets.rights.choices import Use
from cms.assets.rights.models import refusal_of
from cms.assets.rights.services import record_rights
from cms.assets.rights.using import files_of
from cms.records.models import AccessRecord
from events.models import EventPage
from tests.builders import (
    make_admin,
    make_document,
    make_image,
    make_media,
    make_standard_page,
    make_user,
    picture_bytes,
)
from tests.quality.builders import body, picture_block
from tests.reading import fields_of, page_of

pytestmark = pytest.mark.django_db
LAST, NEXT = date(2027, 3, 31), date(2027, 4, 1)
PDF = b"%PDF-1.4 permission"


@pytest.fixture
def picture():
    return make_image("公園", rights=None)


@pytest.mark.parametrize(
    ("fields", "on", "words"),
    [
        ({"for_web": True}, LAST, ""),
        ({"for_web": True, "valid_until": LAST}, LAST, ""),
        (
            {"for_web": True, "valid_until": LAST},
            NEXT,
            "2027年3月31日に終わりました",
        ),
        ({"for_print": True}, LAST, "「ウェブ」がありません"),
        ({"for_web": True, "licence": "permitted"}, LAST, "書類もメモもありません"),
        ({"for_web": True, "licence": "permitted", "evidence_note": "契約3号"}, LAST, ""),
    ],
)
def test_the_rule_and_the_list_agree(picture, fields, on, words):
    record = record_rights(file=picture, **{"holder": "市", "licence": "own", **fields})
    reason = refusal_of(picture, Use.WEB, on=on)
    assert words in reason
    assert bool(reason) == bool(words)
    usable = RightsRecord.objects.usable(Use.WEB, on=on)
    assert usable.filter(pk=record.pk).exists() == (not words)


def test_without_a_record_nothing_is_allowed(picture):
    assert "登録されていません" in refusal_of(picture, Use.WEB, on=LAST)


def test_a_record_belongs_to_one_file():
    with pytest.raises(IntegrityError), transaction.atomic():
        RightsRecord.objects.create(holder="市", licence="own")


def test_files_are_found_in_fields_blocks_and_rich_text(site):
    photo, paper = make_image("写真"), make_document("申請書")
    link = f'<p><a linktype="document" id="{paper.pk}">申請書</a></p>'
    page = make_standard_page(site, body=body(picture_block(photo), ("paragraph", link)))
    assert files_of(page) == [photo, paper]


def test_the_first_picture_of_a_film_counts_too():
    film = make_media(poster=make_image("表紙", rights=None))
    event = EventPage(title="つどい", slug="meeting", film=film)
    assert files_of(event) == [film, film.poster]


def edit(client, picture, **changed):
    address = f"/admin/images/{picture.pk}/"
    form = page_of(client.get(address)).find("form", enctype="multipart/form-data")
    return client.post(address, {**fields_of(form), **changed})


@pytest.fixture
def chief(client):
    user = make_admin()
    client.force_login(user)
    return user


GIVEN = {
    "rights_holder": "見本写真館",
    "rights_licence": "permitted",
    "rights_uses": ["web", "print"],
    "rights_evidence_note": "2026年11月1日のメール",
    "rights_valid_until": "2027-03-31",
}


def test_rights_are_written_in_the_form_of_the_picture(client, chief, picture):
    assert edit(client, picture, **GIVEN).status_code == 302
    record = RightsRecord.objects.get(image=picture)
    assert (record.holder, record.licence, record.valid_until) == ("見本写真館", "permitted", LAST)
    assert record.uses == [Use.WEB, Use.PRINT]


def test_rights_come_with_the_upload(client, chief):
    file = SimpleUploadedFile("park.jpg", picture_bytes(), content_type="image/jpeg")
    fields = {"title": "公園", "file": file, "collection": 1, **GIVEN}
    assert client.post("/admin/images/add/", fields).status_code == 302
    assert PortalImage.objects.get().rights.holder == "見本写真館"


def test_a_replaced_file_keeps_its_rights(client, chief):
    picture = make_image("公園")
    new = SimpleUploadedFile("new.jpg", picture_bytes(size=(60, 30)), content_type="image/jpeg")
    assert edit(client, picture, file=new).status_code == 302
    stored = PortalImage.objects.get(pk=picture.pk)
    assert stored.width == 60
    assert stored.rights.holder == "ポータルの制作"


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("rights_holder", "権利をもつ人を書いてください"),
        ("rights_licence", "使える理由を選んでください"),
        ("rights_uses", "使える範囲を一つ以上選んでください"),
        ("rights_evidence_note", "書類を選ぶか"),
    ],
)
def test_half_of_the_rights_is_refused_and_what_was_typed_stays(
    client, chief, picture, missing, words
):
    response = edit(client, picture, **{**GIVEN, missing: "" if missing != "rights_uses" else []})
    text = response.content.decode()
    assert words in text
    assert missing == "rights_holder" or "見本写真館" in text
    assert not RightsRecord.objects.exists()


def test_rights_are_not_emptied_by_mistake(client, chief):
    picture = make_image("公園")
    empty = {name: "" for name in GIVEN if name != "rights_uses"}
    response = edit(client, picture, **{**empty, "rights_uses": []})
    assert "権利をもつ人を書いてください" in response.content.decode()
    assert RightsRecord.objects.get(image=picture).holder == "ポータルの制作"


def test_a_save_without_these_fields_says_nothing_about_rights(client, chief):
    """Many pictures at once are sent without them."""
    picture = make_image("公園")
    client.post(f"/admin/images/{picture.pk}/", {"title": "新しい題", "collection": 1})
    picture.refresh_from_db()
    assert picture.title == "新しい題"
    assert RightsRecord.objects.get(image=picture).for_web


@pytest.mark.parametrize(
    ("kind", "address"),
    [(make_document, "/admin/documents/edit/{}/"), (make_media, "/admin/media/edit/{}/")],
)
def test_documents_and_recordings_have_them_too(client, chief, kind, address):
    file = kind(rights=None)
    address = address.format(file.pk)
    form = page_of(client.get(address)).find("form", enctype="multipart/form-data")
    fields = {name: value for name, value in fields_of(form).items() if value is not None}
    assert client.post(address, {**fields, **GIVEN}).status_code == 302
    assert RightsRecord.objects.get().file == file


def evidence(name="permission.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_the_evidence_is_private_and_each_opening_is_recorded(client, chief, picture):
    edit(client, picture, **{**GIVEN, "rights_evidence": evidence("許諾書.pdf")})
    record = RightsRecord.objects.get()
    address = f"/admin/rights/evidence/{record.pk}/"
    response = client.get(address)
    assert b"".join(response) == PDF
    assert "private" in response.headers["Cache-Control"]
    row = AccessRecord.objects.get(action="downloaded")
    assert (row.label, row.actor) == ("許諾書.pdf", chief)
    apply_roles()
    staff = make_user("staff")
    staff.groups.add(Group.objects.get(name="照会担当"))
    client.force_login(staff)
    assert client.get(address).url == "/admin/", "sent away"
    assert AccessRecord.objects.filter(action="downloaded").count() == 1


def test_a_hostile_evidence_is_refused_with_words(client, chief, picture):
    bad = evidence(content=b"<html><script>alert(1)</script>")
    response = edit(client, picture, **{**GIVEN, "rights_evidence": bad})
    assert "中身は pdf ではありません" in response.content.decode()
    assert not RightsRecord.objects.exists()


def test_whatever_way_it_comes_evidence_is_inspected(picture):
    with pytest.raises(ValidationError):
        record_rights(
            file=picture, holder="市", licence="own", for_web=True, evidence=evidence("a.exe")
        )
    assert not RightsRecord.objects.exists()


def test_a_replaced_evidence_goes_and_so_does_that_of_a_removed_file(
    picture, django_capture_on_commit_callbacks
):
    rights = {"holder": "市", "licence": "permitted", "for_web": True}
    record = record_rights(file=picture, evidence=evidence(), **rights)
    first, storage = record.evidence.name, record.evidence.storage
    with django_capture_on_commit_callbacks(execute=True):
        second = record_rights(file=picture, evidence=evidence()).evidence.name
    assert (storage.exists(first), storage.exists(second)) == (False, True)
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert not storage.exists(second)
