"""Each condition type: true, false, unknown, its sentence, and what it cannot mean."""

from datetime import date

import pytest

from measures.eligibility.conditions import TYPES
from measures.eligibility.evaluate import evaluate
from measures.eligibility.kleene import Truth
from measures.eligibility.reading import answers
from tests.measures.eligibility.worlds import ON, RUNNING, empty_table, library, make_rule

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
STATUS = {"type": "family_status", "any": ["divorced", "unmarried"], "maybe": ["dv_order"]}
HACHIOJI = {"prefecture": "13", "code": "132012", "flags": ["welfare_office"]}


def truth(condition: dict, told: dict, on: date = ON) -> Truth:
    return evaluate(make_rule([condition]), answers(told), empty_table(), RUNNING, on).truth


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["divorced"], T),
        (["married"], F),
        ([], F),
        (["dv_order"], U),
        (["dv_order", "divorced"], T),
        (["married", "unmarried"], T),
        (["single_parent"], U),
        ("unknown", U),
        ("declined", U),
    ],
)
def test_any_of_several_ticks(told, expected):
    assert truth(STATUS, {"family_status": told}) is expected


def test_an_umbrella_option_is_true_when_all_it_can_mean_is_true():
    everything = ["divorced", "bereaved", "unmarried", "abandoned", "missing", "imprisoned",
                  "spouse_disabled", "dv_order"]  # fmt: skip
    told = {"family_status": ["single_parent"]}
    assert truth({"type": "family_status", "any": everything}, told) is T
    assert truth({"type": "family_status", "any": ["married"]}, told) is F
    assert truth({"type": "family_status", "none": ["married"]}, told) is T


def test_none_excludes_and_alone_admits_the_rest():
    condition = {"type": "receives", "none": ["seikatsu-hogo"], "maybe": ["izoku-nenkin"]}
    assert truth(condition, {"receives": []}) is T
    assert truth(condition, {"receives": ["jido-teate"]}) is T
    assert truth(condition, {"receives": ["jido-teate", "izoku-nenkin"]}) is U
    assert truth(condition, {"receives": ["seikatsu-hogo", "jido-teate"]}) is F


@pytest.mark.parametrize(
    ("condition", "told", "expected"),
    [
        ({"prefectures": ["13"]}, HACHIOJI, T),
        ({"prefectures": ["27"]}, HACHIOJI, F),
        ({"codes": ["132012"]}, HACHIOJI, T),
        ({"codes": ["132012"]}, {"prefecture": "13"}, U),
        ({"codes": ["132012"]}, {"prefecture": "27"}, F),
        ({"flags": ["welfare_office"]}, HACHIOJI, T),
        ({"flags": ["town"]}, HACHIOJI, F),
        ({"flags": ["town"]}, {"prefecture": "13"}, U),
    ],
)
def test_area(condition, told, expected):
    assert truth({"type": "area", **condition}, {"area": told}) is expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2026-04-01", T),
        ("2026-03-31", F),
        (["2026-03-01", "2026-05-01"], U),
        ("unknown", U),
    ],
)
def test_since_a_day(told, expected):
    condition = {"type": "single_since", "after": "2026-04-01"}
    assert truth(condition, {"single_since": told}) is expected


def test_within_months_ends_on_the_same_day_of_the_month():
    rule = make_rule([{"type": "single_since", "within_months": 6}])
    told = answers({"single_since": "2026-08-31"})
    verdict = evaluate(rule, told, empty_table(), RUNNING, ON)
    assert (verdict.truth, verdict.turns_on) == (T, date(2027, 2, 28))
    assert evaluate(rule, told, empty_table(), RUNNING, date(2027, 2, 27)).truth is T
    assert evaluate(rule, told, empty_table(), RUNNING, date(2027, 2, 28)).truth is F


@pytest.mark.parametrize(
    ("condition", "told", "expected"),
    [
        ({"min": 65}, 64, F),
        ({"min": 65}, 65, T),
        ({"min": 20, "max": 39}, [18, 25], U),
        ({"max": 39}, [20, 39], T),
    ],
)
def test_own_age(condition, told, expected):
    assert truth({"type": "age_self", **condition}, {"age_self": told}) is expected


BABY = {"born": "2026-01-10", "disability": []}
PUPIL = {"stage": "es1", "disability": []}
BODY1 = {"age": 19, "disability": ["body1"]}
SOMEBODY = {"age": 19}


@pytest.mark.parametrize(
    ("condition", "children", "expected"),
    [
        ({"until": "fy18"}, [], F),
        ({"until": "fy18"}, [PUPIL], T),
        ({"until": "fy18"}, [BODY1], F),
        ({"until": "fy18", "or_disability_until": 20}, [BODY1], T),
        ({"until": "fy18", "or_disability_until": 20}, [SOMEBODY], U),
        ({"until": "age20", "disability": "tokuji2"}, [PUPIL], F),
        ({"until": "age20", "disability": "tokuji2"}, [PUPIL, BODY1], T),
        ({"until": "age20", "disability": "tokuji2"}, [SOMEBODY], U),
        ({"from": "fy6", "until": "fy15"}, [BABY], F),
        ({"quant": "none", "until": "fy18"}, [BODY1], T),
        ({"quant": "none", "until": "fy18"}, [BABY], F),
        ({"quant": "all", "until": "fy18"}, [BABY, PUPIL], T),
        ({"quant": "all", "until": "fy18"}, [BABY, BODY1], F),
        ({"quant": "all", "until": "fy18"}, [], F),
        ({"until": "fy18", "number": 2}, [BABY, PUPIL], T),
        ({"until": "fy18", "number": 3}, [BABY, PUPIL, {"age": 18}], U),
        ({"until": "fy18", "number": 3}, [BABY, PUPIL], F),
        ({}, [BODY1], T),
    ],
)
def test_children(condition, children, expected):
    assert truth({"type": "child", **condition}, {"children": children}) is expected


