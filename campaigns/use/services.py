"""What happens to parcels: listed, sent, reported about, reminded of, shown, forgotten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from campaigns.models import Delivery, Distribution, ReportTicket, UsePhoto, UsePlace, UseReport
from cms.assets.models import PortalImage
from cms.assets.rights.choices import Licence
from cms.assets.rights.services import record_rights
from cms.core.tickets import new_ticket

GRACE = timedelta(days=31)  # an ended ticket still says that it has ended
PHOTOS_STAY = timedelta(days=365)  # after the last day for reports
WORDS_STAY = timedelta(days=3 * 365)


@dataclass(frozen=True)
class Told:
    """What a municipality says; ``photo`` is a new one, ``drops_photo`` removes the stored one."""

    amount: str
    copies_used: int
    places: Sequence[str] = ()
    other_place: str = ""
    own_copies: int = 0
    effect: str = ""
    department: str = ""
    may_show: bool = False
    photo: File | None = None
    drops_photo: bool = False


@dataclass
class Forgotten:
    tickets: int = 0
    photos: int = 0
    texts: int = 0


@transaction.atomic
def store_deliveries(*, distribution: Distribution, copies: Mapping[int, int]) -> tuple[int, int]:
    """Area number → copies: adds what is new, corrects what has not been sent yet.

    Returns how many were added and how many corrected. What was sent stays as it was sent.
    """
    known = {each.area_id: each for each in distribution.deliveries.filter(area__in=copies)}
    new = [
        Delivery(distribution=distribution, area_id=area, copies=number)
        for area, number in copies.items()
        if area not in known
    ]
    changed = [
        each
        for each in known.values()
        if each.sent_on is None and each.copies != copies[each.area_id]
    ]
    for each in changed:
        each.copies = copies[each.area_id]
    Delivery.objects.bulk_create(new, batch_size=500)
    Delivery.objects.bulk_update(changed, ["copies"], batch_size=500)
    return len(new), len(changed)


@transaction.atomic
def note_sent(*, deliveries: Iterable[Delivery], on: date) -> int:
    """All of them left on that day with what the list says; what was sent before stays."""
    waiting = Delivery.objects.filter(pk__in=[each.pk for each in deliveries], sent_on=None)
    return waiting.update(sent_on=on, sent_copies=Coalesce(F("sent_copies"), F("copies")))


@transaction.atomic
def issue_tickets(*, deliveries: Sequence[Delivery], until: date) -> dict[int, str]:
    """A fresh secret for each parcel (its number → the secret); earlier ones go on counting."""
    secrets = {}
    tickets = []
    for delivery in deliveries:
        secret, stored = new_ticket()
        secrets[delivery.pk] = secret
        tickets.append(ReportTicket(delivery=delivery, digest=stored, ends_on=until))
    ReportTicket.objects.bulk_create(tickets, batch_size=500)
    return secrets


@transaction.atomic
def report_use(*, delivery: Delivery, told: Told, at: datetime) -> UseReport:
    """The one report of this parcel, new or brought up to date; twice the same changes nothing.

    Words and photographs that change, and an agreement that is taken back, are no longer shown:
    an editor looks at them again.
    """
    Delivery.objects.select_for_update().get(pk=delivery.pk)
    report = UseReport.objects.filter(delivery=delivery).first()
    if report is None:
        report = UseReport(delivery=delivery, first_reported_at=at)
    before = (report.effect, report.may_show)
    for name in ("amount", "copies_used", "other_place", "own_copies", "effect", "department"):
        setattr(report, name, getattr(told, name))
    report.agreed_at = (report.agreed_at or at) if told.may_show else None
    report.may_show, report.reported_at = told.may_show, at
    report.save()
    _store_places(report, told.places)
    has_new_photo = _store_photo(report, told)
    if has_new_photo or before != (report.effect, report.may_show):
        hide_example(report=report)
    return report


def _store_places(report: UseReport, places: Sequence[str]) -> None:
    report.places.exclude(place__in=places).delete()
    known = set(report.places.values_list("place", flat=True))
    new = [place for place in dict.fromkeys(places) if place not in known]
    UsePlace.objects.bulk_create(UsePlace(report=report, place=place) for place in new)


def _store_photo(report: UseReport, told: Told) -> bool:
    """Whether the photograph of the report is another one now (or none)."""
    stored = UsePhoto.objects.filter(report=report).first()
    if told.photo is None and not (told.drops_photo and stored):
        return False
    if stored:
        drop_photo(photo=stored)
    if told.photo is not None:
        UsePhoto.objects.create(report=report, file=told.photo)
    return True


@transaction.atomic
def drop_photo(*, photo: UsePhoto) -> None:
    """The row now, the file once that is certain: an undone act loses nothing."""
    name, storage = photo.file.name, photo.file.storage
    photo.delete()
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def show_example(*, report: UseReport) -> None:
    """Put the photograph among the public pictures. ``report`` is agreed to and described."""
    photo = UsePhoto.objects.filter(report=report).first()
    if report.picture is None and photo is not None:
        area = report.delivery.area
        credit = "" if report.delivery.distribution.is_sample else str(area)
        with photo.file.open("rb") as file:
            copy = File(file, name=f"use-{report.pk}.{photo.file.name.rpartition('.')[2]}")
            report.picture = PortalImage.objects.create(
                title=f"{area} 活用の例", file=copy, credit=credit, description=report.alt_text
            )
            note = f"使用報告{report.pk}で、サイトにのせることに同意"
            record_rights(
                file=report.picture,
                holder=credit or f"{area}（見本）",
                licence=Licence.PERMITTED,
                evidence_note=note,
                for_web=True,
            )
    if report.picture is not None and report.picture.description != report.alt_text:
        report.picture.description = report.alt_text
        report.picture.save(update_fields=["description"])
    report.is_shown = True
    report.save(update_fields=["is_shown", "alt_text", "picture"])


@transaction.atomic
def hide_example(*, report: UseReport) -> None:
    """Nobody sees it any more; the public copy of the photograph goes."""
    picture, report.picture, report.is_shown = report.picture, None, False
    report.save(update_fields=["is_shown", "alt_text", "picture"])
    if picture is not None:
        picture.delete()


@transaction.atomic
def forget_old(*, on: date) -> Forgotten:
    """End of the retention times: tickets, photographs that are not shown, words of reports."""
    tickets, _rows = ReportTicket.objects.ended(on=on - GRACE).delete()
    done = Forgotten(tickets=tickets)
    old = UsePhoto.objects.filter(
        report__is_shown=False, report__delivery__distribution__reports_until__lt=on - PHOTOS_STAY
    )
    for photo in old:
        drop_photo(photo=photo)
        done.photos += 1
    reports = UseReport.objects.filter(
        is_shown=False, delivery__distribution__reports_until__lt=on - WORDS_STAY
    )
    worded = reports.exclude(effect="", department="", other_place="")
    done.texts = worded.update(effect="", department="", other_place="")
    return done
