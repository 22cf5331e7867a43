"""The people of the specification go through the finder by posting forms, as without JavaScript."""

import io
import logging
from datetime import datetime

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.areas.models import Area
from cms.core.calendar import TOKYO, now
from measures.eligibility.evaluate import Status
from measures.finder import sealing
from measures.finder.cards import brief_cards, results_of
from measures.finder.journey import Journey
from measures.finder.judging import judge
from measures.finder.presenting import urgent_lines
from measures.models import Persona
from tests.builders import make_office, make_user
from tests.measures.finder.visitor import ADDRESS, Visitor
from tests.reading import page_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
CHAT = "/measures/finder/chat/"
P1 = {
    "urgent": {"urgent": "nothing"},
    "children": {"children-0-stage": "es1", "children-0-disability": "nothing"},
    "family_status": {"family_status": "divorced", "income_kin": '"none"'},
    "area": {"area": "はちおうじ"},
    "income_self": {"income_self-amount": "２００万", "child_support_received": "0"},
    "work": {"work": "part_time"},
}
P3 = {
    "urgent": {"urgent": "nothing"},
    "children": {"children-0-stage": "jh2", "children-0-disability": "nothing",
                 "children-1-stage": "hs2", "children-1-disability": "nothing"},
    "family_status": {"family_status": "divorced", "income_kin": '"none"'},
    "area": {"area": "福島県只見町"},
    "income_self": {"income_self-amount": "4200000", "child_support_received": "0"},
    "work": {"work": "regular"},
    "dependents": {"dependents": "2"},
    "parent": {"parent": "father"},
}  # fmt: skip


def test_p1_answers_a_few_questions_and_sees_what_can_be_used(client):
    visitor = Visitor(client)
    assert visitor.keys == ["urgent"]
    visitor.answer(P1)
    visitor.press("results") if visitor.keys else None
    likely, unlikely = visitor.named("likely"), visitor.named("unlikely")
    assert {"児童扶養手当", "児童手当", "就学援助", "ひとり親控除"} <= set(likely)
    assert any("育成手当" in name for name in likely)
    assert any("通勤定期" in name for name in likely)
    assert any("遺族" in name for name in unlikely)
    card = visitor.card("jido-fuyo-teate")
    assert "お子さん" in card
    assert "電話する" in card
    assert "2025年4月から" in card, "an amount stands with its date"
    visitor.press("more-jido-fuyo-teate")
    card = visitor.card("jido-fuyo-teate")
    details = ("窓口で確認されること", "持っていくもの", "金額の出典", "いつ・いつまで")
    assert [name for name in details if name not in card] == []
    assert visitor.page.find(id="here").find_parent(id="m-jido-fuyo-teate")
    assert "対象です" not in words(visitor.page.main)


def test_results_are_there_from_the_first_answer_and_questions_are_few(client):
    visitor = Visitor(client)
    visitor.press("next", urgent="nothing")
    assert "ここまでの答えで" in words(visitor.page.main)
    visitor.answer({}, most=8)
    assert visitor.keys == [], "eight questions at most"
    assert len(visitor.seen) <= 9


def test_p2_sees_the_exit_and_the_lines_that_answer_now(client):
    visitor = Visitor(client)
    visitor.press("next", urgent="dv")
    main = words(visitor.page.main)
    assert "今すぐ電話できます" in main
    assert "#8008" in main
    assert "このページから離れる" in words(visitor.page.body)
    visitor.press("results")
    results = words(visitor.page.main)
    assert results.index("今すぐ電話できます") < results.index("毎月のお金")
    memo = visitor.press("memo")
    assert "暴力" not in words(memo.main), "the sheet can fall into the wrong hands"


def test_p3_is_sent_to_the_office_of_the_prefecture(client):
    fukushima = Area.objects.get(code6="070009")
    town = Area.objects.get(code6="073679")
    own = make_office(town, name="只見町役場 保健福祉課", tasks=["employment", "general"])
    office = make_office(fukushima, name="南会津福祉事務所", tasks=["employment"],
                         telephones=["0241-62-5262"], hours=[{}])  # fmt: skip
    visitor = Visitor(client)
    visitor.answer(P3)
    visitor.press("results") if visitor.keys else None
    card = visitor.card("koto-shokugyo-kunren")
    assert str(office) in card
    assert str(own) not in card
    assert "児童扶養手当" in visitor.named("likely")


def test_a_counsellor_sees_the_rule_and_its_sources(client):
    client.force_login(make_user("counsellor"))
    visitor = Visitor(client)
    visitor.press("next", urgent="nothing")
    visitor.press("results")
    card = visitor.card("jido-fuyo-teate")
    assert "時点のルール" in card
    assert "当てはまる方に見せます" in card
    client.logout()
    visitor = Visitor(client)
    visitor.press("next", urgent="nothing")
    visitor.press("results")
    assert "時点のルール" not in visitor.card("jido-fuyo-teate")


