"""Which number is offered to whom: labels, and prefectures with a number of their own."""

import pytest

from directory.models import Contact
from tests.builders import make_area, make_directory, make_office, make_prefecture
from tests.reading import links_of, page_of, words

HACHIOJI = "/directory/132012/"


@pytest.fixture
def town(site):
    make_directory(site)
    return make_area()


def test_every_number_of_a_line_says_who_may_call_it(client, town):
    office = make_office(name="養育費の電話", telephones=())
    mobile = {"value": "03-3980-4108", "label": "携帯電話から"}
    fixed = {"value": "0120-965-419", "description": "携帯電話からはかけられません"}
    for order, number in enumerate((mobile, fixed)):
        Contact.objects.create(office=office, sort_order=order, **number)
    for address in ("/directory/", HACHIOJI):
        found = links_of(page_of(client.get(address)).main)
        calls = [call for call in found.values() if call in ("tel:+81339804108", "tel:0120965419")]
        assert calls == ["tel:+81339804108", "tel:0120965419"], address
        text = words(page_of(client.get(address)).main)
        assert "養育費の電話（携帯電話から）" in text
        assert "携帯電話からはかけられません" in text


def test_a_prefecture_with_a_number_of_its_own_is_offered_just_that(client, town):
    iwate = make_prefecture("03000", "岩手県", "いわてけん")
    morioka = make_area("03201", "盛岡市", "もりおかし", parent=iwate)
    office = make_office(name="よりそい", telephones=["0120-279-338"], tasks=["general"])
    Contact.objects.create(
        office=office, sort_order=1, value="0120-279-226", prefectures="03,04,07"
    )
    here, there = "tel:0120279226", "tel:0120279338"
    expected = {
        HACHIOJI: {there},
        f"/directory/{iwate.code6}/": {here},
        f"/directory/{morioka.code6}/": {here},
        "/directory/": {here, there},
        office.address_of_page(): {here, there},
    }
    for address, numbers in expected.items():
        found = set(links_of(page_of(client.get(address)).main).values())
        assert found & {here, there} == numbers, address
