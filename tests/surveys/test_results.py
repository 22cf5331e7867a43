"""Results: all numbers for the office, protected ones for everybody; sheets; what ends."""

import io
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from cms.accounts.services import apply_roles
from cms.core.calendar import today
from cms.records.models import AccessRecord
from cms.surveys.charts import bar_chart
from cms.surveys.definitions import load_definition
from cms.surveys.models import Answer, Invitation, Receipt, Response, Snapshot, Survey
from cms.surveys.results import Results, count_answers, protected
from cms.surveys.services import forget_answers
from cms.surveys.services.publishing import BATCH
from tests.builders import make_area, make_group, make_user
from tests.surveys.builders import AT, ON, make_link, make_survey, send, sitting_of, store

pytestmark = pytest.mark.django_db
FIRST = {"text": "使いましたか", "options": ["はい", "いいえ"], "is_required": True}
WHERE = {
    "text": "どこで",
    "options": ["役所", "駅"],
    "is_required": True,
    "shown_if": "1",
    "shown_if_answers": "はい",
}
SEVERAL = {"text": "いくつでも", "kind": "multiple", "options": ["a", "b", "c"]}


def answered(survey, *answers):
    """Send each (number of people, answers)."""
    for people, told in answers:
        for _person in range(people):
            send(survey, told)


def everything(survey):
    return count_answers(load_definition(survey))


def public(survey):
    definition = load_definition(survey)
    return protected(count_answers(definition), definition)


def cells(results, code):
    table = next(table for table in results.tables if table.code == code)
    return {line.label: line.number for line in table.lines}


def test_every_number_is_counted():
    survey = make_survey(FIRST, WHERE, SEVERAL, {"kind": "number"}, {"kind": "long_text"})
    answered(
        survey,
        (2, {"1": "はい", "2": "役所", "3": ["a", "b"], "4": "10", "5": "よい"}),
        (1, {"1": "いいえ", "4": "40"}),
    )
    store(sitting_of(survey), {"1": "はい"})  # begun, never sent
    results = everything(survey)
    assert results.number == 3
    assert cells(results, "1") == {"はい": 2, "いいえ": 1}
    assert cells(results, "2") == {"役所": 2, "駅": 0}
    assert cells(results, "3") == {"a": 2, "b": 2, "c": 0, "": 1}
    numbers = results.tables[3]
    assert (numbers.average, numbers.answered, numbers.asked) == (20, 3, 3)
    assert results.tables[1].asked == 2


def test_of_few_people_nothing_is_told():
    survey = make_survey()
    answered(survey, (4, {"1": "はい"}))
    assert public(survey) == Results(None, [])
    answered(survey, (1, {"1": "はい"}))
    assert public(survey).number == 5


def test_small_numbers_are_hidden_with_what_would_tell_them():
    survey = make_survey({**FIRST, "options": ["a", "b", "c"]})
    answered(survey, (12, {"1": "a"}), (6, {"1": "b"}), (2, {"1": "c"}))
    assert cells(public(survey), "1") == {"a": 12, "b": None, "c": None}


def test_a_question_for_some_does_not_tell_how_many_these_are():
    """Two said yes: the total of the question that only they were asked would say so."""
    survey = make_survey({**FIRST, "options": ["はい", "いいえ", "?"]}, WHERE)
    answered(
        survey,
        (2, {"1": "はい", "2": "役所"}),
        (9, {"1": "いいえ"}),
        (20, {"1": "?"}),
    )
    results = public(survey)
    assert cells(results, "1") == {"はい": None, "いいえ": None, "?": 20}
    assert results.tables[1].is_hidden
    assert results.tables[1].asked is results.tables[1].answered is None


def test_nor_how_many_gave_the_number_that_was_hidden_along():
    survey = make_survey({**FIRST, "options": ["はい", "いいえ", "?"]}, WHERE)
    answered(
        survey,
        (8, {"1": "はい", "2": "役所"}),
        (2, {"1": "いいえ"}),
        (20, {"1": "?"}),
    )
    results = public(survey)
    assert cells(results, "1")["はい"] is None
    assert results.tables[1].is_hidden


def test_a_question_for_many_is_told():
    survey = make_survey(FIRST, WHERE)
    answered(
        survey,
        (12, {"1": "はい", "2": "役所"}),
        (8, {"1": "はい", "2": "駅"}),
        (6, {"1": "いいえ"}),
    )
    assert cells(public(survey), "2") == {"役所": 12, "駅": 8}


def test_several_answers_that_show_a_question_tell_nothing_of_it():
    """Who chose a or b is a number that stands nowhere else."""
    child = {"options": ["x", "y"], "shown_if": "1", "shown_if_answers": "a\nb"}
    survey = make_survey({**SEVERAL, "is_required": True}, child)
    answered(survey, (30, {"1": ["a", "b"], "2": "x"}), (9, {"1": "c"}))
    assert public(survey).tables[1].is_hidden