def test_going_back_keeps_what_was_answered(client):
    visitor = Visitor(client)
    visitor.press("next", urgent="no_food")
    visitor.press("back")
    box = visitor.page.select_one("input[value=no_food]")
    assert visitor.keys == ["urgent"]
    assert box.has_attr("checked")


@pytest.mark.parametrize("address", [ADDRESS, CHAT])
def test_a_question_is_answered_on_its_card(client, address):
    """The form stands on the card; after it the visitor is at the card again, wherever it went."""
    visitor = Visitor(client, address)
    visitor.answer({**P1, "children": {"children-0-stage": "es1"}}, most=3)
    visitor.press("results")
    slug = "jido-teate"
    assert visitor.where(slug) == "likely"
    slug = "jido-fuyo-teate"
    assert visitor.where(slug) == "check"
    asked = visitor.open_questions(slug)
    assert asked
    visitor.press(asked[0])
    form = visitor.page.select_one("form#here")
    assert form.find_parent(id=f"m-{slug}")
    assert form["action"] == f"{address}#here"
    visitor.answer_on_card("next")
    assert "答えを選ぶか" in words(visitor.page.select_one("form#here"))
    while visitor.where(slug) == "check" and (asked := visitor.open_questions(slug)):
        visitor.press(asked[0])
        key = visitor.page.select_one("form#here input[name=keys]")["value"].split()[0]
        told = next((P1[name] for name in P1 if name == key), {})
        visitor.answer_on_card("next" if told else "unknown", **told)
        assert visitor.page.find(id="here").find_parent(id=f"m-{slug}")
    assert visitor.where(slug) == "likely"
    assert "使えそう" in words(visitor.page.find(id="here"))


def test_not_knowing_on_a_card_is_no_question_any_more(client):
    visitor = Visitor(client)
    visitor.answer(P1, most=2)
    visitor.press("results")
    asked = visitor.open_questions("jido-fuyo-teate")[0]
    visitor.press(asked)
    visitor.answer_on_card("declined")
    assert "答えたくない" in words(visitor.page.select_one("aside"))
    assert visitor.page.find(id="here").find_parent(id="m-jido-fuyo-teate")


def test_the_place_is_told_among_the_results(client):
    visitor = Visitor(client)
    visitor.press("next", urgent="nothing")
    visitor.press("results")
    visitor.answer_on_card("next", area="ほげほげ")
    place = visitor.page.select_one("form.finder__place")
    assert "見つかりませんでした" in words(place)
    assert place.find(id="area")["value"] == "ほげほげ"
    visitor.answer_on_card("next", area="八王子市")
    assert "八王子市" in visitor.heading
    assert visitor.page.select_one("form.finder__place") is None
    assert visitor.page.select("article a[href^='tel:']")


@pytest.mark.parametrize("do", ["open-", "open-x-y", "open-area-none", "open-urgent-", "more-x"])
def test_a_card_that_is_not_there_opens_nothing(client, do):
    visitor = Visitor(client)
    visitor.press("next", urgent="nothing")
    visitor.press(do)
    assert visitor.page.find(id="here") is None
    assert visitor.page.find(id="check")


def test_a_question_can_be_answered_again_on_its_screen(client):
    visitor = Visitor(client)
    visitor.press("next", urgent="nothing")
    visitor.press("ask-area", then="results")
    visitor.press("next", area="八王子市")
    assert "八王子市" in visitor.heading
    assert visitor.named("likely")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"area": "府中市"}, "選んでください"),
        ({"area": "ほげほげ"}, "見つかりませんでした"),
        ({"area": ""}, "答えを選ぶか"),
    ],
)
def test_what_cannot_be_read_is_said_and_kept(client, fields, message):
    visitor = Visitor(client)
    visitor.press("ask-area")
    visitor.press("next", **fields)
    assert message in words(visitor.page.select_one("fieldset"))
    assert visitor.page.find(id="area")["value"] == fields["area"]


def test_two_towns_of_one_name_can_be_told_apart(client):
    visitor = Visitor(client)
    visitor.press("ask-area")
    visitor.press("next", area="府中市")
    choice = visitor.page.select_one("input[name=area-code]")["value"]
    visitor.press("next", **{"area": "府中市", "area-code": choice})
    assert "府中市" in visitor.heading


