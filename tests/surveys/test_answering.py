"""Services: links, storing, sending once, and what an anonymous answer leaves behind."""

from datetime import date, timedelta

import pytest
from django.core.signing import Signer

from cms.core.tickets import digest
from cms.surveys.links import SALT, public_address, read_context
from cms.surveys.models import Answer, Invitation, Receipt, Response
from cms.surveys.services import finish, invite
from cms.surveys.services.answering import MissingAnswersError
from cms.surveys.sittings import Reason, RefusedError, begin_sitting, find_sitting
from tests.builders import make_area
from tests.surveys.builders import (
    AT,
    ON,
    add_question,
    make_link,
    make_survey,
    send,
    sitting_of,
    store,
)

pytestmark = pytest.mark.django_db

BRANCHING = (
    {"text": "使いましたか", "options": ["はい", "いいえ"], "is_required": True},
    {
        "text": "どこで",
        "kind": "short_text",
        "is_required": True,
        "shown_if": "1",
        "shown_if_answers": "はい",
    },
    {"text": "ひとこと", "kind": "long_text"},
)


def words(response):
    rows = response.answers.select_related("question", "option")
    return {row.question.code: str(row) for row in rows}


def test_a_link_is_stored_as_a_digest_only():
    town = make_area()
    invitation, secret = make_link(make_survey(), area=town, context="kit:7")
    stored = Invitation.objects.get()
    assert stored == invitation
    assert (stored.area, stored.context, stored.label) == (town, "kit:7", "八王子市")
    assert stored.ticket_digest == digest(secret)
    assert secret not in str(Invitation.objects.values_list())


def test_answers_of_a_link_say_whose_they_are():
    survey = make_survey()
    invitation, secret = make_link(survey, area=make_area(), context="kit:7")
    send(survey, {"1": "はい"}, secret=secret)
    response = Response.objects.get()
    assert response.invitation == invitation
    assert (response.area, response.context) == (invitation.area, "kit:7")
    assert response.finished_at == AT
    invitation.refresh_from_db()
    assert (invitation.is_answered, invitation.answered_at) == (True, AT)


def test_an_anonymous_answer_leaves_nothing_that_leads_to_a_person():
    survey = make_survey(is_anonymous=True, access="invited")
    invitation, secret = make_link(survey, area=make_area(), context="kit:7")
    send(survey, {"1": "はい"}, secret=secret)
    row = Response.objects.values().get()
    del row["id"], row["survey_id"]
    assert row.pop("is_finished") is True
    assert not any(row.values()), row
    invitation.refresh_from_db()
    assert (invitation.is_answered, invitation.answered_at) == (True, None)


def test_unfinished_anonymous_answers_are_not_found_from_the_link_in_the_database():
    survey = make_survey(is_anonymous=True)
    invitation, secret = make_link(survey)
    store(sitting_of(survey, secret), {"1": "はい"})
    response = Response.objects.get()
    assert response.invitation is None
    assert response.ticket_digest not in ("", invitation.ticket_digest)
    assert sitting_of(survey, secret).response == response, "its person goes on"


def test_an_anonymous_answer_without_a_link_is_not_sent_twice():
    survey = make_survey(is_anonymous=True)
    sitting = send(survey, {"1": "はい"})
    with pytest.raises(RefusedError):
        begin_sitting(survey=survey, secret=sitting.secret, on=ON)
    assert Receipt.objects.count() == Response.objects.count() == 1
    assert Response.objects.get().ticket_digest == ""


@pytest.mark.parametrize("is_anonymous", [True, False])
def test_a_link_answers_once(is_anonymous):
    survey = make_survey(is_anonymous=is_anonymous)
    _invitation, secret = make_link(survey)
    send(survey, {"1": "はい"}, secret=secret)
    with pytest.raises(RefusedError) as refused:
        find_sitting(survey=survey, secret=secret, on=ON)
    assert refused.value.reason is Reason.USED


@pytest.mark.parametrize("is_anonymous", [True, False])
def test_of_two_who_send_at_once_the_second_changes_nothing(is_anonymous):
    """Both opened the page before one of them sent it."""
    survey = make_survey(is_anonymous=is_anonymous)
    _invitation, secret = make_link(survey)
    store(sitting_of(survey, secret), {"1": "はい"})
    first, second = sitting_of(survey, secret), sitting_of(survey, secret)
    finish(sitting=first, at=AT)
    with pytest.raises(RefusedError):
        finish(sitting=second, at=AT + timedelta(seconds=1))
    with pytest.raises(RefusedError):
        store(second, {"1": "いいえ"})
    assert [words(response) for response in Response.objects.all()] == [{"1": "はい"}]


