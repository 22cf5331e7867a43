"""What a company does: begin, change, add documents, agree and send. Each act is whole or not."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction

from cms.assets.cleaning import is_readable, without_metadata
from cms.assets.inspection import PICTURES, inspect
from cms.assets.refusals import RefusedFileError, note_refused, note_stored
from cms.core.calendar import TOKYO
from cms.core.throttling import HOUR, is_too_often
from cms.core.tickets import new_ticket
from cms.insights.choices import Act
from cms.insights.services import count
from companies import consent
from companies.choices import Status
from companies.contents import Content
from companies.forms.small import EVIDENCE, MOST_FILES
from companies.mails import send_link, send_receipt
from companies.models import CompanyIndexPage, EvidenceFile, Submission

TICKET_DAYS = timedelta(days=60)
LINKS_AGAIN = 3  # new links for one mail address in an hour


class SubmittingError(Exception):
    """It cannot be done now; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def tokyo_day(at: datetime) -> date:
    return at.astimezone(TOKYO).date()


@dataclass(frozen=True)
class Opened:
    """A submission with the secret of its link, kept nowhere else but in the mail."""

    submission: Submission
    secret: str


@transaction.atomic
def begin_submission(*, content: Content, contact: Mapping[str, str], at: datetime) -> Opened:
    """A draft with a link, mailed to the contact.

    Raises SubmittingError("twin") when the same contact has an open or accepted one of the same
    company: the link of that one leads on.
    """
    secret, ticket_digest = new_ticket()
    submission = Submission(
        ticket_digest=ticket_digest,
        ticket_until=tokyo_day(at) + TICKET_DAYS,
        created_at=at,
        changed_at=at,
    )
    _write(submission, content, contact)
    twins = Submission.objects.twins_of(submission)
    if twins.filter(contact_email__iexact=submission.contact_email).exists():
        raise SubmittingError("twin")
    submission.save()
    send_link(submission=submission, secret=secret)
    return Opened(submission, secret)


@transaction.atomic
def change_submission(
    *, submission: Submission, content: Content, contact: Mapping[str, str], at: datetime
) -> Submission:
    """What was sent is a draft again until it is sent anew; the page stays as it is."""
    locked = _locked(submission)
    _write(locked, content, contact)
    _touch(locked, at)
    return locked


def _write(submission: Submission, content: Content, contact: Mapping[str, str]) -> None:
    submission.content = content.to_json()
    submission.name = content.name
    submission.corporate_number = content.corporate_number
    for name, value in contact.items():
        setattr(submission, name, value)


def _locked(submission: Submission) -> Submission:
    """The row as it is now, for this transaction alone; refused ones are closed."""
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if not locked.is_editable:
        raise SubmittingError("closed")
    return locked


def _touch(submission: Submission, at: datetime) -> None:
    submission.status = Status.DRAFT
    submission.version += 1
    submission.changed_at = at
    submission.save()


def add_evidence(*, submission: Submission, file: Any, at: datetime) -> EvidenceFile:
    """Inspect and keep one document, pictures without place and camera.

    Raises RefusedFileError with Japanese words, or SubmittingError("many").
    """
    inspect(file, EVIDENCE)
    clean = _bare(file)
    with transaction.atomic():
        locked = _locked(submission)
        if locked.evidence.count() >= MOST_FILES:
            raise SubmittingError("many")
        evidence = EvidenceFile(
            submission=locked,
            file=clean,
            name=file.name or "",
            size=clean.size,
            digest=hashlib.sha256(clean.read()).hexdigest(),
            uploaded_at=at,
        )
        clean.seek(0)
        _save_with_file(evidence)
        _touch(locked, at)
    note_stored(evidence)
    return evidence


def _bare(file: Any) -> File:
    extension = (file.name or "").rpartition(".")[2].lower()
    if extension not in PICTURES.extensions:
        return file
    if not is_readable(file):
        refusal = RefusedFileError("画像が途中で切れています。撮り直すか、保存し直してください。")
        note_refused(file.name or "", refusal)
        raise refusal
    return without_metadata(file)


def _save_with_file(evidence: EvidenceFile) -> None:
    """No file without its row: what was written goes when the row is not kept."""
    try:
        evidence.save()
    except Exception:
        if evidence.file and evidence.file.name:
            evidence.file.storage.delete(evidence.file.name)
        raise


@transaction.atomic
def remove_evidence(*, submission: Submission, number: int, at: datetime) -> None:
    """Take one document away. Another company's: nothing happens."""
    locked = _locked(submission)
    evidence = locked.evidence.filter(pk=number).first()
    if evidence is None:
        return
    delete_evidence(evidence=evidence)
    _touch(locked, at)


def delete_evidence(*, evidence: EvidenceFile) -> None:
    """The row now, the file once the row is really gone."""
    storage, name = evidence.file.storage, evidence.file.name
    evidence.delete()
    transaction.on_commit(partial(storage.delete, name))


@transaction.atomic
def send_submission(*, submission: Submission, secret: str, at: datetime) -> Submission:
    """The company agrees and hands it in; the receipt is mailed. Sending twice is harmless.

    Raises SubmittingError("evidence") without a document.
    """
    locked = _locked(submission)
    if locked.status == Status.RECEIVED:
        return locked
    if not locked.evidence.exists():
        raise SubmittingError("evidence")
    locked.status = Status.RECEIVED
    locked.consent_on = tokyo_day(at)
    locked.consent_version = consent.VERSION
    locked.sent_at = locked.changed_at = at
    locked.save()
    send_receipt(submission=locked, secret=secret)
    if entrance := CompanyIndexPage.objects.first():
        count(act=Act.SUBMISSION, target=entrance, on=tokyo_day(at))
    return locked


@transaction.atomic
def withdraw_consent(*, submission: Submission, at: datetime) -> Submission:
    """The company agrees no longer: its page is taken off at once, and no draft returns."""
    locked = _locked(submission)
    page = locked.page
    if page is not None:
        draft = page.get_latest_revision_as_object()
        draft.consent_on = None
        page.unpublish()
        draft.live = False
        draft.save_revision()
    locked.consent_on, locked.consent_version = None, ""
    _touch(locked, at)
    return locked


@transaction.atomic
def renew_links(*, email: str, on: date) -> int:
    """New links, mailed, for everything of that contact that can be changed; the old ones end.

    A few times an hour: strangers neither fill a letter box nor go on ending links.
    """
    if is_too_often(act="companies.links", address=email.lower(), most=LINKS_AGAIN, seconds=HOUR):
        return 0
    found = Submission.objects.select_for_update().filter(contact_email__iexact=email)
    renewed = [each for each in found if each.is_editable]
    for submission in renewed:
        send_link(submission=submission, secret=renew_ticket(submission=submission, on=on))
    return len(renewed)


def renew_ticket(*, submission: Submission, on: date, days: timedelta = TICKET_DAYS) -> str:
    """The secret of a new link; from now on the old one opens nothing."""
    secret, submission.ticket_digest = new_ticket()
    submission.ticket_until = on + days
    submission.save(update_fields=["ticket_digest", "ticket_until"])
    return secret
