"""THE visibility rule: what a reader may find in lists, searches, feeds and the sitemap.

A page is closed to a reader by its place (below a restriction that does not admit them) or by its
class (a page type with a ``read_permission`` that they lack), wherever such a page lies. What is
translated is closed with its Japanese page, wherever the translation lies.
"""

from collections.abc import Sequence
from typing import Any, Self, TypeAlias

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.query import PageQuerySet

from cms.core.languages import default_language

Reader: TypeAlias = AbstractUser | AnonymousUser


def has_own_words() -> Q:
    """Pages that do not stand in for the Japanese ones: the condition of ``SectionPage.stands_in``.

    What is live under another language and was never published shows Japanese words.
    """
    is_published = Q(last_published_at__isnull=False)
    return Q(alias_of=None) & (Q(locale__language_code=default_language()) | is_published)


def words_in(language: str) -> Q:
    """Condition for the pages of a language, and the Japanese ones without words in it."""
    japanese = Q(locale__language_code=default_language())
    if language == default_language():
        return japanese
    twins = Page.objects.live().filter(
        has_own_words(), translation_key=OuterRef("translation_key"), locale__language_code=language
    )
    own = Q(locale__language_code=language) & has_own_words()
    return own | japanese & Q(~Exists(twins))


def admits(restriction: PageViewRestriction, reader: Reader) -> bool:
    """Whether ``reader`` passes ``restriction`` without typing a password.

    Pages behind a shared password are never listed: the list cannot know who has typed it.
    """
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return reader.is_authenticated
    if restriction.restriction_type == PageViewRestriction.GROUPS:
        if getattr(reader, "is_superuser", False):
            return True
        if not reader.is_authenticated:
            return False
        wanted = {group.pk for group in restriction.groups.all()}
        return bool(wanted & _group_ids(reader))
    return False


def _group_ids(reader: Any) -> set[int]:
    if not hasattr(reader, "_portal_group_ids"):
        reader._portal_group_ids = set(reader.groups.values_list("pk", flat=True))
    return reader._portal_group_ids


def closed_paths(reader: Reader) -> tuple[str, ...]:
    """Tree paths below which ``reader`` may open nothing; asked once for each reader object.

    ``request.user`` is a new object in every request, so a restriction counts from the next one.
    """
    known = getattr(reader, "_portal_closed_paths", None)
    if known is None:
        restrictions = PageViewRestriction.objects.select_related("page")
        if reader.is_authenticated:  # whoever has not signed in is in no group
            restrictions = restrictions.prefetch_related("groups")
        closed = [item.page for item in restrictions if not admits(item, reader)]
        known = (*(page.path for page in closed), *_paths_of_translations(closed))
        reader._portal_closed_paths = known  # type: ignore[union-attr]
    return known


def _paths_of_translations(closed: Sequence[Page]) -> list[str]:
    """Tree paths of the translations of all Japanese pages in and below ``closed``.

    No query where nothing is closed but pages private by class: these have no translations.
    """
    condition = Q()
    for page in closed:
        if not read_permission_of(page.specific_class):
            condition |= Q(path__startswith=page.path)
    if not condition:
        return []
    originals = Page.objects.filter(condition, locale__language_code=default_language())
    translations = Page.objects.filter(translation_key__in=originals.values("translation_key"))
    kept: list[str] = []
    for path in translations.exclude(condition).order_by("path").values_list("path", flat=True):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return kept


def read_permission_of(model: type[Page]) -> str:
    """``app.codename`` that a reader of this page type needs; empty for public types."""
    return getattr(model, "read_permission", "")


def closed_types(reader: Reader) -> tuple[int, ...]:
    """Content types of the page types ``reader`` may not read; asked once for each reader object.

    The types come from Django's own cache: no query a page, and none for an anonymous reader.
    """
    known = getattr(reader, "_portal_closed_types", None)
    if known is None:
        private = [model for model in get_page_models() if read_permission_of(model)]
        closed = [model for model in private if not reader.has_perm(read_permission_of(model))]
        types = ContentType.objects.get_for_models(*closed) if closed else {}
        known = tuple(sorted(each.pk for each in types.values()))
        reader._portal_closed_types = known  # type: ignore[union-attr]
    return known


def closed_to(reader: Reader) -> Q:
    """Condition for pages that ``reader`` may not open, by their place or by their class."""
    condition = Q()
    for path in closed_paths(reader):
        condition |= Q(path__startswith=path)
    if types := closed_types(reader):
        condition |= Q(content_type__in=types)
    return condition


def is_readable(page: Page, reader: Reader) -> bool:
    """The rule of ``visible_to()`` for a page at hand."""
    is_closed = page.path.startswith(closed_paths(reader))
    return page.live and not is_closed and page.content_type_id not in closed_types(reader)


class SectionPageQuerySet(PageQuerySet):
    """Pages of a section. Lists, searches, feeds and the sitemap all start with visible_to()."""

    def visible_to(self, reader: Reader) -> Self:
        """Published pages that ``reader`` may open."""
        closed = closed_to(reader)
        pages = self.live()
        return pages.exclude(closed) if closed else pages

    def in_language(self, code: str) -> Self:
        return self.filter(locale__language_code=code)

    def shown_in(self, language: str) -> Self:
        """Pages of ``language``, and the Japanese ones that nobody has translated into it."""
        return self.filter(words_in(language))


def readable_pages(reader: Reader) -> PageQuerySet:
    """Pages of every type that ``reader`` may open: for menus, the sitemap and mixed lists."""
    closed = closed_to(reader)
    pages = Page.objects.live().filter(depth__gt=1)
    return pages.exclude(closed) if closed else pages
