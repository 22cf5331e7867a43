"""The editing screen: what editors make, and what is refused once answers came in."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from cms.accounts.services import apply_roles
from cms.core.calendar import today
from cms.surveys.models import Question, Survey
from tests.builders import make_group, make_user
from tests.surveys.builders import make_survey, send

pytestmark = pytest.mark.django_db
ADD = "/admin/snippets/surveys/survey/add/"


@pytest.fixture
def office(client, site):
    apply_roles()
    user = make_user()
    make_group("広報", user)
    client.force_login(user)
    return client


def question(number, *, options=(), pk="", option_pks=(), **fields):
    """The fields of one question as the screen posts them."""
    start = f"questions-{number}"
    defaults = {
        "text": f"質問{number}",
        "kind": "single",
        "scale_from": 1,
        "scale_to": 5,
        "id": pk,
        "ORDER": number + 1,
        "DELETE": "",
    }
    posted = {f"{start}-{name}": value for name, value in {**defaults, **fields}.items()}
    posted |= counts(f"{start}-options", len(options), len(option_pks))
    for place, label in enumerate(options):
        posted |= {
            f"{start}-options-{place}-label": label,
            f"{start}-options-{place}-id": option_pks[place] if place < len(option_pks) else "",
            f"{start}-options-{place}-ORDER": place + 1,
            f"{start}-options-{place}-DELETE": "" if label else "on",
        }
    return posted


def counts(prefix, total, initial=0):
    return {
        f"{prefix}-TOTAL_FORMS": total,
        f"{prefix}-INITIAL_FORMS": initial,
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }


def form(*questions, initial=0, **fields):
    posted = {
        "title": "アンケート",
        "slug": "made",
        "introduction": "1分で終わります。",
        "access": "open",
        "results": "nobody",
        "kept_days": 365,
        "closes_on": "2027-03-31",
        **counts("questions", len(questions), initial),
        **fields,
    }
    for each in questions:
        posted |= each
    return posted


def stored(survey, **fields):
    """The survey as the screen shows it, to post it again."""
    rows = list(survey.questions.all())
    questions = [
        question(
            number,
            pk=row.pk,
            text=row.text,
            kind=row.kind,
            code=row.code,
            shown_if=row.shown_if,
            shown_if_answers=row.shown_if_answers,
            options=[option.label for option in row.options.all()],
            option_pks=[option.pk for option in row.options.all()],
        )
        for number, row in enumerate(rows)
    ]
    own = {"slug": survey.slug, "is_active": "on", "closes_on": survey.closes_on}
    return form(*questions, initial=len(rows), results=survey.results, **own) | fields


def errors(response):
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(
        each.get_text(" ", strip=True) for each in page.select(".error-message, .messages")
    )


def test_an_editor_makes_a_questionnaire(office):
    first = question(0, options=["はい", "いいえ"], is_required="on")
    second = question(
        1, kind="long_text", text="「{{1}}」とは", shown_if="1", shown_if_answers="はい"
    )
    response = office.post(ADD, form(first, second))
    assert response.status_code == 302, errors(response)
    rows = Question.objects.order_by("sort_order")
    assert [(row.code, row.kind, row.is_required) for row in rows] == [
        ("1", "single", True),
        ("2", "long_text", False),
    ]
    assert [option.label for option in rows[0].options.all()] == ["はい", "いいえ"]


def test_codes_are_given_and_stay_when_the_order_changes(office):
    first = question(0, kind="date", code="2", ORDER=2)
    second = question(1, kind="date", ORDER=1)
    third = question(2, kind="date", ORDER=3)
    assert office.post(ADD, form(first, second, third)).status_code == 302
    assert list(Question.objects.order_by("sort_order").values_list("code", flat=True)) == [
        "1",
        "2",
        "3",
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "{{9}}"}, "より前にありません"),
        ({"shown_if": "1"}, "1行に1つ"),
        ({"shown_if": "1", "shown_if_answers": "たぶん"}, "選択肢にありません"),
        ({"code": "1"}, "同じものの行"),
        ({"code": "Ａ"}, "半角"),
        ({"kind": "single"}, "2つ以上"),
        ({"kind": "scale", "scale_to": 1}, "2段階から"),
        ({"kind": "number", "smallest": 5, "largest": 1}, "より大きく"),
    ],
)
def test_what_does_not_fit_is_refused_with_words(office, fields, words):
    first = question(0, options=["はい", "いいえ"], code="1")
    response = office.post(ADD, form(first, question(1, **{"kind": "date", **fields})))
    assert response.status_code == 200
    assert words in errors(response)
    assert not Survey.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"closes_on": "", "is_anonymous": "on"}, "締め切りの日が必要"),
        ({"closes_on": "", "results": "after_closing"}, "締め切りの日が必要"),
        ({"opens_on": "2027-04-01"}, "始まる日より後"),
        ({"slug": "useful"}, "この名前は使えません"),
    ],
)
def test_a_questionnaire_needs_days_that_fit(office, fields, words):
    response = office.post(ADD, form(question(0, kind="date"), **fields))
    assert response.status_code == 200
    assert words in errors(response)


@pytest.fixture
def answered(office):
    """A questionnaire with an answer, and how to post its screen."""
    survey = make_survey(
        {"text": "使いましたか", "options": ["はい", "いいえ", "まだ"]},
        {"kind": "date", "text": "いつ"},
        closes_on=date(2027, 3, 31),
    )
    send(survey, {"1": "はい", "2": "2026-05-01"})

    def post(**fields):
        return office.post(
            f"/admin/snippets/surveys/survey/edit/{survey.pk}/", stored(survey, **fields)
        )

    return survey, post


def test_wording_may_change_and_things_may_be_added(answered):
    survey, post = answered
    more = question(2, kind="long_text", text="新しい質問")
    response = post(**{"questions-0-text": "もう使いましたか", **more, "questions-TOTAL_FORMS": 3})
    assert response.status_code == 302, errors(response)
    texts = list(survey.questions.values_list("text", flat=True))
    assert texts == ["もう使いましたか", "いつ", "新しい質問"]


def test_ends_of_lines_of_a_browser_are_no_change(office):
    options = ["a", "b", "c"]
    survey = make_survey(
        {"options": options}, {"kind": "date", "shown_if": "1", "shown_if_answers": "a\nb"}
    )
    send(survey, {"1": "a", "2": "2026-05-01"})
    posted = stored(survey, **{"questions-1-shown_if_answers": "a\r\nb", "title": "新しい題名"})
    response = office.post(f"/admin/snippets/surveys/survey/edit/{survey.pk}/", posted)
    assert response.status_code == 302, errors(response)
    survey.refresh_from_db()
    assert survey.title == "新しい題名"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"questions-0-DELETE": "on"}, "消せません"),
        ({"questions-0-kind": "multiple"}, "正しく数えられなくなります"),
        ({"questions-0-options-0-DELETE": "on"}, "選択肢「はい」は消せません"),
        ({"questions-1-shown_if": "1", "questions-1-shown_if_answers": "まだ"}, "正しく数え"),
        ({"is_anonymous": "on"}, "約束が変わって"),
        ({"results": "public"}, "約束が変わって"),
    ],
)
def test_what_would_break_answers_is_refused_with_words(answered, fields, words):
    survey, post = answered
    response = post(**fields)
    assert response.status_code == 200
    assert words in errors(response)
    survey.refresh_from_db()
    assert (survey.is_anonymous, survey.results) == (False, "nobody")
    assert survey.questions.count() == 2
    assert survey.questions.first().options.count() == 3


def test_an_option_that_nobody_chose_may_go(answered):
    survey, post = answered
    assert post(**{"questions-0-options-2-DELETE": "on"}).status_code == 302
    assert survey.questions.first().options.count() == 2


def test_after_results_were_told_it_does_not_open_again(office):
    survey = make_survey(results="after_closing")
    send(survey, {"1": "はい"})
    survey.closes_on = today() - timedelta(days=1)
    survey.save()
    address = f"/admin/snippets/surveys/survey/edit/{survey.pk}/"
    response = office.post(address, stored(survey, closes_on=today() + timedelta(days=30)))
    assert response.status_code == 200
    assert "もう一度始められません" in errors(response)


def test_editors_of_pages_make_no_questionnaires(client, site):
    apply_roles()
    user = make_user()
    make_group("編集者", user)
    client.force_login(user)
    assert client.get(ADD).status_code == 302