def test_what_was_written_is_never_public():
    survey = make_survey(FIRST, {"kind": "long_text"}, {"kind": "short_text"}, {"kind": "date"})
    answered(survey, (6, {"1": "はい", "2": "ひみつ", "3": "ひみつ", "4": "2026-05-01"}))
    results = public(survey)
    assert [table.code for table in results.tables] == ["1"]
    assert "ひみつ" not in str(results)


def test_an_average_of_few_is_hidden():
    survey = make_survey(FIRST, {"kind": "number"})
    answered(survey, (10, {"1": "はい"}), (4, {"1": "はい", "2": "7"}))
    assert public(survey).tables[1].is_hidden
    answered(survey, (6, {"1": "はい", "2": "7"}))
    assert public(survey).tables[1].average == 7


def test_results_survive_being_stored():
    survey = make_survey(FIRST, SEVERAL)
    answered(survey, (9, {"1": "はい", "2": ["a", "b"]}))
    results = public(survey)
    assert Results.from_json(results.as_json()) == results


# Where everybody sees them


@pytest.mark.parametrize("results", ["nobody", "after_closing", "public"])
def test_nobody_sees_results_before_their_time(client, site, results):
    answered(make_survey(results=results), (6, {"1": "はい"}))
    assert client.get("/surveys/survey/results/").status_code == 404


def test_everybody_sees_them_after_closing(client, site):
    survey = make_survey(results="after_closing", is_listed=True)
    answered(survey, (12, {"1": "はい"}), (3, {"1": "いいえ"}))
    survey.closes_on = today() - timedelta(days=1)
    survey.save()
    page = BeautifulSoup(client.get("/surveys/survey/results/").content, "html.parser")
    assert "15人の回答" in page.main.get_text()
    rows = {
        row.th.get_text(strip=True): row.td.get_text(" ", strip=True)
        for row in page.select("tbody tr")
    }
    assert rows == {"はい": "– 伏せています", "いいえ": "– 伏せています"}
    assert page.select("svg rect[width='0']") == []
    assert "survey/results" in client.get("/surveys/").content.decode()


def test_while_it_is_open_results_are_many_answers_apart(client, site):
    """Else whoever looks before and after an answer knows it."""
    survey = make_survey(results="public")
    seen = set()
    for number in range(1, 2 * BATCH + 2):
        answered(survey, (1, {"1": "はい" if number % 2 else "いいえ"}))
        snapshot = Snapshot.objects.filter(survey=survey).first()
        seen.add(snapshot.number if snapshot else 0)
    assert seen == {0, BATCH, 2 * BATCH}
    page = client.get("/surveys/survey/results/").content.decode()
    assert f"{2 * BATCH}人の回答" in page


def test_the_ends_of_a_scale_say_what_they_mean(client, site):
    scale = {"kind": "scale", "scale_to": 2, "scale_low": "わるい", "scale_high": "よい"}
    survey = make_survey(scale, results="after_closing", closes_on=date(2099, 1, 1))
    answered(survey, (6, {"1": "1"}), (7, {"1": "2"}))
    Survey.objects.update(closes_on=date(2020, 1, 1))
    page = client.get("/surveys/survey/results/").content.decode()
    assert "1（わるい）" in page
    assert "2（よい）" in page


def test_bars_are_in_proportion():
    chart = bar_chart([("a", 10), ("b", 5), ("c", None), ("d", 0)], of=20)
    assert [bar.width for bar in chart.bars] == [200, 100, 0, 0]
    assert [bar.percent for bar in chart.bars] == ["50.0%", "25.0%", "", "0.0%"]
    assert bar_chart([]).bars == []


# The office


@pytest.fixture
def office(client, site):
    apply_roles()
    user = make_user()
    make_group("広報", user)
    client.force_login(user)
    return client


def test_the_office_sees_small_numbers_and_what_was_written(office):
    survey = make_survey(FIRST, {"kind": "long_text", "text": "ひとこと"})
    _link, secret = make_link(survey, area=make_area())
    send(survey, {"1": "はい", "2": "<b>助かった</b>"}, secret=secret)
    page = office.get(f"/admin/survey-results/{survey.pk}/").content.decode()
    assert "届いた回答：<strong>1件" in page
    assert "東京都" in page
    texts = office.get(f"/admin/survey-results/{survey.pk}/texts/{survey.questions.last().pk}/")
    assert "&lt;b&gt;助かった" in texts.content.decode()
    assert "ひとこと" in AccessRecord.objects.get(action="viewed").label


def sheet_of(response):
    book = load_workbook(io.BytesIO(response.content))
    return [[cell or "" for cell in row] for row in book.active.values]


