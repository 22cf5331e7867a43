"""The page of one measure, as a visitor reads it."""

import json
import re
from datetime import date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from django.utils.translation import gettext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Site

from cms.core.calendar import TOKYO
from measures.models import CheckNote
from tests.builders import (
    home_of,
    make_area,
    make_implementation,
    make_measure,
    make_parameter,
    make_prefecture,
    make_translation,
    measure_index,
    restrict,
)
from tests.reading import links_of, main_heading, page_of, words

pytestmark = pytest.mark.django_db
ADDRESS = "/measures/jido-fuyo-teate/"


def stream(kind, *values):
    return [{"type": kind, "value": value} for value in values]


@pytest.fixture
def city():
    return make_area("13201", "八王子市", "はちおうじし", postal_codes=("1920046",))


@pytest.fixture
def full(site):
    """A measure that says everything a measure can say."""
    amount = make_parameter(values={"2025-04-01": 46690, "2027-04-01": 47300}, source_title="告示")
    limits = make_parameter(
        "jidofuyo.limit_full", {"2024-11-01": [690000, 1070000]}, runs_over="dependents"
    )
    other = make_measure(site, slug="jido-teate", title="子育ての手当", official_name="児童手当")
    rival = make_measure(site, slug="nenkin", title="家族が亡くなった", official_name="遺族年金")
    page = make_measure(
        site,
        number=45,
        other_names="母子手当",
        law="児童扶養手当法",
        ministry="こども家庭庁",
        body=stream("paragraph", "<p>毎月受け取れる手当です。</p>"),
        who=stream("line", "18歳になった年度の末までのお子さんを育てている"),
        amounts=stream(
            "amount",
            {"parameter": amount.pk, "label": "お子さん1人（月）", "note": "全部支給"},
            {"parameter": limits.pk, "label": "所得のめやす", "note": ""},
        ),
        how=stream("way", {"channel": "desk", "text": "窓口で申請します。", "url": ""}),
        where="お住まいの市区町村です。",
        documents=stream("document", {"name": "戸籍謄本", "where": "本籍地", "alternative": ""}),
        period="奇数の月に振り込まれます。",
        retroactive="no",
        time_to_decide="1か月ほどです。",
        cautions=stream("line", "引っ越したら届け出てください。"),
        desk_checks=stream("line", "事実婚の状態にないこと"),
        repayment="返す必要はありません。",
        sources=(("こども家庭庁", "https://www.cfa.go.jp/", date(2026, 11, 20)),),
    )
    page.combines_with = [other]
    page.excludes = [rival]
    page.check_notes = [CheckNote(text="令和8年度の額を確かめる")]
    page.save_revision().publish()
    return page


def test_both_names_stand_on_top(client, full):
    response = client.get(ADDRESS)
    head = words(page_of(response).main.find("header"))
    assert main_heading(response) == "ひとり親の毎月の手当"
    assert "児童扶養手当" in head
    assert "じどうふようてあて" in head
    assert "児童扶養手当" in page_of(response).title.get_text()


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("How much, roughly", "46,690円"),
        ("How much, roughly", "2025年4月から"),
        ("How much, roughly", "107万円"),
        ("Who can use it", "18歳になった年度の末まで"),
        ("How to apply", "窓口で申請します。"),
        ("When", "奇数の月に振り込まれます。"),
        ("Where to apply", "お住まいの市区町村です。"),
        ("What to bring", "戸籍謄本"),
        ("Please note", "引っ越したら届け出てください。"),
        ("What the desk will check", "事実婚の状態にないこと"),
        ("Can be used together", "児童手当"),
        ("Cannot be used at the same time", "遺族年金"),
        ("At a glance", "児童扶養手当法"),
        ("At a glance", "母子手当"),
    ],
)
def test_every_part_stands_under_its_heading(client, full, heading, text):
    response = client.get(ADDRESS)
    heads = {words(h): h for h in page_of(response).main.find_all("h2")}
    part = heads[gettext(heading)].find_parent(["section", "aside"])
    assert text in words(part)


def test_amounts_are_called_guides(client, full):
    said = gettext("These are guides. The desk makes the final decision.")
    assert said in words(page_of(client.get(ADDRESS)).main)


def test_sources_with_their_dates(client, full):
    main = page_of(client.get(ADDRESS)).main
    assert links_of(main)["こども家庭庁"] == "https://www.cfa.go.jp/"
    assert "2026年11月20日" in words(main)
    assert "告示" in words(main)


LAST_CHECKED = "Last checked"
ASK_THIS_YEAR = "Please ask at the desk for this fiscal year's amount."


