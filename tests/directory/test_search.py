"""Desks and places in the site search."""

import pytest

from directory.search_sources import OfficeSource
from directory.services import index_offices
from tests.builders import make_area, make_directory, make_office, make_prefecture
from tests.reading import links_of, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(site):
    make_directory(site)
    return make_area()


def found(client, text: str) -> dict[str, str]:
    return links_of(page_of(client.get("/search/", {"q": text})).main)


def indexed(*offices) -> None:
    index_offices(external_ids=[office.external_id for office in offices])


def test_a_desk_is_found_by_its_name_and_a_place_by_its_own(client, town):
    office = make_office(town, name="自立支援員の窓口")
    indexed(office)
    addresses = found(client, "自立支援員").values()
    assert f"/directory/offices/{office.external_id}/" in addresses
    assert "/directory/132012/" in found(client, "八王子市").values()


def test_drafts_are_not_found(client, town):
    office = make_office(town, name="下書きの窓口", live=False)
    indexed(office)
    assert office.external_id not in str(found(client, "下書きの窓口"))


def test_an_address_that_must_stay_unknown_is_no_word_of_the_index(client, town):
    office = make_office(town, name="相談所", address="秘密町一丁目", is_sensitive=True)
    indexed(office)
    assert office.external_id not in str(found(client, "秘密町"))


def test_only_desks_that_concern_a_prefecture(town):
    osaka = make_prefecture("27000", "大阪府", "おおさかふ")
    here, everywhere = make_office(town, name="市"), make_office(name="全国")
    make_office(osaka, name="府")
    source = OfficeSource()
    chosen = source.in_prefecture(source.visible_to(None, language="ja"), town.prefecture)
    assert set(chosen) == {here, everywhere}
    assert list(source.names(language="ja")) == ["全国"]


def test_results_say_what_is_a_sample_or_not_confirmed(town, django_assert_num_queries):
    source = OfficeSource()
    make_office(town, name="見本の窓口", is_sample=True, plain_name="手当の相談")
    make_office(name="電話", verification="confirmed", confirmed_on="2026-11-01")
    objects = list(source.visible_to(None, language="ja").order_by("pk"))
    with django_assert_num_queries(0):
        sample, line = source.present(objects, language="en")
    assert (sample.note, sample.place, line.note) == ("見本・未確認", "東京都八王子市", "")
    assert sample.text.startswith("手当の相談")
    assert sample.url.startswith("/en/directory/offices/")
