"""What a reviewer decides about a submission; the company is told by mail."""

from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale

from cms.accounts.models import User
from cms.core.publishing import admit, holds_publication
from cms.workflow.subjects import authors_of
from companies import mails
from companies.choices import OPEN, Status
from companies.contents import Content, fill_page
from companies.models import CompanyIndexPage, EmployerPage, Submission
from companies.services.submitting import renew_ticket, tokyo_day

KEEP = "companies.change_submission"


class ReviewError(Exception):
    """The decision does not hold any more; the words tell the reviewer what to do."""


CHANGED = "確認している間に、会社が内容を変えました。新しい内容を見てから、もう一度決めてください。"
CLOSED = "もう決まっている受付です。画面を開き直してください。"
NO_CONSENT = "公表の同意がないので、ページにできません。会社に直してもらってください。"
NO_EVIDENCE = "根拠の書類がないので、ページにできません。会社に直してもらってください。"
NO_INDEX = "「会社をさがす」のページがありません。先に作って公開してください。"
OWN_DRAFT = (
    "このページには、あなたが直した下書きがあります。公開は、ほかの承認者にたのんでください。"
)
EDITING = "企業のページに下書きがあります。公開するか消してから、もう一度決めてください。"


@transaction.atomic
def accept_submission(
    *, submission: Submission, version: int, by: User, at: datetime, publish: bool, words: str = ""
) -> EmployerPage:
    """Write the content into the company's page: a draft, public at once where ``publish``.

    Raises ReviewError (changed meanwhile, no consent, no evidence, somebody else's draft) or
    PermissionDenied, and keeps nothing then.
    """
    locked = _open_for_decision(submission, version, by)
    if locked.consent_on is None:
        raise ReviewError(NO_CONSENT)
    if not locked.evidence.exists():
        raise ReviewError(NO_EVIDENCE)
    page = _draft_of(locked)
    fill_page(page, Content.of_json(locked.content))
    page.consent_on, page.consent_version = locked.consent_on, locked.consent_version
    page.evidence_note = f"受付番号 {locked.number} の書類"
    page.confirmed_on = tokyo_day(locked.sent_at or at)
    locked.page = page = _store(page, by=by, publish=publish)
    secret = _decide(locked, Status.ACCEPTED, by=by, at=at, words=words)
    mails.send_acceptance(submission=locked, secret=secret, page=page)
    return page


@transaction.atomic
def send_back(
    *, submission: Submission, version: int, by: User, at: datetime, words: str
) -> Submission:
    """The company corrects it by the link of the mail."""
    locked = _open_for_decision(submission, version, by)
    secret = _decide(locked, Status.SENT_BACK, by=by, at=at, words=words)
    mails.send_back_words(submission=locked, secret=secret)
    return locked


@transaction.atomic
def refuse_submission(
    *, submission: Submission, version: int, by: User, at: datetime, words: str
) -> Submission:
    """Closed: its link still shows the words, and nothing can be changed."""
    locked = _open_for_decision(submission, version, by)
    _decide(locked, Status.REFUSED, by=by, at=at, words=words)
    mails.send_refusal(submission=locked)
    return locked


def _open_for_decision(submission: Submission, version: int, by: User) -> Submission:
    if not by.has_perm(KEEP):
        raise PermissionDenied
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if locked.version != version:
        raise ReviewError(CHANGED)
    if locked.status not in OPEN:
        raise ReviewError(CLOSED)
    return locked


def _decide(submission: Submission, status: Status, *, by: User, at: datetime, words: str) -> str:
    submission.status, submission.words = status, words
    submission.decided_by, submission.decided_at, submission.changed_at = by, at, at
    submission.save()
    if status == Status.REFUSED:
        return ""
    return renew_ticket(submission=submission, on=tokyo_day(at))


def _draft_of(submission: Submission) -> EmployerPage:
    """The latest version of the company's page, or a new one that is not public."""
    page = page_of(submission)
    if page is None:
        slug = slugify(submission.number.lower()) + f"-{uuid4().hex[:6]}"
        return EmployerPage(slug=slug, live=False, locale=Locale.get_default())
    if page.live and page.has_unpublished_changes:
        raise ReviewError(EDITING)
    draft: EmployerPage = page.get_latest_revision_as_object()
    return draft


def _store(page: EmployerPage, *, by: User, publish: bool) -> EmployerPage:
    """A revision of ``page``, public where asked for; what is not valid is said in words."""
    try:
        if page.pk is None:
            _index().add_child(instance=page)
        if publish and not holds_publication(page, by):
            raise PermissionDenied
        if publish and by.pk in authors_of(page):
            raise ReviewError(OWN_DRAFT)
        revision = page.save_revision()  # in nobody's name: the company wrote it
        if publish:
            # The company wrote it, ``by`` checked it: this decision is the review.
            admit(revision)
            revision.publish(user=by, skip_permission_checks=True)
    except ValidationError as error:
        raise ReviewError("".join(error.messages)) from error
    return EmployerPage.objects.get(pk=page.pk)


def page_of(submission: Submission) -> EmployerPage | None:
    """The page of the company: the submission's own, or the one with its 法人番号."""
    if submission.page is not None or not submission.corporate_number:
        return submission.page
    pages = EmployerPage.objects.filter(locale=Locale.get_default())
    return pages.filter(corporate_number=submission.corporate_number).first()


def _index() -> CompanyIndexPage:
    found = CompanyIndexPage.objects.filter(locale=Locale.get_default()).first()
    if found is None:
        raise ReviewError(NO_INDEX)
    return found


def age_in_days(submission: Submission, *, on: date) -> int:
    """How long the company has been waiting."""
    sent = submission.sent_at or submission.changed_at
    return (on - tokyo_day(sent)).days
