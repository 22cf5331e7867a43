"""One engine behind every list: the first persona's lists, and form = conversation = command."""

import io
import json
import random

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.areas.models import Area
from cms.core.calendar import now, today
from measures.answering.posted import place_json
from measures.eligibility.answers import Place
from measures.eligibility.evaluate import Implementation as Evaluated
from measures.eligibility.evaluate import Status, evaluate
from measures.eligibility.reading import answers, to_json
from measures.finder.journey import Journey
from measures.finder.judging import judge
from measures.models import Implementation, MeasurePage, Persona
from measures.rules import implementations_for
from tests.measures.eligibility.worlds import empty_table, make_rule, partly_known
from tests.measures.finder.visitor import ADDRESS, Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
CHAT = "/measures/finder/chat/"
HACHIOJI = {"prefecture": "13", "code": "132012", "flags": ["welfare_office"]}
FIRST = {
    "area": HACHIOJI,
    "family_status": ["divorced"],
    "income_kin": "none",
    "children": [{"stage": "es1", "disability": []}],
    "work": ["part_time"],
    "income_self": {"revenue": 2_000_000},
    "child_support_received": 0,
    "urgent": [],
}
DESCRIBED = {
    Status.LIKELY: {
        "jido-fuyo-teate",
        "jido-teate",
        "hitorioya-iryohi-josei",
        "jido-ikusei-teate",
        "shugaku-enjo",
        "kyoiku-kunren-kyufukin",
        "koto-shokugyo-kunren",
        "jiritsu-shien-program",
        "nichijo-seikatsu-shien",
        "hitorioya-kojo",
        "jr-tsukin-teiki-waribiki",
    },
    Status.CHECK: {"jutaku-shien-kashitsuke", "yoikuhi-kosei-shosho-hojo"},
    Status.UNLIKELY: {"izoku-nenkin", "kokosei-shogaku-kyufukin"},
}
# Advice and services that anybody in her situation may use; docs/eligibility.md says why.
BESIDE = {
    "boshi-fushi-jiritsu-shienin",
    "boshi-fushi-kafu-kashitsuke",
    "hitorioya-shien-center",
    "jiritsu-sodan-shien-kikan",
    "jutaku-safety-net",
    "ko-no-kango-kyuka",
    "kodomo-katei-center",
    "koei-jutaku-yusen",
    "minji-horitsu-fujo",
    "mothers-hello-work",
    "ouen-kigyo-hyosho",
    "rikongo-shinken",
    "seikatsu-fukushi-shikin",
    "yoikuhi-oyakokoryu-sodan",
    "yorisoi-hotline",
    "zaitaku-shugyo",
}


@pytest.fixture
def judged():
    return judge(Journey(FIRST), on=today())


def test_the_first_persona_gets_the_lists_that_were_described(judged):
    assert set(judged.with_status(Status.LIKELY)) == DESCRIBED[Status.LIKELY] | BESIDE
    assert set(judged.with_status(Status.CHECK)) >= DESCRIBED[Status.CHECK]
    assert set(judged.with_status(Status.UNLIKELY)) >= DESCRIBED[Status.UNLIKELY]


def test_her_lists_say_why(judged):
    reasons = {
        slug: [reason.text for reason in verdict.reasons]
        for slug, verdict in judged.verdicts.items()
    }
    assert "自立支援プログラムをつくっていること" in reasons["jutaku-shien-kashitsuke"]
    assert any("まだ確かめていません" in line for line in reasons["yoikuhi-kosei-shosho-hojo"])
    assert any("死別" in line for line in reasons["izoku-nenkin"])
    scholarship = judged.verdicts["kokosei-shogaku-kyufukin"]
    assert scholarship.turns_on.isoformat() == "2035-04-01", "when the child goes to high school"


def test_facts_of_places_reach_the_engine_from_the_list_of_areas():
    """The answers of the sample households say of their places what the areas say."""
    for persona in Persona.objects.all():
        place = persona.answers.get("area")
        if isinstance(place, dict) and place.get("code"):
            area = Area.objects.with_chain().get(code6=place["code"])
            assert set(place_json(area)["flags"]) == set(place["flags"]), persona