@pytest.mark.parametrize(
    ("sources", "note", "day"),
    [
        ((date(2026, 11, 20), date(2026, 3, 2)), "", "2026年3月2日"),
        ((date(2026, 11, 20), None), "", ""),
        ((date(2026, 11, 20),), "条文を確かめる", ""),
        ((), "", ""),
    ],
)
def test_the_day_of_the_last_check_is_true_of_every_source(client, site, sources, note, day):
    rows = tuple((f"告示{n}", "", checked) for n, checked in enumerate(sources))
    page = make_measure(site, sources=rows)
    if note:
        page.check_notes = [CheckNote(text=note)]
        page.save()
    facts = words(page_of(client.get(ADDRESS)).main.find("aside"))
    assert (gettext(LAST_CHECKED) in facts) == bool(day)
    assert day in facts


@pytest.mark.parametrize(
    ("valid_from", "confidence", "note", "asked"),
    [
        ("2025-04-01", "confirmed", "", False),
        ("2025-04-01", "general", "", True),
        ("2025-04-01", "confirmed", "令和8年度の額を確かめる", True),
        ("2025-04-01", "confirmed", "2026年4月からの額を確かめる", True),
        ("2025-04-01", "confirmed", "条文を確かめる", False),
        ("2026-04-01", "to_check", "令和8年度の額を確かめる", False),
    ],
)
def test_an_amount_of_an_earlier_year_is_to_be_asked(site, valid_from, confidence, note, asked):
    amount = make_parameter(values={valid_from: 46690}, confidence=confidence)
    block = {"parameter": amount.pk, "label": "月", "note": ""}
    page = make_measure(site, amounts=stream("amount", block))
    page.check_notes = [CheckNote(text=note)] if note else []
    html = rendered(page, date(2026, 11, 23))
    assert (escape(gettext(ASK_THIS_YEAR)) in html) == asked


def test_who_can_use_it_promises_and_refuses_nothing(client, full):
    said = gettext(
        "People like these may be able to use it. Even if a line does not fit you, "
        "please ask at the desk."
    )
    assert said in words(page_of(client.get(ADDRESS)).main)


def test_ways_to_apply_are_no_steps(client, full):
    part = page_of(client.get(ADDRESS)).main.find(id="how").find_parent("section")
    assert part.find("ol") is None
    assert gettext("At the desk") in words(part.find("li"))


def test_breadcrumbs_lead_to_the_category(client, full):
    crumbs = links_of(page_of(client.get(ADDRESS)).main.find("nav"))
    assert list(crumbs.values()) == ["/", "/measures/", "/measures/?category=economic"]


def test_what_editors_must_check_is_not_public(client, full):
    assert "令和8年度の額を確かめる" not in client.get(ADDRESS).content.decode()
    assert "要確認" not in client.get(ADDRESS).content.decode()


def test_an_exclusion_holds_for_both_pages(client, full):
    text = words(page_of(client.get("/measures/nenkin/")).main)
    assert "児童扶養手当" in text


def test_a_restricted_measure_is_not_named_by_others(client, full):
    restrict(full.combines_with.get())
    assert "児童手当" not in words(page_of(client.get(ADDRESS)).main)


def test_structured_data(client, full):
    script = page_of(client.get(ADDRESS)).find("script", type="application/ld+json")
    data = json.loads(script.string)
    assert data["@type"] == "GovernmentService"
    assert data["name"] == "児童扶養手当"
    assert data["alternateName"] == ["ひとり親の毎月の手当", "母子手当"]
    assert data["provider"]["name"] == "こども家庭庁"
    assert data["areaServed"]["name"] == "日本"


def test_structured_data_cannot_end_its_element(client, site):
    make_measure(site, summary="</script><script>alert(1)</script>")
    response = client.get(ADDRESS)
    assert "<script>alert" not in response.content.decode()
    script = page_of(response).find("script", type="application/ld+json")
    assert json.loads(script.string)["description"].startswith("</script>")


def test_a_measure_with_nothing_but_names_has_no_empty_parts(client, site):
    make_measure(site, title="名前だけ", official_name="名前だけの制度")
    main = page_of(client.get(ADDRESS)).main
    headings = {words(h) for h in main.find_all("h2")}
    absent = ("How much, roughly", "Who can use it", "How to apply", "What to bring", "Please note")
    assert not headings & {gettext(heading) for heading in absent}
    for tag in main.find_all(["ul", "ol", "dl", "p", "h2", "h3", "li", "dd", "table"]):
        assert words(tag) or tag.find(["img", "input"]), f"empty <{tag.name}>"


def test_a_page_for_people_in_danger_has_a_title_that_tells_nothing(client, site):
    make_measure(site, task="violence", official_name="女性相談支援センター")
    assert "女性" not in page_of(client.get(ADDRESS)).title.get_text()


def rendered(page, day):
    request = RequestFactory().get(ADDRESS, HTTP_HOST="testserver")
    request.user = AnonymousUser()
    Site.find_for_request(request)
    at = datetime(day.year, day.month, day.day, 0, 0, tzinfo=TOKYO)
    return render_to_string(page.template, page.get_context(request, at=at), request)


