"""The list of employers: what a visitor chose, what is found, in which order."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.areas.choices import MatchKind
from cms.areas.finding import AreaMatches, answering_chain, find_areas
from cms.areas.models import Area
from cms.core.languages import address_in, default_language
from cms.search import queries
from companies.choices import Certification, Fact, Industry
from companies.models import EmployerPage
from companies.presenters import ADDRESS, cards
from companies.querysets import EmployerQuerySet

if TYPE_CHECKING:
    from companies.models import CompanyIndexPage

PER_PAGE = 20
MOST_CHOICES = 10  # places named when what was typed can be several


@dataclass(frozen=True)
class Filters:
    """What the address asks for; ``unknown`` when it names something that is no choice."""

    q: str = ""
    place: str = ""
    facts: tuple[str, ...] = ()
    industry: str = ""
    certification: str = ""
    sort: str = ""
    only_all: bool = False
    unknown: bool = False

    @classmethod
    def read(cls, data: QueryDict) -> "Filters":
        facts = [each for each in dict.fromkeys(data.getlist("fact")) if each]
        single = {"industry": Industry.values, "certification": Certification.values}
        single["sort"] = ["confirmed"]
        given = {name: data.get(name, "") for name in single}
        known = {name: value for name, value in given.items() if value in single[name]}
        wrong = [name for name, value in given.items() if value and name not in known]
        return cls(
            q=queries.clean(data.get("q", "")),
            place=queries.clean(data.get("place", "")),
            facts=tuple(each for each in facts if each in Fact.values),
            only_all=data.get("all") == "1",
            unknown=bool(wrong) or any(each not in Fact.values for each in facts),
            **known,
        )

    def query(self, **changes: str) -> str:
        """The parameters of an address of this list, ending with & where there are any."""
        given = {
            "q": self.q,
            "place": self.place,
            "fact": list(self.facts),
            "industry": self.industry,
            "certification": self.certification,
            "sort": self.sort,
            "all": "1" if self.only_all else "",
            **changes,
        }
        kept = {name: value for name, value in given.items() if value}
        return f"{urlencode(kept, doseq=True)}&" if kept else ""

    def applied_to(self, employers: EmployerQuerySet, area: Area | None) -> EmployerQuerySet:
        """Every filter narrows; of the chosen facts one is enough, unless all are asked for."""
        found = employers.with_words(self.q)
        if area is not None:
            found = found.reachable_from(area)
        if self.industry:
            found = found.filter(industry=self.industry)
        if self.certification:
            found = found.with_certification(self.certification)
        if self.facts:
            least = len(self.facts) if self.only_all else 1
            found = found.count_facts(self.facts).filter(matched__gte=least)
        return found

    def in_order(self, found: EmployerQuerySet) -> EmployerQuerySet:
        """By how many of the chosen facts hold, then by the day of confirmation; no ranking."""
        newest = F("confirmed_on").desc(nulls_last=True)
        if self.facts and not self.sort:
            return found.order_by(F("matched").desc(), newest, "pk")
        return found.order_by(newest, "pk")


@dataclass(frozen=True)
class Place:
    """What was typed as a place: the area, or several to choose from, or none."""

    typed: str
    area: Area | None = None
    choices: tuple[Area, ...] = ()

    @property
    def is_unknown(self) -> bool:
        return bool(self.typed) and self.area is None and not self.choices


def read_place(typed: str, *, on: date) -> Place:
    matches = find_areas(typed, on=on) if typed else AreaMatches("", MatchKind.NONE)
    if matches.only:
        return Place(typed, answering_chain(matches.only)[0])
    return Place(typed, choices=matches.areas[:MOST_CHOICES])


def listed_employers(request: HttpRequest) -> EmployerQuerySet:
    """Every employer that the reader finds in the language of the address."""
    language = get_language() or default_language()
    employers: EmployerQuerySet = EmployerPage.objects.visible_to(request.user)
    return employers.shown_in(language)


def listing_context(page: "CompanyIndexPage", request: HttpRequest, *, on: date) -> dict[str, Any]:
    filters = Filters.read(request.GET)
    place = read_place(filters.place, on=on)
    found = filters.applied_to(listed_employers(request), place.area)
    ordered = filters.in_order(found).for_list().defer_streamfields()
    shown = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "filters": filters,
        "place": place,
        "place_links": _place_links(place, filters),
        "facts": Fact.choices,
        "industries": Industry.choices,
        "certifications": Certification.choices,
        "shown": shown,
        "cards": cards(shown, chosen=filters.facts, on=on),
        "query": filters.query(),
        "is_narrowed": bool(filters.query(sort="")),
        "address": address_in(ADDRESS),
        "breadcrumbs": [{"title": _("Home"), "url": address_in("/")}, {"title": page.title}],
    }


def _place_links(place: Place, filters: Filters) -> list[tuple[str, str]]:
    """(name, address) of each place that was meant perhaps."""
    return [
        (area.full_name, f"?{filters.query(place=area.code6).rstrip('&')}")
        for area in place.choices
    ]
