"""The command: households in, verdicts out; lines that cannot be used are named."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from measures.eligibility.reading import answers
from tests.builders import give_rule, make_measure
from tests.measures.eligibility.worlds import CONTENT, library, verdicts

pytestmark = pytest.mark.django_db
ON = "2026-11-23"
SLUG = "jido-teate"


def household(name="a", **changes):
    told = {"children": [{"stage": "es1", "disability": []}], "residence": "japanese"}
    return json.dumps({"id": name, "answers": told, **changes})


def run(tmp_path, *lines, **options):
    """(verdict lines, messages, error)"""
    file = tmp_path / "households.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    failure = ""
    try:
        call_command(
            "evaluate_households", str(file), **{"on": ON, **options}, stdout=out, stderr=err
        )
    except CommandError as error:
        failure = str(error)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), failure


def test_one_line_a_household_from_the_rules_of_the_database(site, tmp_path):
    give_rule(make_measure(site, slug=SLUG), library().rules[SLUG])
    found, messages, failure = run(tmp_path, household(), "", household("b"))
    assert [row["id"] for row in found] == ["a", "b"]
    assert list(found[0]["verdicts"]) == [SLUG]
    assert found[0]["verdicts"][SLUG]["verdict"] == "likely"
    assert found[0]["verdicts"][SLUG]["reasons"][0]["kind"] == "met"
    assert (messages, failure) == ("", "")


def test_the_command_says_what_the_engine_says(tmp_path):
    found, _messages, _failure = run(tmp_path, household(), content=str(CONTENT))
    told = answers(json.loads(household())["answers"])
    expected = {slug: verdict.status.value for slug, verdict in verdicts(told).items()}
    assert {slug: row["verdict"] for slug, row in found[0]["verdicts"].items()} == expected


def test_where_a_measure_is_not_run(tmp_path):
    places = {"implementations": {"*": "unconfirmed", SLUG: "not_running"}}
    found, _messages, _failure = run(tmp_path, household(**places), content=str(CONTENT))
    statuses = {slug: row["verdict"] for slug, row in found[0]["verdicts"].items()}
    assert statuses[SLUG] == "unlikely"
    assert "likely" not in statuses.values()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{oops", "JSONとして読めません"),
        ("[]", "「id」のある組"),
        ('{"id": "x", "answers": {"age": 3}}', "質問「age」はありません"),
        ('{"id": "x"}', "質問の記号: 答え"),
        (household(implementations={"*": "maybe"}), "実施状況"),
        (household(implementations=[]), "実施状況"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_judged(tmp_path, line, message):
    found, messages, failure = run(
        tmp_path, household(), line, household("c"), content=str(CONTENT)
    )
    assert [row["id"] for row in found] == ["a", "c"]
    assert messages.startswith("2行目: ")
    assert message in messages
    assert "1行を読めませんでした" in failure


def test_openfisca_rows(tmp_path):
    people = {
        "親1": {"誕生年月日": {"ETERNITY": "1990-02-27"}, "収入": {"2026-06-01": 1_800_000}},
        "子1": {"誕生年月日": {"ETERNITY": "2018-05-01"}},
    }
    home = {"親一覧": ["親1"], "子一覧": ["子1"], "居住都道府県": {"2026-06-01": "東京都"}}
    row = json.dumps({"id": "s", "input": {"世帯一覧": {"世帯1": home}, "世帯員": people}})
    options = {"source": "openfisca", "content": str(CONTENT), "on": "2026-06-01"}
    found, _messages, failure = run(tmp_path, row, **options)
    assert not failure
    assert found[0]["verdicts"]["jido-ikusei-teate"]["verdict"] == "likely"
    _found, messages, _failure = run(tmp_path, '{"id": 1, "input": {}}', **options)
    assert "1行目" in messages


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"on": "6月1日"}, "2026-06-01"),
        ({"content": "/nowhere"}, "読めません"),
        ({}, "ルールがありません"),
    ],
)
def test_what_to_do_when_nothing_can_be_judged(site, tmp_path, options, message):
    assert message in run(tmp_path, household(), **options)[2]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="読めません"):
        call_command(
            "evaluate_households",
            str(tmp_path / "no.jsonl"),
            content=str(CONTENT),
        )
