"""The search of the whole site: every source, only what the reader may see, grouped."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.utils.safestring import SafeString
from wagtail.models import Site
from wagtail.search.backends import get_search_backend

from cms.areas.models import Area
from cms.core.frame import kept
from cms.core.querysets import Reader
from cms.search import queries
from cms.search.backends.compiling import SharedText, admit_together
from cms.search.highlighting import Marks, highlight, snippet
from cms.search.places import PlacesAndTopic, split_place
from cms.search.sources import Label, Result, SearchSource, search_sources
from cms.search.spelling import did_you_mean
from cms.search.synonyms import current_thesaurus

FIRST_RESULTS = 4  # of each group on the overview
PAGE_SIZE = 10
FEW = 3  # with fewer complete hits on the whole site, hits of some words are shown too


@dataclass(frozen=True, slots=True)
class Shown:
    """A result with the words that made it one marked."""

    result: Result
    title: SafeString
    text: SafeString


@dataclass(frozen=True, slots=True)
class Group:
    """Results of one source: the first ones on the overview, one page when it was chosen."""

    key: str
    label: Label
    count: int
    items: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """What the result page shows.

    ``searchable``: the text had a word to look for. ``relaxed``: hits of some of the words are
    among the results, because ``complete`` hits of all words are few. ``page``: of the chosen
    section. ``instead``: what the visitor may have meant.
    """

    searchable: bool = False
    groups: tuple[Group, ...] = ()
    places: tuple[Result, ...] = ()
    relaxed: bool = False
    complete: int = 0
    page: PaginatorPage | None = None
    instead: str = ""

    @property
    def total(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def is_empty(self) -> bool:
        return not self.total and not self.places


@dataclass
class _Search:
    """One question put to every source."""

    named: PlacesAndTopic
    reader: Reader
    language: str
    prefecture: Area | None = None
    site: Site | None = None
    sources: Sequence[SearchSource] = field(default_factory=search_sources)
    topic: SharedText = field(init=False)
    local: SharedText = field(init=False)

    def __post_init__(self) -> None:
        thesaurus, models = current_thesaurus(), [each.model for each in self.sources]
        topic = queries.parse(self.named.topic, thesaurus)
        local = queries.parse(self.named.local, thesaurus)
        relaxed = not self.named.is_only_a_place
        self.topic = SharedText(topic, models, relaxed=relaxed)
        self.local = self.topic
        if local != topic:
            self.local = SharedText(local, models, relaxed=relaxed, beside=self.topic)

    def query(self, source: SearchSource) -> SharedText:
        return self.local if source.knows_places else self.topic

    def found(self, source: SearchSource) -> Any:
        """Lazy results of a source."""
        visible = source.visible_to(self.reader, language=self.language)
        admitted = source.on_site(visible, self.site)
        if self.prefecture:
            admitted = source.in_prefecture(admitted, self.prefecture)
        return get_search_backend().search(self.query(source), admitted)

    def show(self, source: SearchSource, objects: Sequence[Any]) -> tuple[Shown, ...]:
        marks = Marks.of(self.query(source).parsed)
        return tuple(
            Shown(each, highlight(each.title, marks), snippet(each.text, marks))
            for each in source.present(objects, language=self.language)
        )

    def places(self) -> tuple[Result, ...]:
        pages = (
            source.place(area, language=self.language)
            for area in self.named.areas
            for source in self.sources
        )
        return tuple(page for page in pages if page)


def search_site(
    text: str,
    *,
    reader: Reader,
    language: str,
    on: date,
    site: Site | None = None,
    section: str = "",
    prefecture: Area | None = None,
    page: str = "1",
) -> SearchOutcome:
    """Search ``text`` as ``reader``. ``section``: a source's key; ``on``: the day.

    ``site``: whose own pages are found beside the shared ones; None finds those of all.
    """
    named = split_place(queries.clean(text), on=on)
    search = _Search(named, reader, language, prefecture, site)
    found = {source.key: search.found(source) for source in search.sources}
    admit_together([each.query_compiler for each in found.values()], few=FEW)
    complete = sum(each.complete_count() for each in found.values())
    relaxed = complete < FEW
    pages = {key: Paginator(each, PAGE_SIZE) for key, each in found.items()}
    chosen = pages[section].get_page(page) if section in pages else None
    return SearchOutcome(
        searchable=bool(search.local.parsed),
        groups=tuple(_groups(search, found, section, chosen)),
        places=() if section else search.places(),
        relaxed=relaxed and any(each.count() > 0 for each in found.values()),
        complete=complete,
        page=chosen,
        instead=_instead(search, text, complete),
    )


def _groups(
    search: _Search, found: dict[str, Any], section: str, chosen: PaginatorPage | None
) -> list[Group]:
    """Groups that found something; objects are read only for those that are shown."""
    groups = []
    for source in search.sources:
        results = found[source.key]
        objects = () if section else results[:FIRST_RESULTS]
        if chosen and source.key == section:
            objects = chosen.object_list
        if count := results.count():
            items = search.show(source, list(objects))
            groups.append(Group(source.key, source.label, count, items))
    return groups


def _instead(search: _Search, text: str, complete: int) -> str:
    """Names are public and few, and change seldom: they are read once a minute."""

    def read() -> list[str]:
        return [name for each in search.sources for name in each.names(language=search.language)]

    names = kept(f"search-names-{search.language}", read)
    return did_you_mean(text, names, only_same_sound=complete > 0)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page whose name begins, somewhere, with what was typed."""

    text: str
    url: str
    label: Label


MOST_SUGGESTIONS = 8
SHORTEST_SUGGESTED = 2  # one kana begins everything


def suggest(text: str, *, language: str, on: date, site: Site | None = None) -> list[Suggestion]:
    """Public pages and places while a visitor types. The same for every reader of ``site``."""
    text = queries.clean(text)
    if len(text) < SHORTEST_SUGGESTED or not queries.prefixes(text):
        return []
    suggestions: list[Suggestion] = []
    for source in search_sources():
        left = MOST_SUGGESTIONS - len(suggestions)
        if left <= 0:
            break
        public = source.on_site(source.visible_to(AnonymousUser(), language=language), site)
        objects = list(get_search_backend().autocomplete(text, public)[:left])
        suggestions += [
            Suggestion(each.title, each.url, source.label)
            for each in source.present(objects, language=language)
        ]
    return suggestions
