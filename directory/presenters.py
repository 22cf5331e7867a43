"""What the templates of the directory show."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from cms.areas.choices import AreaKind
from cms.areas.finding import AreaMatches
from cms.areas.models import Area
from cms.core.addresses import (
    PageAddresses,
    alternates_for,
    shared_origin,
    translated_languages,
)
from cms.core.calendar import TOKYO
from cms.core.languages import TRANSLATED_INTERFACES, address_in, default_language
from cms.core.models import SectionPage, SiteSettings
from cms.core.routing import UNTRANSLATED
from cms.core.templatetags.ui import japanese_date
from directory import cards, json_ld, selectors
from directory.cards import OfficeCard, PhoneLine
from directory.choices import Task
from directory.groups import task_groups
from directory.models import MunicipalityPage
from directory.panels import place_panels
from directory.regions import REGIONS
from directory.selectors import Answer, Desk

# Always printed in the box for people in danger, so not a second time among the lines.
URGENT_NUMBERS = frozenset({"110", "119", "189", "#8008"})
LINES_ON_HOME = 4
LINES_ON_PLACE = 6
KANA_ROWS = (
    "あいうえお",
    "かきくけこがぎぐげご",
    "さしすせそざじずぜぞ",
    "たちつてとだぢづでど",
    "なにぬねの",
    "はひふへほばびぶべぼぱぴぷぺぽ",
    "まみむめも",
    "やゆよ",
    "らりるれろ",
    "わをん",
)


@dataclass(frozen=True)
class Choice:
    """A link to a place."""

    code: str
    label: str
    note: str
    url: str
    current: bool = False


@dataclass
class ChoiceGroup:
    """Places under one heading: a region, or a row of the kana table."""

    title: str
    items: list[Choice] = field(default_factory=list)


def place_address(area: Area, language: str | None = None) -> str:
    return address_in(f"/directory/{area.code6}/", language)


def area_label(area: Area, *, full: bool = False) -> str:
    """:func:`area_label_in` for the active language."""
    return area_label_in(area, translation.get_language() or default_language(), full=full)


def area_label_in(area: Area, language: str, *, full: bool = False) -> str:
    """八王子市, in full 東京都八王子市; Hachioji (八王子市) where the interface is not Japanese."""
    name = area.full_name if full else area.name
    is_foreign = language in TRANSLATED_INTERFACES and not language.startswith("ja")
    return f"{area.romaji.capitalize()} ({name})" if is_foreign and area.romaji else name


def index_context(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """The entrance: regions for the map, lines that answer now."""
    prefectures = Area.objects.current(_day(at)).prefectures().order_by("code6")
    desks = selectors.national_desks(reader=request.user, at=at)
    return {
        "regions": region_groups(list(prefectures)),
        "lines": phone_lines(desks),
        "own_place": own_place(request),
    }


def choose_context(matches: AreaMatches, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """Several places, or none, for what was typed; it stays in the field."""
    choices = [_choice(area, full=True) for area in matches.areas]
    error = "" if matches.query else _("Enter a postcode, or the name of your town.")
    found = {"query": matches.query, "choices": choices, "error": error}
    return index_context(request, at=at) | found


def own_place(request: HttpRequest) -> Choice | None:
    """The place that the site is for, for whoever has not chosen one."""
    area = SiteSettings.around(request).area
    return _choice(area) if area else None


def home_lines(request: HttpRequest, *, at: datetime) -> list[PhoneLine]:
    """Lines of the front page: only those that certainly answer now."""
    desks = selectors.national_desks(reader=request.user, at=at)
    return phone_lines([d for d in desks if d.state.is_open], at_most=LINES_ON_HOME)


def place_context(
    area: Area,
    request: HttpRequest,
    *,
    at: datetime,
    below: list[Area],
    editorial: MunicipalityPage | None,
) -> dict[str, Any]:
    """Everything on the page of ``area``. Never empty: national lines stand behind every place."""
    answer = selectors.offices_answering(area, reader=request.user, at=at)
    national = [desk for desk in answer.desks if desk.level == "nation"]
    groups = task_groups(answer, _day(at))
    first, alternative = _first_call(answer, national, _day(at))
    context: dict[str, Any] = {
        "area": area,
        "area_name": area_label(area),
        "title": _("Desks of %(place)s") % {"place": area_label(area)},
        "is_prefecture": area.kind == AreaKind.PREFECTURE,
        "answer": answer,
        "groups": groups,
        "first": first,
        "alternative": alternative,
        "lines": phone_lines(selectors.answering_first(national), at_most=LINES_ON_PLACE),
        "below": kana_groups(below),
        "breadcrumbs": _breadcrumbs(area),
        "editorial": editorial,
    }
    printed = [card for group in groups for card in group.cards]
    context["json_ld"] = json_ld.offices(printed, shared_origin(request))
    context["panels"] = place_panels(area, request, context)
    return context


def office_context(desk: Desk, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """One office with everything that is known."""
    card, area = OfficeCard(desk, _day(at)), desk.office.area
    crumbs = _breadcrumbs(area)[:-1] if area else _first_crumbs()
    if area:
        crumbs.append({"title": area_label(area), "url": place_address(area)})
    return {
        "card": card,
        "title": card.name,
        "sources": card_sources(card),
        "breadcrumbs": [*crumbs, {"title": card.name, "url": ""}],
        "json_ld": json_ld.offices([card], shared_origin(request)),
    }


def card_sources(card: OfficeCard) -> list[dict[str, Any]]:
    """For components/sources.html. The day of a list is not a day on which anybody checked it."""
    office = card.office
    if not office.source_title:
        return []
    day = japanese_date(office.source_on)
    details = "、".join(part for part in (office.source_licence, day) if part)
    title = f"{office.source_title}（{details}）" if details else office.source_title
    return [{"title": title, "url": office.source_url, "checked_on": None}]


def addresses_of(path: str, page: SectionPage, request: HttpRequest) -> PageAddresses:
    """Canonical address and alternates of a place or office."""
    origin = shared_origin(request)
    stands_in = page.stands_in or getattr(request, UNTRANSLATED, False)
    own = address_in(path, default_language()) if stands_in else address_in(path)
    alternates = alternates_for(origin, own, translated_languages(page))
    return PageAddresses(origin, origin + own, alternates, noindex=stands_in)


def phone_lines(desks: list[Desk], *, at_most: int | None = None) -> list[PhoneLine]:
    """Lines of the first ``at_most`` desks: a desk never loses one of its numbers."""
    by_desk = [
        [line for line in cards.phone_lines(desk) if line.number not in URGENT_NUMBERS]
        for desk in desks
    ]
    shown = [lines for lines in by_desk if lines][:at_most]
    return [line for lines in shown for line in lines]


def region_groups(prefectures: list[Area]) -> list[ChoiceGroup]:
    """For components/regions_map.html, north to south."""
    by_region: dict[str, ChoiceGroup] = {}
    for area in prefectures:
        number = area.code6[:2]
        title = next(str(title) for title, codes in REGIONS if number in codes)
        group = by_region.setdefault(title, ChoiceGroup(title))
        group.items.append(Choice(number, _short(area), "", place_address(area)))
    return list(by_region.values())


def kana_groups(areas: list[Area]) -> list[ChoiceGroup]:
    """あ行 … わ行, without the empty ones."""
    rows: dict[int, list[Area]] = defaultdict(list)
    for number, group in groupby(areas, key=_kana_row):
        rows[number] += group
    return [
        ChoiceGroup(KANA_ROWS[number][0], [_choice(area) for area in rows[number]])
        for number in sorted(rows)
    ]


def _kana_row(area: Area) -> int:
    first = area.kana[:1]
    return next(
        (n for n, row in enumerate(KANA_ROWS) if first and first in row), len(KANA_ROWS) - 1
    )


def _choice(area: Area, *, full: bool = False) -> Choice:
    return Choice(area.code6, area_label(area, full=full), area.kana, place_address(area))


def _short(area: Area) -> str:
    """東京, 大阪, 北海道: a tile of the map has room for little."""
    label = area_label(area)
    return label if label == "北海道" or label != area.name else label[:-1]


def _first_call(
    answer: Answer, national: list[Desk], on: date
) -> tuple[OfficeCard | None, PhoneLine | None]:
    """迷ったらここへ: the desk for everything, and while it is closed a line for everything."""
    desk = answer.desk_for(Task.GENERAL)
    if desk is None:
        return None, None
    if desk.state.is_open:
        return OfficeCard(desk, on), None
    open_now = [
        each for each in national if each.state.is_open and Task.GENERAL in each.office.tasks
    ]
    lines = phone_lines(open_now)
    return OfficeCard(desk, on), lines[0] if lines else None


def _breadcrumbs(area: Area) -> list[dict[str, str]]:
    above = [{"title": area_label(a), "url": place_address(a)} for a in reversed(area.chain()[1:])]
    return [*_first_crumbs(), *above, {"title": area_label(area), "url": ""}]


def _first_crumbs() -> list[dict[str, str]]:
    return [
        {"title": _("Home"), "url": address_in("/")},
        {"title": _("Desks in your town"), "url": address_in("/directory/")},
    ]


def _day(at: datetime) -> date:
    return at.astimezone(TOKYO).date()
