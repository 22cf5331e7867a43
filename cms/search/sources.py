"""What the site search looks in. Sections register sources; this room knows no section.

In a section's ``wagtail_hooks.py``::

    @hooks.register("register_search_source")
    def search_news() -> SearchSource:
        return PageSource(key="news", label=_("News"), model=NewsPage, order=40)
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page, Site

from cms.areas.models import Area
from cms.core.addresses import path_of
from cms.core.languages import address_in
from cms.core.querysets import Reader, readable_pages, words_in
from cms.core.sites import shown_on

HOOK = "register_search_source"
Label = Any  # a lazily translated string


@dataclass(frozen=True, slots=True)
class Result:
    """How one hit presents itself.

    ``text`` is a sentence or two, ``place`` an area's name, ``note`` a label such as 見本.
    ``language``: BCP 47 tag, when the words are in another language than the page.
    """

    title: str
    url: str
    text: str = ""
    place: str = ""
    note: str = ""
    language: str = ""


class SearchSource(ABC):
    """One group of the result page. Subclass it, or use :class:`PageSource` for a page type.

    ``key`` is the value of the section filter in the address, so it never changes. ``order`` is the
    place on the result page: measures 10, desks 20, other sections 30 and on, remaining pages 90.
    """

    key: str
    label: Label
    order: int = 50
    model: Any  # an indexed model with a manager
    # Whether a place in the query is looked for in the texts (desks), or only narrows (measures).
    knows_places: bool = False

    @abstractmethod
    def visible_to(self, reader: Reader, *, language: str) -> QuerySet:
        """Everything of this source that ``reader`` may find in ``language``."""

    def on_site(self, found: QuerySet, site: Site | None) -> QuerySet:
        """What ``site`` shows; records and shared sections are everybody's."""
        return found

    def in_prefecture(self, found: QuerySet, prefecture: Area) -> QuerySet:
        """What concerns a prefecture; nationwide things concern every one."""
        return found

    @abstractmethod
    def present(self, objects: Sequence[Any], *, language: str) -> list[Result]:
        """One result for each object, in the same order, without a query for each."""

    def names(self, *, language: str) -> Iterable[str]:
        """Public names that a misspelt query may have meant; few hundred at most."""
        return ()

    def place(self, area: Area, *, language: str) -> Result | None:
        """The page of an area, if this source has one."""
        return None


class PageSource(SearchSource):
    """Pages of one type; those without a translation are found in Japanese."""

    def __init__(self, *, key: str, label: Label, model: type[Page], order: int = 50) -> None:
        self.key, self.label, self.model, self.order = key, label, model, order

    def visible_to(self, reader: Reader, *, language: str) -> QuerySet:
        return self.model.objects.visible_to(reader).shown_in(language)

    def on_site(self, found: QuerySet, site: Site | None) -> QuerySet:
        """Shared types lie in the main site's sections alone: nothing to tell apart."""
        is_shared = getattr(self.model, "shared_between_sites", False)
        return found if is_shared else found.filter(shown_on(site))

    def present(self, objects: Sequence[Any], *, language: str) -> list[Result]:
        return [present_page(page, language=language) for page in objects]


class OtherPages(PageSource):
    """Pages of all types that no other source claims, private ones only for their readers."""

    def __init__(self, *, label: Label, claimed: Iterable[type[Page]]) -> None:
        super().__init__(key="pages", label=label, model=Page, order=90)
        self._claimed = tuple(claimed)

    def visible_to(self, reader: Reader, *, language: str) -> QuerySet:
        pages = readable_pages(reader).filter(words_in(language), depth__gt=2)
        return pages.not_type(*self._claimed).specific()


def present_page(page: Page, *, language: str) -> Result:
    """A page by its title and the sentence its card shows."""
    text = getattr(page, "card_text", "") or page.search_description
    return Result(title=page.title, url=address_in(path_of(page), language), text=text)


def search_sources() -> list[SearchSource]:
    """Registered sources in the order of the result page; the remaining pages come last."""
    sources = [register() for register in hooks.get_hooks(HOOK)]
    claimed = [each.model for each in sources if issubclass(each.model, Page)]
    sources.append(OtherPages(label=_("Other pages"), claimed=claimed))
    return sorted(sources, key=lambda each: each.order)
