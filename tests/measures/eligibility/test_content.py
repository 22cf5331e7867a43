"""The rules, examples and personas of the sample site, and an independent calculator."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from measures.eligibility.ages import Mark
from measures.eligibility.conditions import ChildAge
from measures.eligibility.errors import UnreadableError
from measures.eligibility.evaluate import Evaluation, Status
from measures.eligibility.examples import (
    broken_examples,
    broken_personas,
    impact,
    read_example,
    read_persona,
)
from measures.eligibility.households import (
    SAME_QUESTION,
    openfisca_answers,
    openfisca_results,
)
from measures.eligibility.reading import answers
from measures.eligibility.vocabulary import QUESTIONS
from tests.measures.eligibility.worlds import CONTENT, RUNNING, library

MEASURES = {path.stem.split("-", 1)[1] for path in (CONTENT / "measures").glob("*.json")}
NO_YOUNG_CHILD = "koto-shokugyo-kunren"


def test_every_measure_has_a_rule():
    assert set(library().rules) == MEASURES | {"jido-ikusei-teate"}


@pytest.mark.parametrize("slug", sorted(library().rules))
def test_examples_come_out(slug):
    shelf = library()
    assert len(shelf.examples[slug]) >= 3
    found = broken_examples(shelf.rules[slug], shelf.examples[slug], shelf.parameters, shelf.rules)
    assert [str(difference) for difference in found] == []


def test_personas_come_out():
    shelf = library()
    assert len(shelf.personas) >= 40
    assert len({persona.key for persona in shelf.personas}) == len(shelf.personas)
    found = broken_personas(shelf.personas, shelf.parameters, shelf.rules)
    assert [str(difference) for difference in found] == []


def with_children_until_17():
    rule = library().rules["jido-fuyo-teate"]
    paths = tuple(
        replace(path, conditions=tuple(map(_until_17, path.conditions))) for path in rule.paths
    )
    return replace(rule, paths=paths)


def _until_17(condition):
    if isinstance(condition, ChildAge):
        return replace(condition, until=Mark("fy", 17))
    return condition


def test_a_wrong_age_breaks_examples_and_shows_whom_it_hits():
    shelf = library()
    wrong = with_children_until_17()
    broken = broken_examples(
        wrong, shelf.examples["jido-fuyo-teate"], shelf.parameters, shelf.rules
    )
    assert len(broken) == 3
    hit = impact(wrong, shelf.personas, shelf.parameters, shelf.rules)
    assert {difference.measure for difference in hit} > {"jido-fuyo-teate"}  # whoever refers to it
    assert any("高3" in difference.who for difference in hit)
    assert all(difference.before is not difference.after for difference in hit)
    assert "使えそう→" in " ".join(map(str, hit))


def test_no_change_has_no_impact():
    shelf = library()
    rule = shelf.rules["jido-fuyo-teate"]
    assert impact(rule, shelf.personas, shelf.parameters, shelf.rules) == []


HALF = {"name": "x", "on": "2026-01-01", "answers": {}, "expect": "yes"}


@pytest.mark.parametrize("stored", [5, {}, {"name": "x"}, HALF])
def test_examples_and_personas_in_a_wrong_shape_are_refused(stored):
    with pytest.raises(UnreadableError):
        read_example(stored)
    with pytest.raises(UnreadableError):
        read_persona(stored)


ROW = {
    "id": "x",
    "period": "2026-06-01",
    "input": {
        "世帯一覧": {
            "世帯1": {
                "親一覧": ["親1", "親2"],
                "子一覧": ["子1"],
                "居住都道府県": {"2026-06-01": "東京都"},
                "高等職業訓練促進給付金の対象訓練を受けている": {"2026-06-01": True},
            }
        },
        "世帯員": {
            "親1": {"誕生年月日": {"ETERNITY": "1990-01-01"}, "収入": {"2026-06-01": 1000000}},
            "親2": {"誕生年月日": {"ETERNITY": "1990-01-01"}, "収入": {"2026-06-01": 5000000}},
            "子1": {
                "誕生年月日": {"ETERNITY": "2015-05-05"},
                "身体障害者手帳等級": {"2026-06-01": "二級"},
            },
        },
    },
    "result": {name: 0.0 for names in SAME_QUESTION.values() for name in names},
}


def test_a_household_of_openfisca_becomes_answers():
    told = openfisca_answers(ROW, date(2026, 6, 1))
    assert told["family_status"] == {"married"}
    assert told["income_self"].revenue.low == 5_000_000
    assert told["income_kin"].revenue.low == 1_000_000
    assert told["dependents"].low == 2
    assert told["children"][0].disability == {"body2"}
    assert told["area"].prefecture == "13"
    assert openfisca_results(ROW)["koto-shokugyo-kunren"] is False


NOBODY = {"世帯一覧": {}, "世帯員": {}}
STRANGER = {"世帯一覧": {"a": {"親一覧": ["x"]}}, "世帯員": {}}


@pytest.mark.parametrize(
    ("handbook", "grade", "level"),
    [
        ("愛の手帳等級", "二度", {"intellectual_heavy"}),
        ("内部障害", "三級", {"diagnosis"}),
        ("身体障害者手帳等級", "七級", {"diagnosis"}),
        ("療育手帳等級", "無", set()),
    ],
)
def test_handbooks_of_openfisca(handbook, grade, level):
    row = json.loads(json.dumps(ROW))
    child = row["input"]["世帯員"]["子1"]
    del child["身体障害者手帳等級"]
    child[handbook] = {"2026-06-01": grade}
    assert openfisca_answers(row, date(2026, 6, 1))["children"][0].disability == level


def test_a_grandparent_of_openfisca_is_a_relative_with_income():
    row = json.loads(json.dumps(ROW))
    row["input"]["世帯一覧"]["世帯1"]["祖父母一覧"] = ["祖母"]
    row["input"]["世帯員"]["祖母"] = {"収入": {"2026-06-01": 7000000}}
    told = openfisca_answers(row, date(2026, 6, 1))
    assert told["income_kin"].revenue.low == 7_000_000


@pytest.mark.parametrize("row", [{}, {"input": 5}, {"input": NOBODY}, {"input": STRANGER}])
def test_a_household_in_another_shape_is_refused(row):
    with pytest.raises(UnreadableError):
        openfisca_answers(row, date(2026, 6, 1))


@pytest.fixture(scope="module")
def compared(shared):
    """(measure, our status, their yes, row) of every household of the calculator's file."""
    path = shared / "data/measures/openfisca_random_households_DEV.jsonl"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the checkout")
    shelf, found = library(), []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        on = date.fromisoformat(row["period"])
        evaluation = Evaluation(shelf.rules, openfisca_answers(row, on), shelf.parameters, on)
        for slug, yes in openfisca_results(row).items():
            found.append((slug, evaluation.verdict(slug, RUNNING).status, yes, row))
    return found


