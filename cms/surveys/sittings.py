"""Who sits before a questionnaire: found by the secret of a link, or refused with a reason."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from django.urls import reverse

from cms.core.tickets import digest
from cms.surveys.choices import Access
from cms.surveys.models import Invitation, Receipt, Response, Survey


class Reason(Enum):
    NOT_BEGUN = "not_begun"
    OVER = "over"
    INVITED_ONLY = "invited_only"
    UNKNOWN = "unknown"
    USED = "used"
    LINK_OVER = "link_over"


class RefusedError(Exception):
    """The questionnaire does not open; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass
class Sitting:
    """``response`` is None until the first answers are stored."""

    survey: Survey
    secret: str
    invitation: Invitation | None = None
    response: Response | None = None
    context: str = field(default="")

    @property
    def ticket_digest(self) -> str:
        return response_digest(self.secret)

    @property
    def address(self) -> str:
        """The page of this person, to come back to."""
        return reverse("survey_ticket", args=[self.survey.slug, self.secret])


def response_digest(secret: str) -> str:
    """What finds begun answers. Not the digest of the invitation: the database alone must not tell
    whose the answers to an anonymous questionnaire are while they are being written."""
    return digest(f"response:{secret}")


def find_sitting(*, survey: Survey, secret: str, on: date) -> Sitting:
    """The sitting of a link. Raises RefusedError."""
    invitation = Invitation.objects.of(survey).filter(ticket_digest=digest(secret)).first()
    sitting = Sitting(survey, secret, invitation)
    responses = Response.objects.filter(survey=survey)
    sitting.response = responses.filter(ticket_digest=sitting.ticket_digest).first()
    if _is_used(sitting):
        raise RefusedError(Reason.USED)
    if not (invitation or sitting.response):
        raise RefusedError(Reason.UNKNOWN)
    refuse_by_time(survey, on)
    if invitation and on > invitation.until:
        raise RefusedError(Reason.LINK_OVER)
    return sitting


def begin_sitting(*, survey: Survey, secret: str, on: date, context: str = "") -> Sitting:
    """A sitting without a link, which the page itself made the secret for; a second post of the
    same page finds what the first began. Raises RefusedError."""
    if survey.access != Access.OPEN:
        raise RefusedError(Reason.INVITED_ONLY)
    try:
        return find_sitting(survey=survey, secret=secret, on=on)
    except RefusedError as refused:
        if refused.reason is not Reason.UNKNOWN:
            raise
    refuse_by_time(survey, on)
    return Sitting(survey, secret, context="" if survey.is_anonymous else context)


def refuse_by_time(survey: Survey, on: date) -> None:
    if survey.is_over(on):
        raise RefusedError(Reason.OVER)
    if not survey.has_begun(on):
        raise RefusedError(Reason.NOT_BEGUN)


def refuse_used(sitting: Sitting) -> None:
    """Ask again at the moment of storing: somebody else may have sent with the link meanwhile."""
    link = sitting.invitation
    if link and Invitation.objects.filter(pk=link.pk, is_answered=True).exists():
        raise RefusedError(Reason.USED)
    if _has_receipt(sitting):
        raise RefusedError(Reason.USED)


def _is_used(sitting: Sitting) -> bool:
    if sitting.invitation and sitting.invitation.is_answered:
        return True
    return sitting.response.is_finished if sitting.response else _has_receipt(sitting)


def _has_receipt(sitting: Sitting) -> bool:
    receipts = Receipt.objects.filter(survey=sitting.survey)
    return receipts.filter(ticket_digest=sitting.ticket_digest).exists()