def test_a_sheet_for_a_reason(office):
    survey = make_survey(FIRST, SEVERAL, {"kind": "long_text"})
    _link, secret = make_link(survey, area=make_area(), context="kit:7")
    send(survey, {"1": "はい", "2": ["a", "c"], "3": "=1+1"}, secret=secret)
    address = f"/admin/survey-results/{survey.pk}/export/"
    assert office.post(address, {"reason": ""}).status_code == 200
    assert not AccessRecord.objects.filter(action="exported").exists()
    response = office.post(address, {"reason": "年度の報告"})
    assert "no-store" in response.headers["Cache-Control"]
    head, row = sheet_of(response)
    assert head == [
        "送られた日時",
        "だれから",
        "自治体",
        "何について",
        "使いましたか",
        "いくつでも",
        "質問3",
    ]
    assert row == [
        "2026-11-24 12:00",
        "八王子市",
        "東京都八王子市",
        "kit:7",
        "はい",
        "a、c",
        "=1+1",
    ]
    record = AccessRecord.objects.get(action="exported")
    assert (record.reason, record.label) == ("年度の報告", "アンケート 1件")


def test_a_sheet_of_anonymous_answers_has_nothing_but_answers(office):
    survey = make_survey(is_anonymous=True)
    _link, secret = make_link(survey, area=make_area())
    send(survey, {"1": "はい"}, secret=secret)
    response = office.post(f"/admin/survey-results/{survey.pk}/export/", {"reason": "x"})
    assert sheet_of(response) == [["使いましたか"], ["はい"]]


# The end of the time


def test_personal_answers_end_and_numbers_stay():
    survey = make_survey(FIRST, {"kind": "long_text"}, closes_on=ON, kept_days=100)
    _link, secret = make_link(survey, area=make_area(), context="kit:7")
    send(survey, {"1": "はい", "2": "私のこと"}, secret=secret)
    last = ON + timedelta(days=100)
    assert forget_answers(on=last)["だれの回答か"] == 0
    counts = forget_answers(on=last + timedelta(days=1))
    assert (counts["だれの回答か"], counts["自由に書かれた文"]) == (1, 1)
    row = Response.objects.values().get()
    assert (row["invitation_id"], row["area_id"], row["context"]) == (None, None, "")
    assert row["finished_at"] is row["started_on"] is None
    assert [str(answer) for answer in Answer.objects.all()] == ["はい"]
    assert forget_answers(on=last + timedelta(days=1))["だれの回答か"] == 0, "again: nothing"


def test_without_a_last_day_the_day_of_sending_counts():
    survey = make_survey(closes_on=None, kept_days=30)
    send(survey, {"1": "はい"})
    assert forget_answers(on=AT.date() + timedelta(days=30))["だれの回答か"] == 0
    assert forget_answers(on=AT.date() + timedelta(days=31))["だれの回答か"] == 1


def test_links_receipts_and_begun_answers_end():
    survey = make_survey(is_anonymous=True, closes_on=ON, kept_days=10)
    make_link(survey)
    Invitation.objects.update(until=ON)
    send(survey, {"1": "はい"})
    store(sitting_of(survey), {"1": "はい"})
    forget_answers(on=ON + timedelta(days=11))
    assert Receipt.objects.count() == Invitation.objects.count() == 0
    assert Response.objects.unfinished().count() == 1
    forget_answers(on=ON + timedelta(days=31))
    assert Response.objects.unfinished().count() == 0
    assert Response.objects.finished().count() == 1


# Queries


def many(questions):
    kinds = ["single", "multiple", "scale", "number", "long_text", "prefecture"]
    return make_survey(
        *(
            {
                "kind": kinds[n % 6],
                "options": ["a", "b"] if n % 6 < 2 else [],
                "text": f"質問{n}です",
            }
            for n in range(questions)
        ),
        results="after_closing",
        closes_on=date(2020, 1, 1),
    )


def fill(survey, people):
    definition = load_definition(survey)
    responses = Response.objects.bulk_create(
        Response(survey=survey, is_finished=True) for _person in range(people)
    )
    Answer.objects.bulk_create(
        Answer(
            response=response,
            question=row,
            option=row.options.first() if row.kind in ("single", "multiple") else None,
            value="" if row.kind in ("single", "multiple") else "3",
        )
        for row in definition.rows.values()
        for response in responses
    )


@pytest.mark.parametrize(("questions", "people"), [(3, 10), (30, 10), (3, 1000), (30, 1000)])
def test_results_cost_the_same_however_many(
    client, site, django_assert_max_num_queries, questions, people
):
    survey = many(questions)
    fill(survey, people)
    client.get("/surveys/")
    with django_assert_max_num_queries(15):
        response = client.get("/surveys/survey/results/")
    assert response.status_code == 200
    with django_assert_max_num_queries(6):
        everything(survey)


@pytest.mark.parametrize("questions", [3, 30])
def test_a_screen_costs_the_same_however_many_questions(
    client, site, django_assert_max_num_queries, questions
):
    survey = many(questions)
    survey.closes_on = None
    survey.save()
    _link, secret = make_link(survey)
    client.get("/surveys/")
    with django_assert_max_num_queries(15):
        assert client.get(f"/surveys/survey/{secret}/").status_code == 200
