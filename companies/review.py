"""What the review shows, and which service a decision means."""

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import translation

from cms.accounts.models import User
from cms.core.calendar import TOKYO, japanese_date, now
from cms.core.languages import default_language
from companies.choices import OPEN, Status
from companies.contents import Content
from companies.forms import DecisionForm
from companies.models import CompanyIndexPage, Submission
from companies.services.reviewing import (
    accept_submission,
    page_of,
    refuse_submission,
    send_back,
)
from companies.telling import compared, told


def waiting_first() -> QuerySet[Submission]:
    """What waits for us before what waits for the company before what is decided."""
    place = Case(
        When(status=Status.RECEIVED, then=Value(0)),
        When(status=Status.SENT_BACK, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    sent = Submission.objects.to_review().select_related("page")
    return sent.order_by(place, "sent_at", "pk")


def sent_words(submission: Submission) -> str:
    sent = submission.sent_at
    return japanese_date(sent.astimezone(TOKYO).date()) if sent else ""


def page_words(submission: Submission) -> str:
    if submission.page is None:
        return ""
    return "公開中" if submission.page.live else "下書き"


def may_publish(submission: Submission, person: User) -> bool:
    """Whether ``person`` may publish the page of the company, or a new one in the list."""
    page = page_of(submission) or CompanyIndexPage.objects.first()
    if page is None:
        return False
    return page.permissions_for_user(person).holds_publication()


def review_context(submission: Submission) -> dict[str, Any]:
    sent = Content.of_json(submission.content)
    page = page_of(submission)
    with translation.override(default_language()):
        lines = compared(Content.of_page(page), sent) if page else told(sent)
    return {
        "submission": submission,
        "employer": page,
        "lines": lines,
        "changed": sum(line.is_changed for line in lines),
        "evidence": submission.evidence.all(),
        "twins": Submission.objects.twins_of(submission).to_review(),
        "is_open": submission.status in OPEN,
    }


def decide(submission: Submission, data: dict[str, Any], *, by: User) -> str:
    """Do what was chosen; returns the sentence that tells it. Raises ReviewError."""
    decision = data["decision"]
    common: dict[str, Any] = {
        "submission": submission,
        "version": data["version"],
        "by": by,
        "at": now(),
        "words": data["words"],
    }
    if decision == DecisionForm.SEND_BACK:
        send_back(**common)
        return "会社に、直してほしいことと編集のリンクをメールで送りました。"
    if decision == DecisionForm.REFUSE:
        refuse_submission(**common)
        return "掲載しないことを、会社にメールで知らせました。"
    page = accept_submission(publish=decision == DecisionForm.PUBLISH, **common)
    if page.live and not page.has_unpublished_changes:
        return f"「{page.title}」を公開しました。"
    return f"「{page.title}」の下書きを作りました。承認者が公開できます。"
