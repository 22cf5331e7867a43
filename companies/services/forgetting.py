"""What companies handed in goes when nobody needs it any more, files included."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from companies.choices import Status
from companies.models import Submission
from companies.services.submitting import delete_evidence

ABANDONED = timedelta(days=30)  # begun, never sent
UNANSWERED = timedelta(days=180)  # sent back, no answer
REFUSED = timedelta(days=90)
TAKEN_OFF = timedelta(days=365)  # accepted once, the page is gone or not public


def forgettable(*, at: datetime) -> Iterator[Submission]:
    """Submissions whose time is over. One with a public page never is."""
    without_page = Q(page__isnull=True) | Q(page__live=False)
    over = (
        Q(status=Status.DRAFT, page__isnull=True, changed_at__lt=at - ABANDONED)
        | Q(status=Status.SENT_BACK, page__isnull=True, changed_at__lt=at - UNANSWERED)
        | Q(status=Status.REFUSED, changed_at__lt=at - REFUSED)
        | Q(without_page, ~Q(status=Status.RECEIVED), changed_at__lt=at - TAKEN_OFF)
    )
    yield from Submission.objects.filter(over).order_by("pk").iterator()


@transaction.atomic
def forget_submission(*, submission: Submission) -> None:
    """The row, its documents and, once that is certain, their files."""
    for evidence in submission.evidence.all():
        delete_evidence(evidence=evidence)
    submission.delete()
