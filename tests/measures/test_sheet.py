"""The sheet of questions: what editors fill in is what the engine reads, and the other way."""

import json
from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.answering.sheet import SILENCES, read_sheet, write_sheet
from measures.answering.sheet_fields import sheet_screens
from measures.answering.telling import household_line
from measures.answering.typed import read_age_or_birth, read_amounts, read_days, read_yen
from measures.eligibility.ages import STAGES
from measures.eligibility.reading import answers, to_json
from measures.eligibility.vocabulary import QUESTIONS, Kind
from measures.rules import QuestionWords
from tests.measures.eligibility.worlds import CONTENT, coarse, worlds

ON = date(2026, 11, 23)
quick = settings(max_examples=60, deadline=None)


def words():
    stored = json.loads((CONTENT / "questions.json").read_text(encoding="utf-8"))
    return {
        row["key"]: QuestionWords(
            row["key"],
            row["text"],
            options={option["key"]: option["label"] for option in row["options"]},
            bands=tuple(row.get("bands", ())),
        )
        for row in stored
    }


WRITTEN = words()


def households():
    """Every household of the sample content, as stored."""
    found = [p["answers"] for p in json.loads((CONTENT / "personas.json").read_text())]
    for path in sorted((CONTENT / "rules").glob("*.json")):
        found += [example["answers"] for example in json.loads(path.read_text())["examples"]]
    return found


def read(data):
    posted = read_sheet(data, on=ON)
    assert posted.errors == {}
    return posted.told


def test_every_household_of_the_content_comes_back_from_its_sheet():
    for told in households():
        assert answers(read(write_sheet(told, WRITTEN, None))) == answers(told)


@quick
@given(worlds, st.data())
def test_every_household_comes_back_from_its_sheet(world, data):
    told = to_json(world)
    for key in data.draw(st.sets(st.sampled_from(sorted(QUESTIONS)))):
        told[key] = data.draw(st.sampled_from(sorted(SILENCES)))
    assert answers(read(write_sheet(told, WRITTEN, None))) == answers(told)


@quick
@given(worlds)
def test_spans_and_school_years_come_back_too(world):
    told = to_json(coarse(world, ON, 50_000))
    assert answers(read(write_sheet(told, {}, None))) == answers(told)


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_every_stage_a_household_holds_is_chosen_in_its_form(stage):
    """Else the form would be refused unchanged, and the page could not be saved."""
    told = {"children": [{"stage": stage, "disability": []}]}
    screens = sheet_screens(write_sheet(told, WRITTEN, None), {}, [], WRITTEN)
    rows = [row for screen in screens for field in screen.fields for row in field.rows]
    assert [choice.value for choice in rows[0].stages if choice.chosen] == [stage]


def test_a_blank_sheet_asked_nothing():
    assert read(QueryDict()) == {}


NAMES = st.sampled_from(
    [
        *QUESTIONS,
        *(f"{key}-amount" for key in QUESTIONS),
        "area-was",
        "area-shown",
        "area-silence",
        "area-code",
        "income_self-kind",
        "children-0-stage",
        "children-0-exact",
        "children-0-disability",
        "children-14-exact",
    ]
)
WORDS = st.one_of(
    st.text(max_size=50),
    st.sampled_from(["unknown", "declined", "nothing", '"unknown"', "[1,0]", "0", "es1", "divorced",
                     "age-3", "born-2020-04-01", "[[]]", '{"revenue": "x"}', "9" * 20,
                     "body1+body2"]),
)  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NAMES, WORDS), max_size=6))
def test_whatever_is_posted_is_answers_or_a_message_never_an_error(fields):
    data = QueryDict(mutable=True)
    for name, word in fields:
        data.appendlist(name, word)
    posted = read_sheet(data, on=ON)
    answers(posted.told)
    assert not posted.told.keys() & posted.errors.keys()
    assert all(message for message in posted.errors.values())


def sheet(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        name = name.replace("__", "-")
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


@pytest.mark.parametrize(
    ("fields", "key", "message"),
    [
        ({"family_status": ["divorced", "nothing"]}, "family_status", "いっしょに選べません"),
        ({"family_status": ["rich"]}, "family_status", "選び直して"),
        ({"tax": "rich"}, "tax", "選び直して"),
        ({"income_self__amount": "たくさん"}, "income_self", "数字"),
        ({"income_self__amount": "400万〜300万"}, "income_self", "小さく"),
        ({"dependents": "1", "dependents__amount": "2"}, "dependents", "どちらか"),
        ({"dependents__amount": "99"}, "dependents", "0から10まで"),
        ({"single_since__amount": "きのう"}, "single_since", "2026-04-01"),
        ({"children__0__exact": "うまれたて"}, "children", "お子さん1"),
        ({"children__1__disability": "body1"}, "children", "お子さん2"),
        ({"children__0__stage": "es1", "children__0__exact": "3歳"}, "children", "どれか一つ"),
        ({"children": "nothing", "children__0__stage": "es1"}, "children", "両方"),
        ({"children__0__stage": "es1", "children__0__disability": "sad"}, "children", "選び直して"),
        ({"area__silence": "unknown", "area": "八王子市"}, "area", "両方"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_at_its_question(fields, key, message):
    posted = read_sheet(sheet(**fields), on=ON)
    assert message in posted.errors[key]
    assert key not in posted.told


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("300万〜450万", [3_000_000, 4_500_000]),
        ("300万から450万まで", [3_000_000, 4_500_000]),
        ("300万～", [3_000_000, None]),
        ("〜450万", [0, 4_500_000]),
        ("200", 2_000_000),
        ("5,000円", 5_000),
        ("1〜2〜3", None),
        ("〜", None),
        ("300万〜たくさん", None),
    ],
)
def test_amounts_and_spans(typed, found):
    assert read_amounts(typed, read_yen) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("令和8年5月10日", "2026-05-10"),
        ("2026/5/10〜2026/5/20", ["2026-05-10", "2026-05-20"]),
        ("2026-02-30", None),
    ],
)
def test_days(typed, found):
    assert read_days(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("3歳", {"age": 3}),
        ("３", {"age": 3}),
        ("2020年4月1日", {"born": "2020-04-01"}),
        ("小1", None),
        ("", None),
    ],
)
def test_what_is_known_of_a_child(typed, found):
    assert read_age_or_birth(typed) == found


def test_a_household_in_one_line():
    told = {
        "tax": "exempt",
        "income_self": {"revenue": 2_000_000},
        "children": [{"stage": "es1", "disability": []}],
        "family_status": ["divorced"],
        "income_kin": "none",
        "work": ["part_time"],
        "pregnant": "unknown",
    }
    line = household_line(told)
    assert line.startswith("離婚した、小学1年生、年収200万円、パート")
    assert line.endswith("ほか2件")
    assert household_line({}) == "答えなし"


def test_every_question_and_school_year_has_words_in_a_line():
    for key, question in QUESTIONS.items():
        for option in question.options:
            value = option if question.kind is Kind.SINGLE else [option]
            assert question.options[option] in household_line({key: value})
    for stage, (label, _window) in STAGES.items():
        assert label in household_line({"children": [{"stage": stage}]})