@pytest.mark.parametrize(
    ("code", "flag", "expected"),
    [
        ("132012", "core_city", Status.LIKELY),
        ("271004", "core_city", Status.UNLIKELY),
        ("271004", "designated_city", Status.LIKELY),
        ("271021", "designated_city", Status.LIKELY),  # 大阪市都島区
        ("131016", "special_ward", Status.LIKELY),
        ("073679", "welfare_office", Status.UNLIKELY),
    ],
)
def test_a_rule_can_ask_what_kind_of_town_it_is(code, flag, expected):
    area = Area.objects.with_chain().get(code6=code)
    rule = make_rule([{"type": "area", "flags": [flag]}])
    told = answers({"area": place_json(area)})
    verdict = evaluate(rule, told, empty_table(), Evaluated.IMPLEMENTED, today())
    assert verdict.status is expected


def test_whatever_is_recorded_of_places_has_its_evidence():
    for row in Implementation.objects.all():
        assert "https://" in row.evidence or "http://" in row.evidence, row
        assert row.checked_on, row
        assert row.checked_by, row


def listed(visitor):
    return [sorted(visitor.named(name)) for name in ("likely", "check", "unlikely")]


def from_the_command(told, area, tmp_path):
    """The three lists of the command, in official names."""
    places = implementations_for(area, on=today())
    row = {"id": 1, "answers": told, "implementations": {"*": "unconfirmed", **places}}
    file = tmp_path / "household.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    out = io.StringIO()
    call_command("evaluate_households", str(file), on=today().isoformat(), stdout=out)
    names = dict(MeasurePage.objects.values_list("slug", "official_name"))
    lists = {status: [] for status in Status}
    for slug, verdict in json.loads(out.getvalue())["verdicts"].items():
        lists[Status(verdict["verdict"])].append(names[slug])
    return [sorted(lists[status]) for status in Status]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(known=partly_known())
def test_form_conversation_and_command_list_the_same(client, tmp_path, known):
    household = known[2]
    place = household.told("area")
    code = place.code if isinstance(place, Place) else ""
    prefecture = f"{place.prefecture}0000" if isinstance(place, Place) else ""
    area = Area.objects.with_chain().filter(code6=code).first() if code else None
    if prefecture and not code:
        area = Area.objects.prefectures().filter(code6__startswith=prefecture[:2]).first()
    told = to_json(household)
    state = Journey(told, ("urgent",)).seal(at=now())
    lists = []
    for address in (ADDRESS, CHAT):
        visitor = Visitor(client, address)
        visitor._keep(client.post(address, {"state": state, "do": "results"}))
        lists.append(listed(visitor))
    assert lists[0] == lists[1] == from_the_command(told, area, tmp_path)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(known=partly_known(), seed=st.integers(0, 99))
def test_the_order_in_which_screens_were_answered_changes_nothing(known, seed):
    told = to_json(known[2])
    keys = sorted(told)
    random.Random(seed).shuffle(keys)
    one = judge(Journey(told), on=today())
    other = judge(Journey({key: told[key] for key in keys}), on=today())
    assert {slug: verdict.to_json() for slug, verdict in one.verdicts.items()} == {
        slug: verdict.to_json() for slug, verdict in other.verdicts.items()
    }
    assert one.next == other.next


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(known=partly_known(fewest=1))
def test_one_more_answer_only_settles_what_was_open(known):
    """In a known place: an answer about the place itself also says what is run there."""
    _world, less, more = known
    before = judge(Journey({**to_json(less), "area": HACHIOJI}), on=today())
    after = judge(Journey({**to_json(more), "area": HACHIOJI}), on=today())
    for slug, verdict in before.verdicts.items():
        if verdict.status is not Status.CHECK:
            assert after.verdicts[slug].status is verdict.status, slug
