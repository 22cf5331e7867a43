"""Reading reviews and their records."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, TaskState, WorkflowState

from cms.core.calendar import TOKYO
from cms.core.sites import all_sites, below_fronts
from cms.translation.guarding import sites_of_work, works_below
from cms.workflow.choices import Act
from cms.workflow.deciding import decides_at_the_end, in_pool, may_decide
from cms.workflow.models import ReviewRecord, ReviewState
from cms.workflow.models.tasks import CONFIRM
from cms.workflow.subjects import Translations, subject_of, translations_among

READ_RECORDS = "workflow.view_reviewrecord"
READ_EVERY_REVIEW = "workflow.read_every_review"
HEADER = (
    "日時",
    "だれが",
    "したこと",
    "種類",
    "対象",
    "番号",
    "確認",
    "自治体",
    "意見・理由",
    "確かめたこと",
    "訳の言語",
    "審査の番号",
    "版の番号",
)
BY_HAND = "審査なしで公開した"
NOTED = {
    "wagtail.comments.create": "コメントを書いた",
    "wagtail.comments.edit": "コメントを直した",
    "wagtail.comments.delete": "コメントを消した",
    "wagtail.comments.resolve": "コメントを済みにした",
    "wagtail.comments.create_reply": "返事を書いた",
    "wagtail.comments.edit_reply": "返事を直した",
    "wagtail.comments.delete_reply": "返事を消した",
}
PUBLISHED = "wagtail.publish"


def waiting_for(person: Any, *, on: date) -> QuerySet[ReviewState]:
    return ReviewState.objects.turn_of(person, on=on).for_lists()


def returned_to(person: Any) -> QuerySet[ReviewState]:
    """Steps that sent something of ``person`` back, and nobody has submitted it again."""
    back = ReviewState.objects.filter(
        status=TaskState.STATUS_REJECTED,
        workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES,
        workflow_state__requested_by=person,
        workflow_state__current_task_state=F("pk"),
    )
    return back.order_by("finished_at", "pk").for_lists()


def asked_by(person: Any) -> QuerySet[ReviewState]:
    """Open steps of what ``person`` submitted."""
    return ReviewState.objects.open().filter(workflow_state__requested_by=person).for_lists()


def overdue_steps(person: Any, *, on: date) -> QuerySet[ReviewState]:
    """Late steps that ``person`` reads as one of those who read records."""
    late = ReviewState.objects.overdue(on=on).for_lists()
    return late if _reads_all(person) else late.exclude(_of_other_sites(person))


def _of_other_sites(person: Any) -> Q:
    """Reviews of pages below front pages where ``person`` has no work."""
    mine, foreign = sites_of_work(person), Q(pk__in=())
    for site in all_sites():
        if site not in mine:
            foreign |= below_fronts(site)
    keys = Page.objects.filter(foreign).annotate(key=Cast("pk", CharField())).values("key")
    page = ContentType.objects.get_for_model(Page)
    return Q(workflow_state__base_content_type=page, workflow_state__object_id__in=keys)


def records_of(review: int) -> QuerySet[ReviewRecord]:
    return ReviewRecord.objects.filter(review=review).order_by("at", "pk")


def may_see(state: ReviewState, person: Any) -> bool:
    """Whoever asked, whose turn it could be, who decides at the end, and who reads reviews."""
    return bool(
        state.workflow_state.requested_by_id == person.pk
        or reads_reviews_of(person, subject_of(state))
        or may_decide(state, person)
        or in_pool(state, person)
        or decides_at_the_end(state, person)
        or records_of(state.workflow_state_id).filter(actor=person.pk).exists()
    )


def reads_reviews_of(person: Any, subject: Any) -> bool:
    """Whoever reads records reads reviews of shared records and of pages of the own sites."""
    if not person.has_perm(READ_RECORDS):
        return False
    return not isinstance(subject, Page) or works_below(subject, person) or _reads_all(person)


def _reads_all(person: Any) -> bool:
    """監査 has no site to work on, and reads the reviews of all."""
    return bool(person.has_perm(READ_EVERY_REVIEW))


def scheduled_for(state: ReviewState) -> datetime | None:
    """When the approved version becomes public, where it waits for its day."""
    kept = Revision.objects.filter(pk=state.revision_id).first()
    moment: datetime | None = kept.approved_go_live_at if kept else None
    return moment


def gone_review(turn: int, person: Any) -> ReviewRecord | None:
    """What is left of a step whose page or record was deleted, for those it concerned.

    The last thing that happened; a deletion by code or by the admin's API writes none of its own.
    """
    record = ReviewRecord.objects.filter(turn=turn).order_by("-pk").first()
    if record is None or person.has_perm(READ_RECORDS):
        return record
    town = person.municipality.full_name if person.municipality else ""
    is_of_town = bool(town) and person.has_perm(CONFIRM) and town == record.municipality
    acted = records_of(record.review or 0).filter(actor=person.pk).exists()
    return record if is_of_town or acted else None


def report_rows(*, first: date | None = None, last: date | None = None) -> list[tuple[str, ...]]:
    """協議記録, comments beside the text, and publications by hand, in the order of time.

    Comments and publications stand in Wagtail's own log, which survives the page as well.
    """
    rows = [
        *_records(first, last),
        *_log(PageLogEntry, first, last),
        *_log(ModelLogEntry, first, last),
    ]
    return [cells for _at, cells in sorted(rows, key=lambda row: row[0])]


def _between(rows: Any, name: str, first: date | None, last: date | None) -> Any:
    if first:
        rows = rows.filter(**{f"{name}__date__gte": first})
    return rows.filter(**{f"{name}__date__lte": last}) if last else rows


Row = tuple[datetime, tuple[str, ...]]


def _records(first: date | None, last: date | None) -> Iterator[Row]:
    for each in _between(ReviewRecord.objects.all(), "at", first, last):
        yield (
            each.at,
            (
                stamp(each.at),
                each.actor_name,
                each.get_act_display(),
                each.kind_name,
                each.title,
                each.key,
                each.step,
                each.municipality,
                each.words,
                each.checked,
                each.language,
                str(each.review or ""),
                str(each.revision or ""),
            ),
        )


def _log(model: Any, first: date | None, last: date | None) -> Iterator[Row]:
    entries = _between(model.objects.exclude(user=None), "timestamp", first, last)
    entries = entries.filter(action__in=[PUBLISHED, *NOTED]).select_related("user", "content_type")
    recorded = ReviewRecord.objects.filter(act__in=[Act.PUBLISHED, Act.EMERGENCY])
    told = set(recorded.values_list("revision", flat=True))
    known: Translations = {}
    if model is PageLogEntry:
        known = translations_among(Page.objects.filter(pk__in=entries.values("page")))
    for entry in entries.iterator(chunk_size=500):
        if entry.action == PUBLISHED and entry.revision_id in told:
            continue
        language, _japanese = known.get(_key(entry), ("", ""))
        yield entry.timestamp, _told(entry, language)


def _key(entry: Any) -> str:
    return str(getattr(entry, "page_id", None) or getattr(entry, "object_id", ""))


def _told(entry: Any, language: str) -> tuple[str, ...]:
    kind = entry.content_type.model_class() if entry.content_type else None
    words = entry.data.get("comment", {}).get("text", "") if entry.data else ""
    reply = entry.data.get("reply", {}).get("text", "") if entry.data else ""
    return (
        stamp(entry.timestamp),
        str(entry.user or ""),
        NOTED.get(entry.action, BY_HAND),
        str(kind._meta.verbose_name) if kind else "",
        entry.label,
        _key(entry),
        "",
        "",
        reply or words,
        "",
        language,
        "",
        str(entry.revision_id or ""),
    )


def stamp(at: datetime) -> str:
    return f"{at.astimezone(TOKYO):%Y-%m-%d %H:%M}"
