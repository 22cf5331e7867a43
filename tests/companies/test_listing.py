"""The list of employers: filters by address, order, places, counts, the same few queries."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.core.calendar import today
from companies.ageing import months_after
from companies.models import EmployerPage, ListedCertification
from tests.builders import make_area, make_prefecture, make_user, restrict
from tests.companies.builders import company_index, make_employer
from tests.reading import links_of, page_of, words


@pytest.fixture
def hachioji(db):
    return make_area()


@pytest.fixture
def three(site, hachioji):
    """弁当 in 八王子市, 介護 all over 東京都, 事務 from anywhere."""
    make_employer(
        site,
        slug="lunch",
        title="見本弁当",
        areas=(hachioji,),
        facts=("short_regular", "sudden_leave"),
        industry="M",
        business="お弁当づくり",
        certifications=(("kurumin", 2024),),
        confirmed_on=date(2026, 3, 1),
    )
    make_employer(
        site,
        slug="care",
        title="見本介護",
        areas=(make_prefecture(),),
        facts=("short_regular", "no_nights", "qualifications"),
        business="デイサービスの介護",
        confirmed_on=date(2026, 5, 1),
    )
    make_employer(
        site,
        slug="office",
        title="見本事務",
        is_anywhere=True,
        facts=("home_working",),
        industry="G",
        business="データ入力",
        confirmed_on=date(2026, 4, 1),
    )
    return site


def titles(response):
    assert response.status_code == 200
    return [words(heading) for heading in page_of(response).select(".companies h3")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["見本介護", "見本事務", "見本弁当"]),
        ("fact=short_regular", ["見本介護", "見本弁当"]),
        ("fact=short_regular&fact=sudden_leave", ["見本弁当", "見本介護"]),
        ("fact=short_regular&fact=sudden_leave&sort=confirmed", ["見本介護", "見本弁当"]),
        ("fact=short_regular&fact=sudden_leave&all=1", ["見本弁当"]),
        ("industry=M", ["見本弁当"]),
        ("certification=kurumin", ["見本弁当"]),
        ("certification=eruboshi", []),
        ("q=弁当", ["見本弁当"]),
        ("q=でいさーびす", ["見本介護"]),
        ("q=ﾃﾞｰﾀ　入力", ["見本事務"]),
        ("q=ほげほげ", []),
        ("place=八王子市", ["見本介護", "見本事務", "見本弁当"]),
        ("place=東京都&fact=short_regular", ["見本介護", "見本弁当"]),
        ("industry=nonsense", ["見本介護", "見本事務", "見本弁当"]),
        ("page=999", ["見本介護", "見本事務", "見本弁当"]),
        ("q=" + "あ" * 50_000, []),
        ("q=%00&place=%00&fact=%00", ["見本介護", "見本事務", "見本弁当"]),
    ],
)
def test_filters_by_address(client, three, query, found):
    assert titles(client.get(f"/companies/?{query}")) == found


def test_a_neighbouring_town_is_reached_from_its_prefecture_only(client, three):
    other = make_prefecture("14000", "神奈川県", "かながわけん")
    make_area("14201", "横須賀市", "よこすかし", parent=other)
    make_area("13212", "日野市", "ひのし")
    assert titles(client.get("/companies/?place=横須賀市")) == ["見本事務"]
    assert titles(client.get("/companies/?place=日野市")) == ["見本介護", "見本事務"]


def test_a_ward_is_part_of_its_city(client, site):
    other = make_prefecture("14000", "神奈川県", "かながわけん")
    city = make_area("14100", "横浜市", "よこはまし", parent=other, designated=True)
    ward = make_area("14101", "鶴見区", "つるみく", kind="ward", parent=city)
    make_employer(site, slug="city", title="市の会社", areas=(city,))
    make_employer(site, slug="ward", title="区の会社", areas=(ward,))
    assert set(titles(client.get("/companies/?place=横浜市"))) == {"市の会社", "区の会社"}
    assert set(titles(client.get("/companies/?place=141011"))) == {"市の会社", "区の会社"}


def test_what_was_typed_can_be_several_places(client, three):
    make_area(
        "34208", "府中市", "ふちゅうし", parent=make_prefecture("34000", "広島県", "ひろしまけん")
    )
    make_area("13206", "府中市", "ふちゅうし")
    page = page_of(client.get("/companies/?place=府中市&fact=short_regular"))
    choices = links_of(page.select_one(".notice"))
    assert set(choices) == {"広島県府中市", "東京都府中市"}
    assert "fact=short_regular" in choices["東京都府中市"]
    assert titles(client.get(f"/companies/{choices['東京都府中市']}")) == ["見本介護"]


def test_an_unknown_place_is_said_and_kept(client, three):
    page = page_of(client.get("/companies/?place=ほげほげ"))
    assert "「ほげほげ」という場所が見つからない" in words(page.select_one(".notice"))
    assert page.find("input", attrs={"name": "place"})["value"] == "ほげほげ"


def test_what_is_not_public_is_not_listed(client, three):
    hidden = EmployerPage.objects.get(slug="care")
    restrict(hidden)
    EmployerPage.objects.get(slug="office").unpublish()
    assert titles(client.get("/companies/")) == ["見本弁当"]
    assert EmployerPage.objects.visible_to(AnonymousUser()).count() == 1
    client.force_login(make_user())
    assert titles(client.get("/companies/")) == ["見本介護", "見本弁当"]


def test_a_published_list_is_found_by_the_filter(client, three):
    page = EmployerPage.objects.get(slug="care")
    ListedCertification.objects.create(
        page=page, kind="eruboshi", year=2025, source="一覧", imported_on=date(2026, 4, 1)
    )
    response = client.get("/companies/?certification=eruboshi")
    assert titles(response) == ["見本介護"]
    assert "えるぼし（2025）" in words(page_of(response).select_one(".companies"))


def test_old_information_says_so(client, site):
    on = today()
    make_employer(site, slug="new", title="新しい会社", confirmed_on=on - timedelta(days=600))
    old = months_after(on, -24)
    make_employer(site, slug="old", title="古い会社", confirmed_on=old)
    cards = page_of(client.get("/companies/")).select(".companies > li")
    assert ["情報が古い可能性" in words(card) for card in cards] == [False, True]


def test_many_pages_keep_the_choices(client, site):
    for number in range(25):
        make_employer(site, slug=f"many-{number}", title=f"会社{number:02d}")
    page = page_of(client.get("/companies/?fact=short_regular&place=東京都"))
    assert words(page.select_one(".count")) == "25社"
    following = page.find("a", rel="next")["href"]
    assert "fact=short_regular" in following
    assert len(titles(client.get(f"/companies/{following}"))) == 5


def test_the_same_queries_for_3_and_30_employers(client, site, hachioji):
    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        return len(counted)

    def add(number):
        make_employer(
            site,
            slug=f"number-{number}",
            title=f"会社{number}",
            areas=(hachioji,),
            figures=(("single_parents", 6, None), ("regular", 4, 6)),
            certifications=(("kurumin", 2024),),
        )

    addresses = ("/companies/", "/companies/?place=八王子市&fact=short_regular&q=会社")
    for number in range(3):
        add(number)
    few = [queries(address) for address in addresses]
    for number in range(3, 30):
        add(number)
    assert [queries(address) for address in addresses] == few
    assert max(few) <= 15


def test_the_entrance_without_employers_leads_on(client, site):
    company_index(site)
    response = client.get("/companies/")
    assert "/companies/submit/" in links_of(page_of(response).main).values()
    assert words(page_of(response).select_one(".count")) == "0社"