def test_we_agree_with_the_calculator_wherever_we_are_certain(compared):
    wrong = {Status.LIKELY: False, Status.UNLIKELY: True}
    disagreements = [
        (slug, row["id"])
        for slug, status, yes, row in compared
        if wrong.get(status) == yes and not _law_is_with_us(slug, row)
    ]
    assert disagreements == []


def _law_is_with_us(slug: str, row: dict) -> bool:
    """高等職業訓練促進給付金 needs a child under 20 (母子及び父子並びに寡婦福祉法第6条・第31条)."""
    household = next(iter(row["input"]["世帯一覧"].values()))
    members = row["input"]["世帯員"]
    births = [members[name]["誕生年月日"]["ETERNITY"] for name in household["子一覧"]]
    return slug == NO_YOUNG_CHILD and all(born < "2006-06-02" for born in births)


def test_less_than_a_third_stay_open(compared):
    asked, left = Counter(), Counter()
    for slug, status, _, _ in compared:
        asked[slug] += 1
        left[slug] += status is Status.CHECK
    assert set(asked) == set(SAME_QUESTION)
    assert all(left[slug] < asked[slug] / 3 for slug in asked), left


def test_the_editors_questions_are_those_of_the_vocabulary():
    stored = json.loads((CONTENT / "questions.json").read_text(encoding="utf-8"))
    assert [question["key"] for question in stored] == list(QUESTIONS)
    for question in stored:
        known = QUESTIONS[question["key"]]
        assert [option["key"] for option in question["options"]] == list(known.options)
        assert (question["kind"], question["screen"]) == (known.kind, known.screen)
        assert all(question[field] for field in ("text", "why_we_ask"))
        for band in question.get("bands", []):
            answers({question["key"]: band["answer"]})


def test_answers_never_show_themselves():
    assert "divorced" not in f"{answers({'family_status': ['divorced']})!r}"
