"""What of an office may be printed: from the directory, shortened at most, never typed anew."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cms.areas.models import Area
from cms.core.mails import absolute
from directory.choices import Channel
from directory.hours_text import hours_lines
from directory.models import Office


@dataclass(frozen=True)
class OfficeWords:
    """``long_name`` holds every name of the office, in the order in which they may be kept."""

    name: str
    long_name: str
    telephones: list[str]
    hours: list[str]

    def holds(self, name: str) -> bool:
        """Whether ``name`` is made by leaving letters out of ``long_name``, and by nothing else."""
        letters = iter(_bare(self.long_name))
        return all(letter in letters for letter in _bare(name))


def _bare(text: str) -> str:
    return "".join(text.split())


def words_of(office: Office, municipality: Area, *, on: date) -> OfficeWords:
    """``office`` was read with its details; hours that do not hold on that day are left out."""
    place = municipality.name
    name = office.name if office.name.startswith(place) else f"{place} {office.name}"
    organization = str(office.public_organization or "")
    parts = (municipality.full_name, organization, place, office.department, name)
    return OfficeWords(
        name=name,
        long_name="".join((*parts, office.plain_name)),
        telephones=_telephones(office),
        hours=_hours(office, on),
    )


def _telephones(office: Office) -> list[str]:
    found = [each for each in office.contacts.all() if each.channel == Channel.TELEPHONE]
    return [
        f"{each.display}（内線{each.extension}）" if each.extension else each.display
        for each in found
    ]


def _hours(office: Office, on: date) -> list[str]:
    lines = [schedule.hours for schedule in office.schedules.all()]
    current = [line for line in lines if line.valid_to is None or line.valid_to >= on]
    written = [line for line in office.hours_text.splitlines() if line.strip()]
    return hours_lines(current) or written


def place_address(municipality: Area) -> str:
    """The QR code's: the town's page, below the portal's own address."""
    return absolute(f"/directory/{municipality.code6}/")


def choice_label(office: Any) -> str:
    return f"{office.name}（{office.department}）" if office.department else str(office)
