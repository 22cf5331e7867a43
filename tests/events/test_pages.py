"""Lists, the page of an event, the archive at the turn of the fiscal year, queries."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.core.calendar import now, today
from cms.surveys.models import Survey
from events.models import EventPage
from tests.builders import (
    home_of,
    make_document,
    make_group,
    make_image,
    make_translation,
    restrict,
)
from tests.events.builders import (
    make_event,
    make_index,
    make_open_event,
    make_past_event,
    make_registration,
    tokyo,
)
from tests.reading import links_of, main_heading, page_of, words
from tests.surveys.builders import make_survey

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def titles(response, heading: str = "") -> list[str]:
    cards = page_of(response).main
    if heading:
        cards = cards.find(id=heading).find_parent("section")
    return [words(each) for each in cards.select(".page-card__title")]


def test_what_comes_stands_first_and_what_was_below(client, site):
    make_event(site, title="あした", starts_at=now() + DAY)
    make_event(site, title="いま", starts_at=now() - timedelta(hours=1))
    make_event(site, title="きのう", starts_at=now() - DAY)
    response = client.get("/events/")
    assert titles(response, "coming") == ["いま", "あした"]
    assert titles(response, "past") == ["きのう"]


def test_an_event_moves_to_the_past_the_moment_it_ends(site):
    event = make_event(site, starts_at=tokyo(2026, 4, 1, 22), ends_at=tokyo(2026, 4, 2, 0))
    before = event.ends_at - timedelta(microseconds=1)
    assert list(EventPage.objects.upcoming(before)) == [event]
    assert list(EventPage.objects.upcoming(event.ends_at)) == []
    assert list(EventPage.objects.past(event.ends_at)) == [event]


def test_the_fiscal_year_turns_at_midnight_of_the_first_of_april(site):
    last = make_event(site, starts_at=tokyo(2026, 3, 31, 23, 59), title="三月")
    first = make_event(site, starts_at=tokyo(2026, 4, 1, 0), title="四月")
    assert list(EventPage.objects.in_fiscal_year(2025)) == [last]
    assert list(EventPage.objects.in_fiscal_year(2026)) == [first]
    assert EventPage.objects.all().fiscal_years() == [2026, 2025]


def test_the_archive_by_fiscal_year(client, site):
    make_event(site, starts_at=tokyo(2025, 3, 31, 10), title="三月の会")
    make_event(site, starts_at=tokyo(2025, 4, 1, 10), title="四月の会")
    response = client.get("/events/archive/2024/")
    assert main_heading(response) == "2024年度（令和6年度）"
    assert titles(response) == ["三月の会"]
    assert titles(client.get("/events/archive/")) == ["四月の会", "三月の会"]
    assert "/events/archive/2025/" in links_of(page_of(response).main).values()
    for year in (2023, 0, 99999):
        assert client.get(f"/events/archive/{year}/").status_code == 404


def test_the_page_says_when_where_who_and_what_helps(client, site):
    starts = tokyo(2026, 12, 5, 13, 30)
    make_event(
        site,
        slug="talk",
        title="話す会",
        starts_at=starts,
        sign_language=True,
        childcare=True,
        venue_address="見本市1-2-3",
        speakers=[{"name": "見本 花子", "role": "相談員"}],
        sessions=[{"title": "はじめに", "starts_at": starts, "ends_at": starts + DAY / 24}],
    )
    text = words(page_of(client.get("/events/talk/")).main)
    for part in ("2026年12月5日（土）13:30〜15:30", "見本市1-2-3", "13:30〜14:30 はじめに"):
        assert part in text
    for part in ("手話通訳", "託児", "見本 花子", "相談員"):
        assert part in text


def test_machines_read_what_people_read_and_samples_are_left_out(client, site):
    make_event(site, slug="real", title="話す会", is_cancelled=True, speakers=[{"name": "花子"}])
    make_event(site, slug="sample", is_sample=True)
    found = page_of(client.get("/events/real/")).find("script", type="application/ld+json")
    data = json.loads(found.string)
    assert (data["@type"], data["name"]) == ("Event", "話す会")
    assert data["eventStatus"] == "https://schema.org/EventCancelled"
    assert data["startDate"].endswith("+09:00")
    assert data["performer"] == [{"@type": "Person", "name": "花子"}]
    assert b"ld+json" not in client.get("/events/sample/").content


def test_a_photograph_is_shown_while_its_agreement_counts(client, site):
    agreed = {"photo": make_image(), "agreed_on": today() - 10 * DAY}
    speakers = [
        {"name": "いつまでも", **agreed},
        {"name": "今日まで", **agreed, "rights_until": today()},
        {"name": "昨日まで", **agreed, "rights_until": today() - DAY},
        {"name": "許諾なし", "photo": make_image()},
    ]
    make_event(site, slug="talk", speakers=speakers)
    rows = page_of(client.get("/events/talk/")).select(".speakers li")
    assert [words(row) for row in rows if row.find("img")] == ["いつまでも", "今日まで"]


def test_a_film_elsewhere_is_a_link_with_words(client, site):
    """Nothing of the other site is loaded before somebody goes there."""
    fields = {
        "external_film_url": "https://films.example/1",
        "external_film_site": "見本の動画サイト",
    }
    make_event(site, slug="talk", starts_at=now() - DAY, **fields)
    page = page_of(client.get("/events/talk/"))
    link = page.find("a", href="https://films.example/1")
    assert words(link) == "見本の動画サイトへ移動して見る"
    assert "見に来たことがそのサイトに伝わり" in words(page.main)
    assert not page.find(["iframe", "embed", "object"])
    assert "films.example" not in "".join(str(each) for each in page.find_all(src=True))


def test_a_questionnaire_is_offered_afterwards_while_it_takes_answers(client, site):
    survey = make_survey(slug="feedback", title="感想を聞かせてください")
    make_event(site, slug="to-come", survey=survey)
    make_event(site, slug="over", starts_at=now() - DAY, survey=survey)

    def offered(slug: str) -> bool:
        return "/surveys/feedback/" in client.get(f"/events/{slug}/").content.decode()

    assert offered("over")
    assert not offered("to-come")
    Survey.objects.update(closes_on=today() - DAY)
    assert not offered("over")


def test_slides_are_links_with_kind_and_size(client, site):
    make_event(site, slug="talk", slides=[make_document("発表の資料")])
    row = page_of(client.get("/events/talk/")).find(id="slides").find_next("li")
    assert words(row) == "発表の資料PDF 13 バイト"


def test_who_may_not_open_a_page_is_told_nothing_of_it(client, site):
    hidden = make_event(site, slug="hidden", title="内輪の会")
    make_event(site, slug="draft", title="下書きの会", live=False)
    restrict(hidden, make_group("関係者"))
    for address in ("/events/", "/events/archive/", "/events/feed/", "/events/calendar/", "/"):
        text = client.get(address).content.decode()
        assert "内輪の会" not in text
        assert "下書きの会" not in text


def test_other_languages_show_the_japanese_event_and_say_so(client, site):
    make_event(site, slug="talk")
    make_translation(home_of(site), "en", title="Home")
    page = page_of(client.get("/en/events/talk/"))
    assert page.find(attrs={"lang": "ja"})
    assert client.get("/en/events/talk/calendar/").status_code == 200


def test_the_lists_cost_the_same_for_many_events(client, site):
    found: dict[str, list[int]] = {"/events/": [], "/events/archive/": [], "/": []}
    for number in (3, 27):
        for _each in range(number):
            make_registration(make_open_event(site, capacity=5))
            make_past_event(site)
        for address, numbers in found.items():
            client.get(address)  # what stands around every page is read once a minute
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            numbers.append(len(queries))
    for address, (few, many) in found.items():
        assert few == many <= 12, address


def page_queries(client, site, number: int) -> int:
    starts = now() + DAY
    photo = {"photo": make_image(), "agreed_on": today()}
    event = make_open_event(
        site,
        speakers=[{"name": f"人{n}", **photo} for n in range(number)],
        sessions=[
            {"title": f"{n}", "starts_at": starts, "ends_at": starts + DAY} for n in range(number)
        ],
        slides=[make_document(f"資料{n}") for n in range(number)],
    )
    for n in range(number):
        make_registration(event, f"人{n}")
    client.get(event.url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(event.url).status_code == 200
    return len(queries)


def test_the_page_costs_the_same_for_many_rows(client, site):
    few, many = page_queries(client, site, 3), page_queries(client, site, 30)
    assert few == many <= 15


def test_years_without_a_past_event_are_not_linked(client, site):
    make_event(site, starts_at=now() + 500 * DAY)
    make_event(site, starts_at=tokyo(2024, 5, 1, 10))
    years = [a["href"] for a in page_of(client.get("/events/")).select(".pills a")]
    assert years == ["/events/archive/2024/"]
    assert client.get(years[0]).status_code == 200


def test_an_empty_list_says_so(client, site):
    make_index(site)
    assert "いま予定しているイベントはありません" in words(page_of(client.get("/events/")).main)
    assert "終わったイベントは、まだありません" in words(
        page_of(client.get("/events/archive/")).main
    )


def test_the_front_page_names_the_next_three(client, site):
    for days in (4, 1, 3, 2):
        make_event(site, title=f"{days}日後", starts_at=now() + days * DAY)
    make_event(site, title="中止の会", starts_at=now() + DAY / 2, is_cancelled=True)
    section = page_of(client.get("/")).find(id="events").find_parent("section")
    assert [words(link) for link in section.select(".news a")] == ["1日後", "2日後", "3日後"]
