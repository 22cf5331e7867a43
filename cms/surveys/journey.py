"""One request of somebody who answers: which screen, what was posted, where it leads."""

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.calendar import TOKYO
from cms.records.addresses import client_address
from cms.surveys import flow
from cms.surveys.definitions import Definition, load_definition, stored_answers
from cms.surveys.flow import Asked
from cms.surveys.forms import ScreenForm
from cms.surveys.services.answering import MissingAnswersError, finish, save_answers
from cms.surveys.sittings import Reason, RefusedError, Sitting

SEND = "send"


class Journey:
    """``number`` of the screen, from 0; None for the last page, where everything is sent."""

    def __init__(self, sitting: Sitting, request: HttpRequest, *, at: datetime) -> None:
        self.sitting, self.request, self.at = sitting, request, at

    @cached_property
    def definition(self) -> Definition:
        return load_definition(self.sitting.survey)

    @property
    def questions(self) -> list[Asked]:
        return self.definition.questions

    @cached_property
    def answers(self) -> dict[str, tuple[str, ...]]:
        return stored_answers(self.sitting.response, self.definition)

    @cached_property
    def screens(self) -> list[list[Asked]]:
        return flow.screens(self.questions)

    @cached_property
    def number(self) -> int | None:
        if self.sitting.response is None:
            return flow.screen_after(self.questions, {}, 0)
        wanted = self.request.POST.get("step") or self.request.GET.get("step", "")
        if wanted == SEND:
            return None
        if wanted.isascii() and wanted.isdigit() and len(wanted) < 4:
            return flow.screen_after(self.questions, self.answers, int(wanted))
        return flow.first_open_screen(self.questions, self.answers)

    @cached_property
    def asked(self) -> list[Asked]:
        """The questions of the screen, as this person reads them."""
        if self.number is None:
            return []
        shown = set(flow.visible(self.questions, self.answers))
        return [self.read(question) for question in self.screens[self.number] if question in shown]

    def read(self, question: Asked) -> Asked:
        """The question with answers in the place of references."""
        return replace(
            question, text=self.piped(question.text), help_text=self.piped(question.help_text)
        )

    def piped(self, text: str) -> str:
        return flow.piped(text, self.questions, self.answers, _("(no answer)"))

    @cached_property
    def form(self) -> ScreenForm:
        is_posted = self.request.method == "POST" and SEND not in self.request.POST
        return ScreenForm(
            self.request.POST if is_posted else None,
            questions=self.asked,
            rows=self.definition.rows,
            answers=self.answers,
            address=client_address(self.request),
        )

    @property
    def template(self) -> str:
        return "surveys/review.html" if self.number is None else "surveys/screen.html"

    @property
    def sends_at_once(self) -> bool:
        """A questionnaire of one screen has no page to look over the answers."""
        return len(self.screens) == 1

    @cached_property
    def missing(self) -> list[str]:
        return flow.missing(self.questions, self.answers)

    def at_step(self, number: int | None) -> str:
        return f"{self.sitting.address}?step={SEND if number is None else number}"


def post_screen(journey: Journey) -> str:
    """Store or send what was posted; the address to go to, or nothing where the screen is wrong.

    Raises RefusedError.
    """
    if SEND in journey.request.POST:
        return _send(journey) if journey.sitting.response else ""
    if journey.number is None:
        return journey.at_step(None)
    if not journey.form.is_valid():
        return ""
    answers = journey.form.answers()
    sitting = journey.sitting
    save_answers(
        sitting=sitting,
        definition=journey.definition,
        codes=list(answers),
        answers=answers,
        on=journey.at.astimezone(TOKYO).date(),
    )
    if journey.sends_at_once:
        return _send(journey)
    after = {**journey.answers, **answers}
    return journey.at_step(flow.screen_after(journey.questions, after, journey.number + 1))


def _send(journey: Journey) -> str:
    thanks = reverse("survey_thanks", args=[journey.sitting.survey.slug])
    try:
        finish(sitting=journey.sitting, at=journey.at)
    except MissingAnswersError as error:
        return journey.at_step(flow.screen_of(journey.questions, error.codes[0]))
    except RefusedError as refused:
        if refused.reason is Reason.USED and journey.sitting.response:
            return thanks  # sent twice with one link: the first counts
        raise
    return thanks


def review_lines(journey: Journey) -> list[dict[str, Any]]:
    """Every question that was asked, the answer in words, and where to change it."""
    return [
        {
            "question": journey.read(question),
            "answer": "、".join(flow.in_words(question, journey.answers.get(question.code, ()))),
            "is_missing": question.code in journey.missing,
            "address": journey.at_step(flow.screen_of(journey.questions, question.code)),
        }
        for question in flow.visible(journey.questions, journey.answers)
    ]
