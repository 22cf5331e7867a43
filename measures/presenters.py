"""What the page of one measure shows."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.areas.finding import find_areas
from cms.areas.models import Area
from cms.core.addresses import shared_origin
from cms.core.calendar import fiscal_year
from cms.core.languages import address_in, default_language, speaks_japanese
from cms.core.models import SiteSettings
from cms.japanese.romaji import romaji
from directory.cards import OfficeCard
from directory.selectors import desk_for
from measures.choices import Category, Confidence, Need
from measures.implementations import Answer, answer_for
from measures.listing import ADDRESS, Card, cards, listed_measures
from measures.parameters import Amount, amounts_by_parameter
from measures.structured_data import government_service

if TYPE_CHECKING:
    from measures.models import MeasurePage

TYPED_LENGTH = 100
NAMES_A_YEAR = re.compile(r"令和\d+年度|20\d\d")
CHOICES_SHOWN = 20


@dataclass(frozen=True)
class AmountRow:
    """One amount of the page with the value of the day."""

    label: str
    note: str
    amount: Amount


@dataclass(frozen=True)
class Source:
    title: str
    url: str
    checked_on: date | None = None


@dataclass(frozen=True)
class Place:
    """The visitor's place: one area with its answer, several to choose from, or none."""

    typed: str = ""
    area: Area | None = None
    answer: Answer | None = None
    choices: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""
    desk: OfficeCard | None = None
    desk_url: str = ""

    @property
    def not_found(self) -> bool:
        return bool(self.typed) and self.area is None and not self.choices


@dataclass(frozen=True)
class Related:
    """Measures that go together with this one, and those that do not."""

    combines: list[Card]
    excluded: list[Card]


def measure_context(
    page: "MeasurePage", request: HttpRequest, *, at: datetime, language: str
) -> dict[str, Any]:
    """Everything for measures/measure_page.html at the moment ``at`` (Tokyo).

    Addresses are in ``language``, the reader's; words are in the active one, which is Japanese
    where the page is not translated.
    """
    place = find_place(page, request, at=at, language=language)
    amounts = amount_rows(page, at.date())
    sources = all_sources(page, amounts)
    open_notes = page.check_notes.all()
    notes = [note.text for note in open_notes if not note.about_words]
    url = shared_origin(request) + page.address(language)
    return {
        "amounts": amounts,
        "needs": _need_links(page, language),
        "place": place,
        "related": related_measures(page, request, language),
        "sources": sources,
        "checked_on": None if notes else checked_on(sources),
        "is_uncertain": is_uncertain(amounts, notes, at.date()),
        "unchecked_words": any(note.about_words for note in open_notes),
        "japanese_url": page.address(default_language()),
        "facts_lang": "" if speaks_japanese() else "ja",
        "say_in": get_language() if speaks_japanese() else default_language(),
        "reading": page.kana if speaks_japanese() else romaji(page.kana),
        "breadcrumbs": _breadcrumbs(page, language),
        "directory_url": address_in("/directory/", language),
        "structured_data": government_service(
            page, url=url, area=place.area if place.typed else None
        ),
    }


def amount_rows(page: "MeasurePage", on: date) -> list[AmountRow]:
    """The page's amounts on a day, in one query; what has no value yet is left out."""
    blocks = [row["value"] for row in page.amounts.get_prep_value()]
    values = amounts_by_parameter([block["parameter"] for block in blocks], on) if blocks else {}
    return [
        AmountRow(block["label"], block["note"], values[block["parameter"]])
        for block in blocks
        if block["parameter"] in values
    ]


def all_sources(page: "MeasurePage", amounts: list[AmountRow]) -> list[Source]:
    """Sources of the page's facts and of its amounts, each once."""
    listed = [Source(row.title, row.url, row.checked_on) for row in page.sources.all()]
    of_amounts = [Source(row.amount.source_title, row.amount.source_url) for row in amounts]
    known = {source.url or source.title for source in listed}
    for source in of_amounts:
        if source.title and (source.url or source.title) not in known:
            known.add(source.url or source.title)
            listed.append(source)
    return listed


def checked_on(sources: list[Source]) -> date | None:
    """The oldest day of the sources, from which on everything is known; None when one has none."""
    days = [source.checked_on for source in sources if source.checked_on]
    return min(days) if days and len(days) == len(sources) else None


def is_uncertain(amounts: list[AmountRow], notes: list[str], on: date) -> bool:
    """Whether an amount may have changed on the last 1 April without our knowing it.

    That is when its value began before that day, and nobody confirmed it or an open note asks
    about a year (令和8年度, 2026年).
    """
    begun = date(fiscal_year(on), 4, 1)
    asked = any(NAMES_A_YEAR.search(note) for note in notes)
    return any(
        row.amount.valid_from < begun and (asked or row.amount.confidence != Confidence.CONFIRMED)
        for row in amounts
    )


def find_place(page: "MeasurePage", request: HttpRequest, *, at: datetime, language: str) -> Place:
    """The place that ``?area=`` names: a code, a postcode or a name; never an error.

    Where nobody named one, the place that the site is for.
    """
    typed = request.GET.get("area", "")[:TYPED_LENGTH].strip()
    if not typed:
        own = SiteSettings.around(request).area
        return _at_place(page, own, "", request, at=at, language=language) if own else Place()
    matches = find_areas(typed, on=at.date())
    if matches.only is None:
        choices = [(a.full_name, f"?area={a.code6}") for a in matches.areas[:CHOICES_SHOWN]]
        return Place(typed=matches.query or typed, choices=choices)
    area = matches.only
    return _at_place(page, area, area.full_name, request, at=at, language=language)


def _at_place(
    page: "MeasurePage",
    area: Area,
    typed: str,
    request: HttpRequest,
    *,
    at: datetime,
    language: str,
) -> Place:
    desk = desk_for(area, page.task, reader=request.user, at=at)
    return Place(
        typed=typed,
        area=area,
        answer=answer_for(page, area, on=at.date()),
        url=address_in(f"/directory/{area.code6}/", language),
        desk=OfficeCard(desk, at.date()) if desk else None,
        desk_url=desk.office.address_of_page(language) if desk else "",
    )


def related_measures(page: "MeasurePage", request: HttpRequest, language: str) -> Related:
    measures = listed_measures(request.user, language).related_to(page).exclude(pk=page.pk)
    found = list(measures.in_order().select_related("locale").defer_streamfields())
    around = get_language() or default_language()
    return Related(
        combines=cards([one for one in found if one.combines], language, around),
        excluded=cards([one for one in found if one.excluded], language, around),
    )


def _need_links(page: "MeasurePage", language: str) -> list[tuple[str, str]]:
    chosen = [Need(row.need) for row in page.needs.all()]
    index = address_in(ADDRESS, language)
    return [(str(need.label), f"{index}?need={need.value}") for need in chosen]


def _breadcrumbs(page: "MeasurePage", language: str) -> list[dict[str, str]]:
    index = address_in(ADDRESS, language)
    return [
        {"title": _("Home"), "url": address_in("/", language)},
        {"title": _("Find support"), "url": index},
        {"title": str(Category(page.category).label), "url": f"{index}?category={page.category}"},
        {"title": page.title},
    ]
