"""Reading and writing rules, faults with their place, and checks before a rule is used."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.eligibility.checks import faults
from measures.eligibility.errors import UnreadableError
from measures.eligibility.evaluate import evaluate
from measures.eligibility.parameters import DatedTable
from measures.eligibility.reading import answers
from measures.eligibility.rule import read_rule
from tests.measures.eligibility.worlds import CONTENT, ON, RUNNING, empty_table, library, make_rule

STORED = {
    "measure": "jidofuyo",
    "as_of": "2026-04-01",
    "paths": [
        {
            "label": "ひとり親",
            "all": [
                {"type": "family_status", "any": ["divorced", "bereaved", "dv_order"]},
                {"type": "child", "until": "fy18", "or_disability_until": 20},
                {"type": "income", "param": "jidofuyo.limit_partial", "by": "dependents"},
                {"type": "manual", "text": "事実婚の状態にないこと"},
            ],
        }
    ],
}


def faults_of(read, stored) -> list | None:
    """The faults of something unreadable, None of something readable; any other error escapes."""
    try:
        read(stored)
    except UnreadableError as unreadable:
        return unreadable.faults
    return None


def read_faults(stored) -> list[tuple[str, str]]:
    with pytest.raises(UnreadableError) as caught:
        read_rule(stored)
    return [(fault.place, fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize("path", sorted((CONTENT / "rules").glob("*.json")), ids=lambda p: p.stem)
def test_stored_rules_survive_reading_and_writing(path):
    stored = json.loads(path.read_text(encoding="utf-8"))
    examples = stored.pop("examples")
    assert len(examples) >= 3
    assert stored["sources"]
    assert stored["measure"] == path.stem
    assert read_rule(read_rule(stored).to_json()) == read_rule(stored)
    logical = [block for path in stored["paths"] for block in path["all"]]
    written = [block for path in read_rule(stored).to_json()["paths"] for block in path["all"]]
    assert sorted(map(json.dumps, map(_sorted, written))) == sorted(
        map(json.dumps, map(_sorted, logical))
    )


def _sorted(block: dict) -> dict:
    return dict(sorted(block.items()))


def test_the_form_of_the_design_is_read():
    rule = read_rule(STORED)
    assert [c.type for c in rule.conditions] == ["family_status", "child", "income"]
    assert rule.paths[0].manual[0].text == "事実婚の状態にないこと"
    assert rule.questions == {
        "family_status", "children", "income_self", "dependents",
    }  # fmt: skip
    assert rule.parameters == {"jidofuyo.limit_partial"}
    assert "次のすべてに当てはまる方に見せます。" in rule.paragraph


def changed(place: list, value) -> dict:
    stored = json.loads(json.dumps(STORED))
    target = stored
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = value
    return stored


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        (["as_of"], "2026年4月", "as_of"),
        (["paths"], [], "paths"),
        (["paths"], "x", "paths"),
        (["paths", 0], 5, "paths[0]"),
        (["paths", 0, "all"], [], "paths[0].all"),
        (["paths", 0, "all", 0, "type"], "family", "paths[0].all[0].type"),
        (["paths", 0, "all", 0, "any"], ["widow"], "paths[0].all[0].any[0]"),
        (["paths", 0, "all", 0, "any"], "divorced", "paths[0].all[0].any"),
        (["paths", 0, "all", 1, "until"], "18", "paths[0].all[1].until"),
        (["paths", 0, "all", 1, "until"], 18, "paths[0].all[1].until"),
        (
            ["paths", 0, "all", 1, "or_disability_until"],
            True,
            "paths[0].all[1].or_disability_until",
        ),
        (["paths", 0, "all", 1, "colour"], "red", "paths[0].all[1].colour"),
        (["paths", 0, "all", 2, "op"], "<", "paths[0].all[2].op"),
        (["paths", 0, "all", 2, "param"], 5, "paths[0].all[2].param"),
        (["paths", 0, "all", 3, "text"], "", "paths[0].all[3].text"),
        (["manual"], [{"type": "child"}], "manual"),
    ],
)
def test_faults_name_their_place_in_japanese(place, value, expected):
    found = read_faults(changed(place, value))
    assert expected in [where for where, _ in found]
    assert all(any("\u3040" < letter < "\u30ff" for letter in text) for _, text in found)


def test_all_faults_are_found_at_once():
    stored = changed(["as_of"], None)
    stored["paths"][0]["all"][0]["any"] = ["widow"]
    assert {where for where, _ in read_faults(stored)} == {"as_of", "paths[0].all[0].any[0]"}


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    junk, st.sampled_from([[], ["paths"], ["paths", 0, "all"], ["paths", 0, "all", 0], ["manual"]])
)
def test_no_stored_rule_breaks_the_reader(value, place):
    stored = changed(place, value) if place else value
    assert faults_of(read_rule, stored) != []


def check(*paths: list[dict], rules=None, table=None, days=(ON,), measure="m") -> list[str]:
    rule = make_rule(*paths, measure=measure)
    return [f.place for f in faults(rule, table or empty_table(), days, rules or {})]


CHILD = {"type": "child", "until": "fy18"}
SINGLE = {"type": "family_status", "any": ["divorced", "unmarried"]}


@pytest.mark.parametrize(
    ("condition", "place"),
    [
        ({"type": "child", "from": "fy18", "until": "fy15"}, "until"),
        ({"type": "age_self", "min": 40, "max": 20}, "max"),
        ({"type": "age_self"}, "min"),
        ({"type": "tax", "any": ["exempt"], "none": ["exempt"]}, "none"),
        ({"type": "tax"}, "any"),
        ({"type": "area"}, "prefectures"),
        ({"type": "income"}, "param"),
        ({"type": "single_since"}, "after"),
        ({"type": "eligible_for"}, "measure"),
        ({"type": "child", "or_disability_until": 20}, "or_disability_until"),
    ],
)
def test_contradictions_inside_a_condition(condition, place):
    assert f"paths[0].all[0].{place}" in check([condition])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"type": "tax", "any": ["exempt"]}, {"type": "tax", "any": ["taxed"]}),
        ({"type": "tax", "any": ["exempt"]}, {"type": "tax", "none": ["exempt"]}),
        ({"type": "age_self", "min": 65}, {"type": "age_self", "max": 39}),
        ({"type": "area", "prefectures": ["13"]}, {"type": "area", "prefectures": ["27"]}),
        (SINGLE, {"type": "family_status", "none": ["divorced", "unmarried"]}),
    ],
)
def test_a_path_for_nobody(one, other):
    assert check([one, other]) == ["paths[0].all[1]"]


def test_income_below_and_above_one_limit_is_for_nobody():
    table = DatedTable({"p": [(date(2020, 1, 1), 1)]})
    below, above = {"type": "income", "param": "p"}, {"type": "income", "param": "p", "op": "ge"}
    assert check([below, above], table=table) == ["paths[0].all[1]"]
    assert check([{**below, "op": "le"}, above], table=table) == []


def test_several_ticks_can_satisfy_two_conditions():
    assert check([SINGLE, {"type": "family_status", "any": ["bereaved"]}]) == []


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ([SINGLE, CHILD], [CHILD]),
        ([{"type": "child", "until": "fy15"}], [CHILD]),
        ([{"type": "child", "until": "fy18", "number": 2}], [CHILD]),
        ([{"type": "child", "until": "fy18", "disability": "any"}], [CHILD]),
        ([{"type": "family_status", "any": ["divorced"]}], [SINGLE]),
        (
            [{"type": "area", "prefectures": ["13"]}],
            [{"type": "area", "prefectures": ["13", "27"]}],
        ),
        ([CHILD], [CHILD]),
    ],
)
def test_a_path_inside_another_is_useless(narrow, wide):
    number = 1 if narrow == wide else 0
    assert check(narrow, wide) == [f"paths[{number}]"]


def test_a_free_path_inside_a_decisive_one_is_not_useless():
    decisive = {"type": "manual", "text": "審査があること", "decisive": True}
    assert check([SINGLE, CHILD], [CHILD, decisive]) == []


@given(st.data())
def test_a_path_called_useless_never_changes_a_verdict(data):
    from measures.eligibility.kleene import Truth, any_of
    from tests.measures.eligibility.worlds import worlds

    blocks = [SINGLE, CHILD, {"type": "tax", "any": ["exempt"]}, {"type": "tax", "none": ["taxed"]},
              {"type": "child", "from": "fy6", "until": "fy15"},
              {"type": "child", "until": "age20"},
              {"type": "family_status", "any": ["divorced"], "none": ["married"]}]  # fmt: skip
    pick = st.lists(st.sampled_from(blocks), min_size=1, max_size=2)
    paths = data.draw(st.lists(pick, min_size=2, max_size=3))
    rule = make_rule(*paths)
    useless = [f.place for f in faults(rule, empty_table(), [ON], {}) if ".all" not in f.place]
    verdict = evaluate(rule, data.draw(worlds), empty_table(), RUNNING, ON)
    kept = [r.truth for n, r in enumerate(verdict.paths) if f"paths[{n}]" not in useless]
    assert any_of(kept or [Truth.FALSE]) is verdict.truth


def test_parameters_that_are_unknown_or_have_no_value_on_a_day():
    table = DatedTable({"p": [(date(2027, 4, 1), 1)]})
    condition = {"type": "income", "param": "p"}
    assert check([condition], table=table) == ["paths[0].all[0]"]
    assert check([condition], table=table, days=[date(2027, 4, 1)]) == []
    assert check([{**condition, "param": "q"}], table=table) == ["paths[0].all[0]"]


def test_references_to_missing_measures_and_circles():
    other = make_rule([{"type": "eligible_for", "measure": "m"}], measure="other")
    to_other = {"type": "eligible_for", "measure": "other"}
    assert check([to_other]) == ["paths[0].all[0].measure"]
    assert check([to_other], rules={"other": other}) == ["paths[0].all[0].measure"]
    assert check([to_other], rules={"other": make_rule([CHILD], measure="other")}) == []


@pytest.mark.parametrize("slug", sorted(library().rules))
def test_the_rules_of_the_sample_site_have_no_faults(slug):
    shelf = library()
    rule = shelf.rules[slug]
    assert not faults(rule, shelf.parameters, [rule.as_of, ON, date(2027, 4, 1)], shelf.rules)


def test_answers_in_any_wrong_shape_are_refused_with_a_place():
    for told, place in (
        ({"colour": "red"}, "answers.colour"),
        ({"children": [{"age": 5, "stage": "es1"}]}, "answers.children[0]"),
        ({"children": [{"age": -1}]}, "answers.children[0].age"),
        ({"children": [{}] * 16}, "answers.children"),
        ({"income_self": "none"}, "answers.income_self"),
        ({"income_self": {"revenue": [5, 1]}}, "answers.income_self.revenue"),
        ({"income_self": {"revenue": 1, "net": 1}}, "answers.income_self"),
        ({"area": {"prefecture": "48"}}, "answers.area.prefecture"),
        ({"area": {"prefecture": "13", "code": "271004"}}, "answers.area.code"),
        ({"dependents": 11}, "answers.dependents"),
        ({"single_since": ["2026-05-01", "2026-04-01"]}, "answers.single_since"),
        ({"tax": ["exempt"]}, "answers.tax"),
        (5, "answers"),
    ):
        with pytest.raises(UnreadableError) as caught:
            answers(told)
        assert place in [fault.place for fault in caught.value.faults]


HARD_KEYS = ["area", "children", "income_self", "income_kin", "tax", "dependents", "single_since"]


@given(st.dictionaries(st.sampled_from(HARD_KEYS), junk))
def test_no_answers_break_the_reader(told):
    assert faults_of(answers, told) != []
