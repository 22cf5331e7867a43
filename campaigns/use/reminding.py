"""Who has not reported: a mail where we know one, a telephone where we do not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Prefetch

from campaigns.models import Delivery, Distribution
from campaigns.use.labels import report_address
from campaigns.use.selectors import due_for_reminder
from campaigns.use.services import issue_tickets
from cms.accounts.models import User
from cms.core.calendar import japanese_date
from cms.core.mails import send_words
from directory.choices import Channel
from directory.models import Contact, Office

PAUSE = timedelta(days=14)  # between two mails about one parcel
MOST_REMINDERS = 3  # whoever does not answer then is telephoned
STAFF_ROLE = "職員"


@dataclass(frozen=True)
class Missing:
    """A parcel without a report; ``people`` have a mail address, ``telephone`` is of an office."""

    delivery: Delivery
    people: tuple[User, ...]
    telephone: str

    def may_be_written_to(self, on: date) -> bool:
        last = self.delivery.reminded_on
        has_waited = last is None or on - last >= PAUSE
        return bool(self.people) and has_waited and self.delivery.reminders < MOST_REMINDERS


def missing_reports(*, distribution: Distribution, on: date) -> list[Missing]:
    """Parcels of two weeks and more without a report. Four queries for any number of them."""
    deliveries = list(due_for_reminder(distribution, on=on))
    areas = [each.area_id for each in deliveries]
    people, telephones = _people(areas, on), _telephones(areas)
    return [
        Missing(each, tuple(people[each.area_id]), telephones.get(each.area_id, ""))
        for each in deliveries
    ]


def _people(areas: Iterable[int], on: date) -> dict[int, list[User]]:
    """Staff of each area who can still sign in and have a mail address."""
    found: dict[int, list[User]] = defaultdict(list)
    staff = User.objects.filter(
        municipality__in=areas, is_active=True, groups__name=STAFF_ROLE
    ).exclude(email="")
    for person in staff.order_by("pk"):
        if not person.has_expired(on):
            found[person.municipality_id or 0].append(person)
    return found


def _telephones(areas: Iterable[int]) -> dict[int, str]:
    """The first telephone number of the first published office in each area."""
    numbers = Contact.objects.filter(channel=Channel.TELEPHONE).order_by("sort_order", "pk")
    offices = Office.objects.filter(area__in=areas, live=True).order_by("priority", "pk")
    found: dict[int, str] = {}
    for office in offices.prefetch_related(Prefetch("contacts", queryset=numbers)):
        first = next(iter(office.contacts.all()), None)
        if first is not None and office.area_id is not None:
            found.setdefault(office.area_id, f"{office.name} {first.value}")
    return found


@transaction.atomic
def remind_of_report(*, missing: Missing, on: date) -> int:
    """A mail with an own link to everybody of the municipality; returns how many leave."""
    delivery = missing.delivery
    until = delivery.distribution.reports_until
    secret = issue_tickets(deliveries=[delivery], until=until)[delivery.pk]
    for person in missing.people:
        send_words(
            address=person.email,
            subject="届いた広報物の使い方を教えてください",
            template="campaigns/use/mails/reminder.txt",
            words={
                "name": str(person),
                "area": str(delivery.area),
                "kit": str(delivery.distribution.kit),
                "last_day": japanese_date(until),
                "link": report_address(secret),
            },
        )
    delivery.reminded_on, delivery.reminders = on, delivery.reminders + 1
    delivery.save(update_fields=["reminded_on", "reminders"])
    return len(missing.people)
