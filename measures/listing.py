"""The list of measures: what a visitor chose, what is found, and the ways to choose again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import TextChoices
from django.http import HttpRequest, QueryDict
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.languages import address_in, default_language, html_language
from cms.core.querysets import Reader
from measures.choices import Category, Need, Stage
from measures.models import MeasurePage
from measures.querysets import MeasureQuerySet, count_by_need

if TYPE_CHECKING:
    from measures.models import MeasureIndexPage

PER_PAGE = 100
ADDRESS = "/measures/"

NEED_EXAMPLES: dict[str, str | Promise] = {
    Need.MONEY: gettext_lazy("Allowances, medical costs, loans"),
    Need.HOUSING: gettext_lazy("Rent, public housing, a place to stay for now"),
    Need.WORK: gettext_lazy("Finding a job, living costs while you study"),
    Need.CHILDREN: gettext_lazy("Child care, learning, costs of school"),
    Need.CHILD_SUPPORT: gettext_lazy("Agreements, what to do when it is not paid"),
    Need.TALK: gettext_lazy("Worries about life, divorce, law, feelings"),
}


@dataclass(frozen=True)
class Filters:
    """What the address asks for; ``unknown`` holds words that name nothing we know."""

    need: str = ""
    category: str = ""
    stage: str = ""
    unknown: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        """Unknown values count as not given, and are told to the visitor."""
        given = {name: query.get(name, "") for name in KINDS}
        known = {name: value for name, value in given.items() if value in KINDS[name].values}
        return cls(**known, unknown=any(given[name] and name not in known for name in given))

    def query(self, **changes: Any) -> str:
        """The query string for these filters with ``changes``: ``need=money&stage=newly``."""
        changed = replace(self, **changes)
        return urlencode({name: value for name in KINDS if (value := getattr(changed, name))})

    def applied_to(self, measures: MeasureQuerySet) -> MeasureQuerySet:
        if self.need:
            measures = measures.for_need(self.need)
        if self.category:
            measures = measures.filter(category=self.category)
        if self.stage:
            measures = measures.for_stage(self.stage)
        return measures


KINDS: dict[str, type[TextChoices]] = {"need": Need, "category": Category, "stage": Stage}


@dataclass(frozen=True)
class NeedLink:
    """A need as a link to its list. ``key`` is also the name of its icon."""

    key: str
    label: str | Promise
    examples: str | Promise
    url: str
    count: int
    current: bool = False


@dataclass(frozen=True)
class Group:
    key: str
    label: str
    measures: list["Card"]


@dataclass(frozen=True)
class Card:
    """A measure in a list. ``lang`` is set where its words are not in the reader's language.

    ``official_lang`` is set where only the official name is not: it stays Japanese in every one.
    """

    title: str
    official: str
    text: str
    form: str
    url: str
    lang: str = ""
    official_lang: str = ""


def listed_measures(reader: Reader, language: str) -> MeasureQuerySet:
    """Every measure that ``reader`` finds in lists under ``language``."""
    measures: MeasureQuerySet = MeasurePage.objects.visible_to(reader).shown_in(language)
    return measures


def listing_context(page: "MeasureIndexPage", request: HttpRequest) -> dict[str, Any]:
    language = translation.get_language() or default_language()
    filters = Filters.read(request.GET)
    measures = listed_measures(request.user, language)
    found = filters.applied_to(measures).in_order(filters.need).select_related("locale")
    found = found.defer_streamfields()
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "filters": filters,
        "heading": _heading(filters),
        "needs": need_links(measures, filters),
        "categories": Category.choices,
        "stages": Stage.choices,
        "groups": _groups(shown, language),
        "shown": shown,
        "query": f"{query}&" if (query := filters.query()) else "",
        "address": address_in(ADDRESS, language),
        "breadcrumbs": [{"title": _("Home"), "url": address_in("/")}, {"title": page.title}],
    }


def need_links(measures: MeasureQuerySet, filters: Filters) -> list[NeedLink]:
    """The needs with how many measures each would show, beside the other filters (one query)."""
    counts = count_by_need(replace(filters, need="").applied_to(measures))
    return [
        NeedLink(
            key=need.value,
            label=need.label,
            examples=NEED_EXAMPLES[need],
            url=f"{address_in(ADDRESS)}?{filters.query(need=need.value)}",
            count=counts[need],
            current=filters.need == need,
        )
        for need in Need
    ]


def cards(measures: Iterable[MeasurePage], language: str, around: str = "") -> list[Card]:
    """``language`` of the addresses; ``around``: of the words the cards stand in, if another."""
    return [
        Card(
            title=measure.title,
            official=measure.official_name,
            text=measure.summary,
            form=measure.get_form_display(),
            url=measure.address(language),
            lang=foreign_tag(measure, around or language),
            official_lang=official_tag(measure),
        )
        for measure in measures
    ]


def foreign_tag(measure: MeasurePage, language: str) -> str:
    """BCP 47 tag of the measure's words where it differs from the page's; else empty."""
    own, around = html_language(measure.language), html_language(language)
    return own if own != around else ""


def official_tag(measure: MeasurePage) -> str:
    """BCP 47 tag of the official name where it differs from the measure's other words."""
    japanese = html_language(default_language())
    return japanese if html_language(measure.language) != japanese else ""


def _groups(shown: PaginatorPage, language: str) -> list[Group]:
    """The rows of one page under the headings of their categories."""
    return [
        Group(key, str(Category(key).label), cards(measures, language))
        for key, measures in groupby(shown, key=lambda measure: measure.category)
    ]


def _heading(filters: Filters) -> str:
    """Words for what is being shown: 「毎月のお金・離婚を考えている」."""
    chosen = [
        str(kind(value).label) for name, kind in KINDS.items() if (value := getattr(filters, name))
    ]
    return _(" / ").join(chosen) if chosen else _("All support")