def test_no_answer_stays_anywhere(client):
    """The database, sessions, cookies, cache, addresses and logs hold nothing of a full run."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    logging.getLogger().addHandler(handler)
    before = _database()
    visitor = Visitor(client)
    visitor.answer({**P1, "urgent": {"urgent": "dv"},
                    "income_self": {"income_self-amount": "1987654"}})  # fmt: skip
    visitor.press("memo")
    logging.getLogger().removeHandler(handler)
    assert _database() == before
    assert Session.objects.count() == 0
    assert not client.cookies
    kept = said.getvalue() + str(getattr(cache, "_cache", ""))
    for answer in ("1987654", "divorced", "part_time", "はちおうじ"):
        assert answer not in kept
    for response in visitor.seen:
        assert response.request["QUERY_STRING"] == ""
        assert response.request["PATH_INFO"] == ADDRESS
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
    assert len({words(_title(r)) for r in visitor.seen}) == 1, "the title tells nothing"
    assert "1987654" not in visitor.seen[-3].content.decode().split('name="state"')[1][:2000]


def _title(response):
    return page_of(response).title


def _database() -> dict[str, int]:
    """How many rows every table has."""
    return {m._meta.label: m._default_manager.count() for m in apps.get_models() if m._meta.managed}


@pytest.mark.parametrize(
    "do", ["next", "results", "memo", "more-jido-teate", "open-tax-seikatsu-hogo"]
)
def test_few_queries_whatever_is_shown(client, do):
    visitor = Visitor(client)
    visitor.answer(P1, most=5)
    visitor.press("results")  # what stands around every page is read once a minute
    with CaptureQueriesContext(
        connection,
    ) as queries:
        visitor.press(do)
    assert len(queries) <= 15


def test_the_conversation_lists_what_the_form_lists(client):
    """Same answers, same list; the words that were said stand in a log."""
    form, chat = Visitor(client), Visitor(client, CHAT)
    for visitor in (form, chat):
        visitor.answer(P1)
        if visitor.keys:
            visitor.press("results")
    for section in ("likely", "check", "unlikely"):
        assert form.named(section) == chat.named(section)
    assert chat.page.find(attrs={"role": "log"})


def test_every_household_gets_one_list_in_both_forms(client):
    for persona in Persona.objects.all():
        journey = Journey(persona.answers, ("urgent",))
        state = journey.seal(at=now())
        lists = []
        for address in (ADDRESS, CHAT):
            visitor = Visitor(client, address)
            visitor._keep(client.post(address, {"state": state, "do": "results"}))
            lists.append([visitor.named(name) for name in ("likely", "check", "unlikely")])
        assert lists[0] == lists[1]


def test_free_words_find_pages_and_are_not_kept(client):
    visitor = Visitor(client, CHAT)
    before = _database()
    visitor.press("search", topic="家賃が払えない")
    assert visitor.page.find(attrs={"role": "log"}).find("a", href=True)
    visitor.press("search", topic="ほげほげほげ")
    assert "見つかりませんでした" in words(visitor.page.main)
    assert "ほげほげほげ" not in str(visitor.page)
    assert _database() == before


def test_brief_and_full_lists_agree():
    at = now()
    judged = judge(Journey({"children": [{"stage": "es1"}]}), on=at.date())
    reader = AnonymousUser()
    brief = brief_cards(judged, reader=reader, language="ja")
    full = results_of(judged, reader=reader, at=at, language="ja")
    names = {card.slug for card in brief if card.status is Status.LIKELY}
    assert names == {card.slug for card in full.likely}


def test_the_code_of_a_memo_brings_the_same_list(client):
    told = {"children": [{"stage": "es1", "disability": []}], "family_status": ["divorced"]}
    visitor = Visitor(client)
    visitor._keep(client.post(ADDRESS, {"paper": sealing.pack(told)}))
    assert "児童手当" in visitor.named("likely")
    visitor._keep(client.post(ADDRESS, {"paper": "zzzz"}))
    assert "もう一度、はじめから" in words(visitor.page.main)


def test_other_languages_work(client):
    visitor = Visitor(client, "/en/measures/finder/")
    visitor.press("next", urgent="nothing")
    assert visitor.page.html["lang"] == "en"
    visitor.press("results")
    assert visitor.named("likely") is not None


def test_a_line_for_something_else_is_not_shown_while_it_is_closed(rf):
    make_office(
        None, name="いま閉じている別の電話", tasks=["child_support"], telephones=["0120-000-001"]
    )
    make_office(
        None, name="時間の分からないDVの電話", tasks=["violence"], telephones=["0120-000-002"]
    )
    request = rf.get(ADDRESS)
    request.user = AnonymousUser()
    at_night = datetime(2026, 11, 25, 2, 0, tzinfo=TOKYO)
    lines = urgent_lines(Journey({"urgent": ["dv"]}, ("urgent",)), request, at=at_night)
    names = [line.name for line in lines]
    assert "時間の分からないDVの電話" in names
    assert "いま閉じている別の電話" not in names


def test_what_needs_checking_is_folded_by_need_until_somebody_is_there(client):
    visitor = Visitor(client)
    visitor.answer(P1)
    if visitor.keys:
        visitor.press("results")
    groups = visitor.page.select("section[aria-labelledby=check] details.finder__need")
    assert groups
    assert not any(group.has_attr("open") for group in groups)
    slug = groups[-1].select_one("article")["id"].removeprefix("m-")
    visitor.press(f"more-{slug}")
    opened = visitor.page.select("section[aria-labelledby=check] details.finder__need[open]")
    assert [group.find(id=f"m-{slug}") is not None for group in opened] == [True]


def test_what_is_not_for_the_household_is_one_line_with_its_reason(client):
    visitor = Visitor(client)
    visitor.answer(P1)
    if visitor.keys:
        visitor.press("results")
    for line in visitor.page.select(".finder__no > li"):
        assert "×" in words(line) or "実施していません" in words(line), words(line)