def test_a_late_post_of_a_sent_anonymous_answer_sends_nothing_new():
    survey = make_survey(is_anonymous=True)
    _invitation, secret = make_link(survey)
    late = sitting_of(survey, secret)
    send(survey, {"1": "はい"}, secret=secret)
    with pytest.raises(RefusedError):
        store(late, {"1": "いいえ"})
    assert Response.objects.count() == 1


def test_storing_again_takes_the_place_of_what_was_stored():
    survey = make_survey({"kind": "multiple", "options": ["a", "b", "c"]})
    sitting = sitting_of(survey)
    store(sitting, {"1": ["a", "b"]})
    store(sitting, {"1": ["b", "c"]})
    assert sorted(Answer.objects.values_list("option__label", flat=True)) == ["b", "c"]
    assert Response.objects.count() == 1


def test_what_was_hidden_in_the_end_goes_when_it_is_sent():
    survey = make_survey(*BRANCHING)
    sitting = sitting_of(survey)
    store(sitting, {"1": "はい", "2": "役所で", "3": "ありがとう"})
    store(sitting, {"1": "いいえ"})
    finish(sitting=sitting, at=AT)
    assert words(Response.objects.get()) == {"1": "いいえ", "3": "ありがとう"}


def test_a_question_that_is_asked_and_must_be_answered_stops_sending():
    survey = make_survey(*BRANCHING)
    sitting = sitting_of(survey)
    store(sitting, {"1": "はい"})
    with pytest.raises(MissingAnswersError) as missing:
        finish(sitting=sitting, at=AT)
    assert missing.value.codes == ["2"]
    assert not Response.objects.get().is_finished


def test_a_question_that_was_added_meanwhile_is_asked_too():
    survey = make_survey()
    sitting = sitting_of(survey)
    store(sitting, {"1": "はい"})
    add_question(survey, 1, kind="short_text", is_required=True)
    with pytest.raises(MissingAnswersError):
        finish(sitting=sitting, at=AT)
    store(sitting, {"2": "まだ"})
    finish(sitting=sitting, at=AT)
    assert words(Response.objects.get()) == {"1": "はい", "2": "まだ"}


def test_a_question_that_was_removed_meanwhile_takes_its_begun_answers_along():
    survey = make_survey(*BRANCHING)
    sitting = sitting_of(survey)
    store(sitting, {"1": "いいえ", "3": "ありがとう"})
    survey.questions.get(code="3").delete()
    finish(sitting=sitting, at=AT)
    assert words(Response.objects.get()) == {"1": "いいえ"}


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 3, 31), Reason.NOT_BEGUN),
        (date(2026, 4, 1), None),
        (date(2027, 3, 31), None),
        (date(2027, 4, 1), Reason.OVER),
    ],
)
def test_the_first_and_the_last_day_count(day, reason):
    survey = make_survey(opens_on=date(2026, 4, 1), closes_on=date(2027, 3, 31))
    if reason is None:
        assert sitting_of(survey, on=day).response is None
        return
    with pytest.raises(RefusedError) as refused:
        sitting_of(survey, on=day)
    assert refused.value.reason is reason


def test_a_link_ends_on_its_own_day():
    survey = make_survey()
    _invitation, secret = invite(survey=survey, label="a", until=date(2026, 11, 24))
    assert sitting_of(survey, secret, on=date(2026, 11, 24))
    with pytest.raises(RefusedError) as refused:
        sitting_of(survey, secret, on=date(2026, 11, 25))
    assert refused.value.reason is Reason.LINK_OVER


def test_a_link_opens_its_own_questionnaire_only():
    survey, other = make_survey(), make_survey(slug="other")
    _invitation, secret = make_link(other)
    with pytest.raises(RefusedError) as refused:
        find_sitting(survey=survey, secret=secret, on=ON)
    assert refused.value.reason is Reason.UNKNOWN


def test_nobody_begins_without_a_link_where_links_are_given():
    with pytest.raises(RefusedError) as refused:
        sitting_of(make_survey(access="invited"))
    assert refused.value.reason is Reason.INVITED_ONLY


def test_addresses_to_hand_out(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://portal.example"
    survey = make_survey()
    assert public_address(survey=survey) == "https://portal.example/surveys/survey/"
    address = public_address(survey=survey, secret="x" * 32)
    assert address == f"https://portal.example/surveys/survey/{'x' * 32}/"
    assert "about=kit%3A7%3A" in public_address(survey=survey, context="kit:7")


def test_what_an_answer_is_about_is_signed_by_us():
    assert read_context(Signer(salt=SALT).sign("kit:7")) == "kit:7"
    assert read_context("kit:7") == read_context("kit:7:forged") == read_context("") == ""
