"""Videos, sound and captions in the admin: the editors' way, in Japanese."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.accounts.services import apply_roles
from cms.assets.choices import Access
from cms.assets.models import MediaTrack, PortalMedia
from tests.builders import MP4_START, make_admin, make_group, make_media, make_track, make_user
from tests.reading import page_of

pytestmark = pytest.mark.django_db
FILM = MP4_START + bytes(1000)


@pytest.fixture
def editor(client):
    apply_roles()
    user = make_user("editor")
    make_group("編集者", user)
    client.force_login(user)
    return user


def film_fields(**fields):
    file = SimpleUploadedFile("film.mp4", FILM, content_type="video/mp4")
    defaults = {"title": "研修", "file": file, "collection": 1, "access": "staff", "duration": "60"}
    return {**defaults, "transcript": "こんにちは", **fields}


def test_an_editor_adds_a_film_for_staff(client, editor):
    assert client.post("/admin/media/video/add/", film_fields()).status_code == 302
    media = PortalMedia.objects.get()
    assert (media.access, media.file_size, media.uploaded_by_user) == ("staff", len(FILM), editor)
    listing = page_of(client.get("/admin/media/"))
    assert "研修" in listing.get_text()
    assert listing.find("a", href=media.url)


def test_an_editor_changes_and_replaces_a_film(client, editor):
    media = make_media(uploaded_by_user=editor)
    before = media.url
    fields = film_fields(title="新しい研修", access="public")
    assert client.post(f"/admin/media/edit/{media.pk}/", fields).status_code == 302
    media.refresh_from_db()
    assert (media.title, media.access) == ("新しい研修", Access.PUBLIC)
    assert media.url != before


@pytest.mark.parametrize(
    "address", ["/admin/media/", "/admin/media/video/add/", "/admin/media/audio/add/", "/admin/"]
)
def test_what_editors_read_is_japanese(client, editor, address):
    text = page_of(client.get(address)).main.get_text(" ")
    assert not re.search(r"\b(media|audio|video|upload|duration)\b", text, flags=re.IGNORECASE)


def test_captions_are_kept_beside_the_film(client, editor):
    media = make_media()
    file = SimpleUploadedFile("film.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nhello\n")
    fields = {
        "media": media.pk,
        "kind": "captions",
        "language": "ja",
        "label": "日本語",
        "file": file,
    }
    response = client.post("/admin/snippets/assets/mediatrack/add/", fields)
    assert response.status_code == 302
    track = MediaTrack.objects.get()
    answer = client.get(track.url)
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert b"hello" in b"".join(answer.streaming_content)
    page = client.get(f"/admin/snippets/assets/mediatrack/edit/{track.pk}/")
    assert page.status_code == 200


def test_captions_of_a_private_film_are_private(client, site):
    track = make_track(make_media(access=Access.STAFF))
    assert client.get(track.url).status_code == 302


def test_files_go_with_what_they_belong_to(django_capture_on_commit_callbacks):
    media = make_media()
    track = make_track(media)
    files = [(item.file.storage, item.file.name) for item in (media, track)]
    with django_capture_on_commit_callbacks(execute=True):
        media.delete()
    assert [name for storage, name in files if storage.exists(name)] == []


def test_nobody_has_a_portrait(client):
    client.force_login(make_admin())
    assert "default-user-avatar" in client.get("/admin/").content.decode()