def test_the_last_and_the_first_day_of_a_fiscal_year_differ_only_in_numbers(full):
    before, after = rendered(full, date(2027, 3, 31)), rendered(full, date(2027, 4, 1))
    assert "46,690円" in before
    assert "46,690円" not in after
    assert "47,300円" in after
    assert re.sub(r"\d", "0", before) == re.sub(r"\d", "0", after)


def test_an_amount_that_has_not_begun_is_left_out(full):
    assert "46,690円" not in rendered(full, date(2025, 3, 31))


# --- The visitor's place -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["132012", "13201", "八王子市", "はちおうじ", "192-0046", "hachioji"]
)
def test_a_place_by_code_name_or_postcode(client, full, city, typed):
    main = page_of(client.get(ADDRESS, {"area": typed})).main
    assert links_of(main)[gettext("All desks of %(area)s") % {"area": "八王子市"}] == (
        "/directory/132012/"
    )
    assert gettext("You can use this wherever you live in Japan.") in words(main)


def test_a_place_with_a_record_of_its_own(client, site, city):
    page = make_measure(site, scope="optional_by_authority")
    make_implementation(page, city, local_name="八王子の給付", evidence="電話で課長に聞いた")
    main = words(page_of(client.get(ADDRESS, {"area": city.code6})).main)
    assert gettext("%(area)s runs this.") % {"area": "八王子市"} in main
    assert "八王子の給付" in main
    assert "2026年10月1日" in main
    assert "課長" not in main


def test_a_place_that_does_not_run_it_names_the_prefecture(client, site, city):
    page = make_measure(site, scope="optional_by_authority")
    make_implementation(page, city, "not_running")
    main = words(page_of(client.get(ADDRESS, {"area": city.code6})).main)
    assert gettext("Not in operation: ask the prefecture") in main
    assert "東京都の窓口" in main


def test_several_places_are_offered(client, full):
    make_area("13206", "府中市", "ふちゅうし")
    hiroshima = make_prefecture("34000", "広島県", "ひろしまけん")
    make_area("34208", "府中市", "ふちゅうし", parent=hiroshima)
    links = links_of(page_of(client.get(ADDRESS, {"area": "府中市"})).main)
    assert links["東京都府中市"] == "?area=132063#place"
    assert links["広島県府中市"] == "?area=342084#place"


def test_an_unknown_place_is_said_and_what_was_typed_is_kept(client, full):
    main = page_of(client.get(ADDRESS, {"area": "どこにもない村"})).main
    field = main.find("input", id="area")
    assert field["value"] == "どこにもない村"
    assert field["aria-invalid"] == "true"
    assert "どこにもない村" in words(main.find(id="area-error"))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(max_size=300))
def test_no_text_breaks_the_page(client, full, typed):
    assert client.get(ADDRESS, {"area": typed}).status_code == 200


@pytest.mark.parametrize("typed", ["\x00", '"', "😀" * 50, "あ" * 5000, "131131", "　"])
def test_hostile_places(client, full, typed):
    assert client.get(ADDRESS, {"area": typed}).status_code == 200


# --- Languages -----------------------------------------------------------------------------------


def test_an_untranslated_measure_speaks_japanese_and_says_so(client, full):
    make_translation(home_of(full.get_site()), "en", title="Home", headline="Hello")
    make_translation(measure_index(full.get_site()), "en", title="Find support")
    response = client.get("/en" + ADDRESS)
    main = page_of(response).main
    assert main_heading(response) == "ひとり親の毎月の手当"
    assert main.find("h1").find_parent(attrs={"lang": True})["lang"] == "ja"
    assert "not translated yet" in words(main)
    assert "46,690円" in words(main)
    assert list(links_of(main.find("nav")).values())[1] == "/en/measures/"


def test_a_translated_measure_shares_the_facts(client, full, city):
    make_translation(home_of(full.get_site()), "en", title="Home", headline="Hello")
    make_translation(measure_index(full.get_site()), "en", title="Find support")
    make_translation(full, "en", title="Child rearing allowance", summary="For single parents.")
    make_implementation(full, city, local_name="八王子の手当")
    response = client.get("/en" + ADDRESS, {"area": "hachioji"})
    text = words(page_of(response).main)
    assert main_heading(response) == "Child rearing allowance"
    assert "46,690 yen" in text
    assert "八王子の手当" in text
    assert "児童扶養手当" in text  # what one says at the counter
    related = page_of(response).main.find("a", href="/en/measures/jido-teate/")
    assert related["lang"] == "ja"


def test_the_same_queries_whatever_the_page_says(client, full):
    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as counted:
            client.get(address)
        return len(counted)

    site = full.get_site()
    few = queries(ADDRESS)
    full.combines_with = [make_measure(site, slug=f"m-{n}", number=100 + n) for n in range(9)]
    full.amounts = stream(
        "amount",
        *(
            {"parameter": make_parameter(f"p.{n}").pk, "label": f"額{n}つめ", "note": ""}
            for n in range(12)
        ),
    )
    full.save_revision().publish()
    assert queries(ADDRESS) == few
