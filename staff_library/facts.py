"""The short facts of an item, by its kind: 発出日, 番号, 人口規模 …"""

from datetime import date

from django.utils.translation import gettext as _

from cms.core.calendar import era_year, japanese_date
from staff_library.models import CasePage, LibraryItemPage, TrainingPage

Facts = list[dict[str, str]]


def facts_of(item: LibraryItemPage) -> Facts:
    """Rows for components/facts.html; what is not known is left out."""
    told = [
        (item.date_label, item.date_words),
        (item.issuer_label, item.issuer),
        (item.number_label, item.number),
        *_own_facts(item),
    ]
    return [{"term": term, "text": text} for term, text in told if text]


def _own_facts(item: LibraryItemPage) -> list[tuple[str, str]]:
    match item:
        case CasePage():
            return _case_facts(item)
        case TrainingPage():
            minutes = _("about %(minutes)s minutes") % {"minutes": item.minutes}
            return [
                (_("For whom"), item.audience),
                (_("Time it takes"), minutes if item.minutes else ""),
            ]
    return []


def _case_facts(case: CasePage) -> list[tuple[str, str]]:
    return [
        (_("Municipality"), case.area.full_name if case.area else ""),
        (_("Inhabitants"), _inhabitants(case.population, case.population_on)),
        (_("Budget"), _budget(case.budget, case.budget_year)),
    ]


def _inhabitants(number: int | None, on: date | None) -> str:
    if number is None or on is None:
        return ""
    return f"{number:,}人（{japanese_date(on)}現在）"


def _budget(thousands: int | None, year: int | None) -> str:
    """千円 with the fiscal year it belongs to."""
    if thousands is None or year is None:
        return ""
    return f"{thousands:,}千円（{era_year(date(year, 4, 1))}度）"