def test_the_last_child_decides_when_a_true_condition_ends():
    rule = make_rule([{"type": "child", "from": "fy15", "until": "fy18"}])
    told = answers({"children": [{"stage": "hs3"}, {"stage": "jh3"}]})
    verdict = evaluate(rule, told, empty_table(), RUNNING, ON)
    assert verdict.turns_on == date(2030, 4, 1)
    told = answers({"children": [{"stage": "hs3"}, {"stage": "jh1"}]})
    assert evaluate(rule, told, empty_table(), RUNNING, ON).turns_on == date(2027, 4, 1)


def test_eligible_for_follows_the_other_measure_and_its_open_questions():
    other = make_rule([STATUS], measure="other")
    rule = make_rule([{"type": "eligible_for", "measure": "other", "label": "別の制度"}])
    known = {"other": other}
    for told, expected, keys in (
        ({"family_status": ["divorced"]}, T, ()),
        ({"family_status": ["married"]}, F, ()),
        ({}, U, ("family_status",)),
    ):
        verdict = evaluate(rule, answers(told), empty_table(), RUNNING, ON, rules=known)
        assert (verdict.truth, verdict.open_questions) == (expected, keys)


def test_eligible_for_a_measure_without_rule_or_in_a_circle_is_unknown():
    rule = make_rule([{"type": "eligible_for", "measure": "nowhere"}])
    verdict = evaluate(rule, answers({}), empty_table(), RUNNING, ON)
    assert (verdict.truth, verdict.missing) == (U, ("nowhere",))
    circle = make_rule([{"type": "eligible_for", "measure": "m"}])
    assert evaluate(circle, answers({}), empty_table(), RUNNING, ON).truth is U


def test_every_condition_in_use_says_one_plain_sentence():
    for rule in library().rules.values():
        for condition in rule.conditions:
            assert condition.sentence.endswith("。")
            assert "対象です" not in condition.sentence


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ({"type": "child", "until": "fy18", "or_disability_until": 20},
         "18歳になった年度の末までのお子さん（障害のあるお子さんは20歳になる前まで）がいる。"),
        ({"type": "child", "from": "fy6", "until": "fy15"},
         "小学1年生から中学3年生までのお子さんがいる。"),
        ({"type": "child", "until": "age20", "number": 3},
         "20歳になる前までのお子さんが3人以上いる。"),
        ({"type": "tax", "any": ["exempt"]}, "住民税が「かかっていない（非課税）」である。"),
        ({"type": "area", "prefectures": ["13"]}, "「東京都」に住んでいる。"),
        ({"type": "age_self", "min": 65}, "ご本人が65歳以上である。"),
        ({"type": "income", "param": "p", "by": "dependents"},
         "あなたの所得が、めやすの額（扶養の人数で変わる）より少ない。"),
        ({"type": "single_since", "after": "2026-04-01"}, "離婚などが2026年4月1日以後である。"),
    ],
)  # fmt: skip
def test_sentences(condition, sentence):
    assert make_rule([condition]).conditions[0].sentence == sentence


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ({"type": "receives", "maybe": ["izoku-nenkin"]}, "「遺族年金」のときは窓口で確かめる。"),
        ({"type": "parent", "any": ["mother"], "none": ["father"], "maybe": ["other"]},
         "お子さんから見て「母」である。お子さんから見て「父」ではない。"
         "「祖父母など」のときは窓口で確かめる。"),
    ],
)  # fmt: skip
def test_sentences_with_what_the_desk_decides(condition, sentence):
    assert make_rule([condition]).conditions[0].sentence == sentence


def test_every_type_is_used_or_known():
    used = {condition.type for rule in library().rules.values() for condition in rule.conditions}
    assert used <= set(TYPES)
    assert {"child", "income", "family_status", "area", "receives", "eligible_for"} <= used


def test_a_single_parent_is_called_so_and_a_certain_reason_is_short():
    rule = library().rules["nichijo-seikatsu-shien"]
    told = answers({"family_status": ["divorced"], "children": [{"stage": "es1"}]})
    verdict = evaluate(rule, told, empty_table(), RUNNING, ON)
    assert [reason.text for reason in verdict.reasons if reason.kind == "met"] == [
        "家族の状況が「ひとり親（離婚、死別、未婚など）」か「配偶者に重い障害がある」か"
        "「配偶者への保護命令が出ている」である。",
        "20歳になる前までのお子さんがいる。",
    ]
