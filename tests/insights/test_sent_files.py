"""Downloads and plays are counted where a file begins to be sent, once."""

import pytest

from cms.insights.choices import Act
from cms.insights.models import DailyCount
from tests.builders import MP4_START, make_area, make_document, make_media, make_track, make_user

pytestmark = pytest.mark.django_db
FILM = MP4_START + bytes(1000)


def counted() -> dict[str, int]:
    return dict(DailyCount.objects.values_list("act", "number"))


@pytest.fixture
def film(site):
    return make_media(content=FILM)


def test_a_film_that_begins_is_a_play_and_a_document_a_download(client, film):
    client.get(film.url)
    client.get(film.url, headers={"Range": "bytes=0-"})
    client.get(make_document().url)
    assert counted() == {Act.PLAY: 2, Act.DOWNLOAD: 1}
    assert DailyCount.objects.get(act=Act.PLAY).label == "研修の動画"


@pytest.mark.parametrize("part", ["bytes=1-", "bytes=500-600", "bytes=-10", "bytes=0-1"])
def test_what_goes_on_or_only_probes_is_no_play(client, film, part):
    assert client.get(film.url, headers={"Range": part}).status_code == 206
    assert counted() == {}


def test_asking_whether_it_is_there_is_no_play(client, film):
    client.head(film.url)
    client.get(film.url, headers={"If-None-Match": f'"{film.version}"'})
    client.get(film.url, headers={"Range": "bytes=999999-"})
    client.get(make_track(film).url)
    assert counted() == {}


def test_the_municipality_of_who_is_signed_in_is_kept_and_nothing_else(client, film):
    town = make_area()
    client.force_login(make_user(municipality=town))
    client.get(film.url)
    row = DailyCount.objects.get()
    assert (row.municipality, row.number) == (town, 1)
