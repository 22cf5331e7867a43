"""How a file is sent: names, parts, conditions, caching."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from cms.assets.choices import Access
from cms.assets.serving import UnsatisfiableRangeError, wanted_range
from tests.builders import (
    MP4_START,
    make_admin,
    make_document,
    make_image,
    make_media,
    picture_bytes,
)

pytestmark = pytest.mark.django_db
FILM = MP4_START + bytes(range(256)) * 4


def body(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.fixture
def film(client, site):
    client.force_login(make_admin())
    return make_media(content=FILM, access=Access.STAFF)


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-99", (0, 99)),
        ("bytes=1000-", (1000, len(FILM) - 1)),
        ("bytes=-10", (len(FILM) - 10, len(FILM) - 1)),
        ("bytes=0-999999", (0, len(FILM) - 1)),
        ("bytes=-999999", (0, len(FILM) - 1)),
    ],
)
def test_a_player_gets_the_part_it_asks_for(client, film, header, part):
    response = client.get(film.url, headers={"Range": header})
    start, end = part
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{end}/{len(FILM)}"
    assert response["Content-Length"] == str(end - start + 1)
    assert body(response) == FILM[start : end + 1]


@pytest.mark.parametrize("header", ["bytes=999999-", "bytes=-0", "bytes=1048-1049"])
def test_a_part_behind_the_end_is_refused(client, film, header):
    response = client.get(film.url, headers={"Range": header})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(FILM)}"


@pytest.mark.parametrize(
    "header", ["bytes=0-1,5-9", "lines=1-2", "bytes=", "bytes=-", "bytes=9-1", "bytes=a-b", "x"]
)
def test_what_is_no_single_range_gets_the_whole(client, film, header):
    response = client.get(film.url, headers={"Range": header})
    assert response.status_code == 200
    assert body(response) == FILM


def test_a_part_of_an_older_version_gets_the_whole(client, film):
    etag = client.get(film.url)["ETag"]
    headers = {"Range": "bytes=0-9", "If-Range": '"older"'}
    assert client.get(film.url, headers=headers).status_code == 200
    assert client.get(film.url, headers={**headers, "If-Range": etag}).status_code == 206


def test_head_tells_the_size_without_the_bytes(client, film):
    response = client.head(film.url)
    assert response.status_code == 200
    assert response["Content-Length"] == str(len(FILM))
    assert response["Accept-Ranges"] == "bytes"
    assert body(response) == b""


def test_what_is_known_already_is_not_sent_again(client, site):
    document = make_document()
    etag = client.get(document.url)["ETag"]
    response = client.get(document.url, headers={"If-None-Match": etag})
    assert response.status_code == 304
    assert "immutable" in response["Cache-Control"]


def test_writing_to_a_file_is_no_way_in(client, film):
    assert client.post(film.url).status_code == 405


def test_a_public_document_is_kept_for_ever_and_by_proxies_for_an_hour(client, site):
    response = client.get(make_document().url)
    assert {"public", "max-age=31536000", "s-maxage=3600", "immutable"} == set(
        response["Cache-Control"].split(", ")
    )
    assert not response.has_header("Vary")
    assert not response.cookies


def test_a_new_content_has_a_new_address(client, site):
    document = make_document()
    before = document.url
    document.file = ContentFile(b"%PDF-1.4 newer", name="form.pdf")
    document.save()
    assert document.url != before
    response = client.get(before)
    assert response.url == document.url
    assert "no-store" in response["Cache-Control"]
    assert body(client.get(document.url)) == b"%PDF-1.4 newer"


def test_wagtails_address_of_a_document_leads_to_ours(client, site):
    document = make_document()
    assert client.get(f"/documents/{document.pk}/form.pdf").url == document.url
    assert client.get(f"/documents/{document.pk}/other.pdf").status_code == 404


def test_another_picture_never_gets_the_address_of_a_rendition(site):
    first = make_image()
    address = first.get_rendition("width-20").url
    first.delete()
    second = make_image(content=picture_bytes(size=(60, 30)))
    assert second.get_rendition("width-20").url != address


NAMES = ["申請書（様式1）.pdf", "かな カナ①.pdf", 'a"b.pdf', "長" * 200 + ".pdf"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_saved_under_the_name_people_gave_it(client, site, name):
    document = make_document(name=name)
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename")
    kept = name.replace('"', "")
    assert document.filename == kept or kept.startswith(document.filename[:-4])
    assert document.filename.endswith(".pdf")
    assert len(document.filename.encode()) < 255


@pytest.mark.parametrize("name", ["写真 １.jpg", "長" * 200 + ".jpg"])
def test_a_picture_keeps_the_name_people_gave_it(site, name):
    picture = make_image(name=name)
    assert picture.filename == name or name.startswith(picture.filename[:-4])
    assert picture.filename.endswith(".jpg")
    assert len(picture.filename.encode()) < 255
    assert picture.get_rendition("width-20").file.name.isascii()


def test_two_files_of_one_name_both_keep_it(site):
    first, second = make_document(), make_document()
    assert first.filename == second.filename == "form.pdf"
    assert first.file.name != second.file.name


def test_a_file_that_was_lost_is_a_404(client, site):
    document = make_document()
    Path(document.file.path).unlink()
    assert client.get(document.url).status_code == 404


def test_films_are_not_compressed_on_the_way(client, film):
    response = client.get(film.url, headers={"Accept-Encoding": "gzip"})
    assert not response.has_header("Content-Encoding")
    assert response["Content-Length"] == str(len(FILM))


@pytest.mark.parametrize("size", [0, 1, 5])
def test_ranges_stay_inside_the_file(size):
    for header in ("bytes=0-0", "bytes=-1", "bytes=0-"):
        if size:
            start, end = wanted_range(header, size)
            assert 0 <= start <= end < size
        else:
            with pytest.raises(UnsatisfiableRangeError):
                wanted_range(header, size)


def test_a_public_rendition_is_kept_for_ever(client, site):
    response = client.get(make_image().get_rendition("width-20").url)
    assert "immutable" in response["Cache-Control"]
    assert "max-age=31536000" in response["Cache-Control"]


@pytest.mark.parametrize("address", ["/files/staff/a%00b.png", "/files/staff/originals/a%00.png"])
def test_a_name_that_no_database_takes_is_a_404(client, site, address):
    assert client.get(address).status_code == 404
