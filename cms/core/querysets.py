"""THE visibility rule: what a reader may find in lists, searches, feeds and the sitemap."""

from typing import Any, Self, TypeAlias

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

Reader: TypeAlias = AbstractUser | AnonymousUser


def admits(restriction: PageViewRestriction, reader: Reader) -> bool:
    """Whether ``reader`` passes ``restriction`` without typing a password.

    Pages behind a shared password are never listed: the list cannot know who has typed it.
    """
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return reader.is_authenticated
    if restriction.restriction_type == PageViewRestriction.GROUPS:
        if getattr(reader, "is_superuser", False):
            return True
        wanted = {group.pk for group in restriction.groups.all()}
        return reader.is_authenticated and bool(wanted & _group_ids(reader))
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
        closed = restrictions.prefetch_related("groups")
        known = tuple(item.page.path for item in closed if not admits(item, reader))
        reader._portal_closed_paths = known  # type: ignore[union-attr]
    return known


def closed_to(reader: Reader) -> Q:
    """Condition for pages below a restriction that does not admit ``reader``."""
    condition = Q()
    for path in closed_paths(reader):
        condition |= Q(path__startswith=path)
    return condition


def is_readable(page: Page, reader: Reader) -> bool:
    """The rule of ``visible_to()`` for a page at hand."""
    return page.live and not page.path.startswith(closed_paths(reader))


class SectionPageQuerySet(PageQuerySet):
    """Pages of a section. Lists, searches, feeds and the sitemap all start with visible_to()."""

    def visible_to(self, reader: Reader) -> Self:
        """Published pages that ``reader`` may open."""
        closed = closed_to(reader)
        pages = self.live()
        return pages.exclude(closed) if closed else pages

    def in_language(self, code: str) -> Self:
        return self.filter(locale__language_code=code)


def readable_pages(reader: Reader) -> PageQuerySet:
    """Pages of every type that ``reader`` may open: for menus, the sitemap and mixed lists."""
    closed = closed_to(reader)
    pages = Page.objects.live().filter(depth__gt=1)
    return pages.exclude(closed) if closed else pages
