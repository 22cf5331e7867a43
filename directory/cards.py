"""One desk ready to print: no query, no clock, no decision left for a template."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import quote

from django.utils.translation import gettext as _

from directory.choices import Channel, Level, OrganizationKind, Task, VerificationLevel
from directory.freshness import Age, age_of
from directory.hours_text import hours_lines
from directory.models import Contact, Office
from directory.opening_words import status_kind
from directory.selectors import Desk

MAP_SEARCH = "https://www.google.com/maps/search/?api=1&query="


@dataclass(frozen=True)
class Fact:
    term: str
    text: str
    href: str = ""


@dataclass(frozen=True)
class OfficeCard:
    """A desk on the day ``on``. ``anchor`` identifies it on the page."""

    desk: Desk
    on: date

    @property
    def office(self) -> Office:
        return self.desk.office

    @property
    def name(self) -> str:
        return str(self.office)

    @property
    def plain_name(self) -> str:
        is_new = self.office.plain_name != self.office.name
        return self.office.plain_name if is_new else ""

    @property
    def department(self) -> str:
        return self.office.department if self.office.department not in self.office.name else ""

    @property
    def anchor(self) -> str:
        return f"desk-{self.office.pk}"

    @property
    def url(self) -> str:
        return self.office.address_of_page()

    @property
    def status_kind(self) -> str:
        return status_kind(self.desk.state)

    @property
    def status_words(self) -> str:
        return self.desk.state.words

    @property
    def has_status(self) -> bool:
        """「電話で確かめてください」 helps only where there is a telephone."""
        return bool(self.telephones) or self.desk.state.kind != "unknown"

    @property
    def is_quiet(self) -> bool:
        """Whether the call button steps back: nobody would answer now."""
        return self.desk.state.kind == "closed"

    @cached_property
    def telephones(self) -> list[Contact]:
        return self.desk.telephones

    @property
    def main_telephone(self) -> Contact | None:
        return self.telephones[0] if self.telephones else None

    @property
    def identity(self) -> tuple[str, str]:
        """Lists name one desk once for each thing it does: same name and number, same desk."""
        number = self.main_telephone.display if self.main_telephone else ""
        return self.name, number

    @property
    def tasks(self) -> list[Task]:
        return self.office.tasks

    @property
    def tags(self) -> list[str]:
        office = self.office
        offered = (
            (office.before_divorce_welcome, _("Before divorce, too")),
            (office.father_welcome, _("Fathers, too")),
            (office.anonymous_ok, _("You need not give your name")),
        )
        return [words for is_offered, words in offered if is_offered]

    @property
    def age(self) -> Age:
        return age_of(self.office, self.on)

    @property
    def warning(self) -> str:
        """An organisation nobody stands for is listed only with its label."""
        organization = self.office.organization
        private = (OrganizationKind.NON_PROFIT, OrganizationKind.COMPANY)
        if organization is None or organization.kind not in private:
            return ""
        level = organization.verification_level if organization.live else None
        if level == VerificationLevel.RECOMMENDED:
            return _("Recommended by an authority")
        if level == VerificationLevel.SELF_REPORTED:
            return _("The group describes itself")
        return _("The group is not confirmed yet")

    @property
    def is_sample(self) -> bool:
        return self.office.is_sample

    @property
    def level_words(self) -> str:
        words = {
            Level.PREFECTURE: _("Desk of the prefecture"),
            Level.NATION: _("For the whole country"),
        }
        return words.get(self.desk.level, "")

    @property
    def hours(self) -> list[str]:
        lines = hours_lines([schedule.hours for schedule in self.office.schedules.all()])
        return lines or [line for line in self.office.hours_text.splitlines() if line]

    @cached_property
    def facts(self) -> list[Fact]:
        """Hours, place and the other ways to reach it."""
        rows = [Fact(_("Hours"), "\n".join(self.hours))] if self.hours else []
        if self.office.public_address:
            rows.append(Fact(_("Place"), self.address, self.map_url))
        for contact in self.office.contacts.all():
            if contact.channel != Channel.TELEPHONE:
                rows.append(_contact_fact(contact))
        if self.office.website and not self.telephones:
            rows.append(Fact(_("Website"), _("Open the website"), self.office.website))
        return rows

    @cached_property
    def all_facts(self) -> list[Fact]:
        """Everything known, for the office's own page."""
        office = self.office
        texts = (
            (_("Department"), self.department),
            (_("Reservation"), office.reservation),
            (_("Cost"), office.cost),
            (_("Languages"), office.languages),
            (_("Childcare during the talk"), office.childcare),
            (_("Getting there"), "" if office.is_sensitive else office.access),
            (_("Please note"), office.notes),
            (_("Run by"), str(office.public_organization or "")),
        )
        rows = [*self.facts, *(Fact(term, text) for term, text in texts if text)]
        if office.website and self.telephones:
            rows.append(Fact(_("Website"), office.website, office.website))
        return rows

    @property
    def address(self) -> str:
        code = f"〒{self.office.postal_code} " if self.office.postal_code else ""
        return f"{code}{self.office.public_address}"

    @property
    def map_url(self) -> str:
        """A search on somebody else's map: opened only when the visitor asks for it."""
        where = self.office.public_address
        if not where or self.is_sample:
            return ""
        prefecture = self.office.area.prefecture.name if self.office.area else ""
        full = where if where.startswith(prefecture) else prefecture + where
        return MAP_SEARCH + quote(full)


def _contact_fact(contact: Contact) -> Fact:
    term = contact.label or str(Channel(contact.channel).label)
    if contact.channel == Channel.FAX:
        return Fact(term, contact.display)
    texts = {Channel.MAIL: contact.value, Channel.FORM: _("Write in a form")}
    return Fact(term, texts.get(Channel(contact.channel), contact.display), contact.href)


@dataclass(frozen=True)
class PhoneLine:
    """What components/phone_line.html prints."""

    name: str
    number: str
    href: str
    kind: str
    status: str
    note: str


def phone_lines(desk: Desk) -> list[PhoneLine]:
    """A line for each telephone of a desk, with what tells it from the others."""
    return [
        PhoneLine(
            name=f"{desk.office}（{contact.label}）" if contact.label else str(desk.office),
            number=contact.display,
            href=contact.href,
            kind=status_kind(desk.state),
            status=desk.state.words,
            note=contact.description or desk.office.plain_name or desk.office.description[:60],
        )
        for contact in desk.telephones
    ]
