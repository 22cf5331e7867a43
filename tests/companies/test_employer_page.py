"""The page of an employer, its place in search and on place pages, and what it never shows."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.backends import get_search_backend

from cms.core.calendar import today
from companies.ageing import months_after
from companies.models import EmployerFigure
from home.models import SiteMapPage
from tests.builders import (
    add_page,
    home_of,
    make_admin,
    make_area,
    make_directory,
    make_image,
)
from tests.companies.builders import corporate_number, make_employer
from tests.reading import fields_of, links_of, main_heading, page_of, words


@pytest.fixture
def hachioji(db):
    return make_area()


def data_of(page):
    found = page.find("script", attrs={"type": "application/ld+json"})
    return json.loads(found.string) if found else None


def test_facts_and_numbers_have_a_day_and_a_source(client, site, hachioji):
    page = make_employer(
        site,
        title="見本給食",
        areas=(hachioji,),
        figures=(("single_parents", 6, None), ("regular", 4, 6)),
        corporate_number=corporate_number(9),
        job_number="13010-12345678",
    )
    response = client.get(page.url)
    assert main_heading(response) == "見本給食"
    shown = page_of(response)
    numbers = [
        [words(part) for part in each.find_all(["dt", "dd"])]
        for each in shown.select(".amounts > div")
    ]
    source = "2026年3月31日の数字会社の書類で確認"
    assert numbers == [
        ["働いているひとり親", "6人", source],
        ["そのうち正社員", "4人（6人のうち）", source],
    ]
    assert "東京都八王子市" in words(shown.aside)
    assert "2026年3月31日" in words(shown.aside)
    data = data_of(shown)
    assert data["@type"] == "Organization"
    assert data["identifier"]["value"] == corporate_number(9)
    assert "見本の書類" not in shown.get_text(), "evidence is not for everybody"


@pytest.mark.parametrize("people", [1, 2])
def test_few_people_are_not_named_by_numbers(client, site, people):
    figures = (("single_parents", people, None), ("regular", 1, people), ("average_years", 3, None))
    page = make_employer(site, figures=figures)
    for address in (page.url, "/companies/"):
        text = words(page_of(client.get(address)).main)
        assert "3人より少ない" in text
        assert f"（{people}人のうち）" not in text
        assert "平均勤続年数" not in text


def test_a_sample_says_so_and_search_engines_are_not_told(client, site):
    page = make_employer(site, is_sample=True)
    shown = page_of(client.get(page.url))
    assert "この会社は実在しません" in words(shown.main)
    assert data_of(shown) is None


def test_a_sample_has_no_number_of_somebody_real(site):
    page = make_employer(site, is_sample=True)
    page.corporate_number = corporate_number(1)
    with pytest.raises(ValidationError, match="見本には法人番号を入れません"):
        page.full_clean()


def test_two_companies_do_not_share_a_number(site):
    make_employer(site, corporate_number=corporate_number(1))
    with pytest.raises(ValidationError, match="すでにあります"):
        make_employer(site, slug="second", corporate_number=corporate_number(1))


def test_the_address_of_the_submission_is_no_company(site):
    with pytest.raises(ValidationError, match="スラッグ"):
        make_employer(site, slug="submit")


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ({"kind": "single_parents", "value": "2.5"}, "整数"),
        ({"kind": "regular", "value": 7, "whole": 6}, "多くなって"),
        ({"kind": "regular", "value": 3}, "何人のうちか"),
        ({"kind": "average_years", "value": 99}, "60まで"),
    ],
)
def test_numbers_that_cannot_be(site, figure, told):
    fields = {**figure, "value": Decimal(figure["value"])}
    row = EmployerFigure(counted_on=date(2026, 3, 31), page=make_employer(site), **fields)
    with pytest.raises(ValidationError, match=told):
        row.full_clean()


def test_old_information_warns_on_the_page(client, site):
    old = make_employer(site, slug="old", confirmed_on=months_after(today(), -24))
    assert "情報が古い可能性があります" in words(page_of(client.get(old.url)).main)
    new = make_employer(site, slug="new", confirmed_on=today())
    assert "情報が古い可能性" not in words(page_of(client.get(new.url)).main)


def test_a_photograph_goes_after_its_last_day(client, site):
    page = make_employer(site)
    photo = {
        "image": make_image(),
        "alternative": "調理場",
        "caption": "",
        "agreed_by": "写っている二人",
        "agreed_on": date(2026, 1, 1),
    }
    for until, is_shown in ((today(), True), (today() - timedelta(days=1), False), (None, True)):
        page.interview = [("photo", {**photo, "until": until})]
        page.save_revision().publish()
        shown = page_of(client.get(page.url))
        assert bool(shown.select_one("figure")) is is_shown
        assert "写っている二人" not in shown.get_text()


def test_the_site_search_finds_companies(client, site, hachioji):
    make_employer(site, title="見本弁当", areas=(hachioji,), business="お弁当づくり")
    make_employer(site, slug="other", title="見本介護", business="介護")
    response = client.get("/search/?q=お弁当づくり")
    group = page_of(response).find(id="group-companies").find_parent("section")
    assert "見本弁当" in words(group)
    assert "東京都八王子市" in words(group)
    assert "見本介護" not in words(page_of(response).main)


def test_a_place_page_leads_to_companies_within_reach(client, site, hachioji):
    make_directory(site)
    for number in range(5):
        make_employer(site, slug=f"near-{number}", title=f"近い会社{number}", areas=(hachioji,))
    page = page_of(client.get(f"/directory/{hachioji.code6}/"))
    box = page.find(id="companies-here").find_parent("section")
    links = links_of(box)
    assert links["5社を見る"] == f"/companies/?place={hachioji.code6}"
    assert len(links) == 4


def test_a_place_without_companies_has_no_empty_box(client, site, hachioji):
    make_directory(site)
    response = client.get(f"/directory/{hachioji.code6}/")
    assert page_of(response).find(id="companies-here") is None


def test_a_page_costs_few_queries(client, site, hachioji):
    page = make_employer(site, areas=(hachioji,), certifications=(("kurumin", 2024),))
    client.get(page.url)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(page.url).status_code == 200
    assert len(counted) <= 15


def test_who_agreed_to_a_photograph_is_not_searched(site):
    page = make_employer(site)
    photo = {
        "image": make_image(),
        "alternative": "調理場の写真",
        "caption": "",
        "agreed_by": "山田花子",
        "agreed_on": date(2026, 1, 1),
        "until": None,
    }
    page.interview = [("photo", photo)]
    page.save_revision().publish()
    search = get_search_backend().search
    assert list(search("調理場の写真", type(page).objects.all())) == [page]
    assert list(search("山田花子", type(page).objects.all())) == []


def test_the_site_map_names_the_list_and_no_single_company(client, site):
    add_page(home_of(site), SiteMapPage, title="サイトマップ", slug="site-map")
    make_employer(site, title="見本弁当")
    text = words(page_of(client.get("/site-map/")).main)
    assert "会社をさがす" in text
    assert "見本弁当" not in text
    assert "/companies/employer/" in client.get("/sitemap.xml").content.decode()


def test_editing_in_the_admin(client, site):
    page = make_employer(site, figures=(("single_parents", 6, None),))
    client.force_login(make_admin())
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    address = f"/admin/pages/add/companies/employerpage/{page.get_parent().pk}/"
    assert client.get(address).status_code == 200
    page.consent_on = None
    page.save_revision()
    page.unpublish()
    edit = client.get(f"/admin/pages/{page.pk}/edit/")
    fields = {"interview-count": "0", **fields_of(page_of(edit).find(id="page-edit-form"))}
    response = client.post(
        f"/admin/pages/{page.pk}/edit/", {**fields, "action-publish": "1"}, follow=True
    )
    assert "「公表に同意した日」がないので公開できません" in response.content.decode()
    page.refresh_from_db()
    assert not page.live
