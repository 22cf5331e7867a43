"""Which links a version of a page holds, and which of them lead to nothing of ours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from cms.assets.models import PortalDocument
from cms.core.content.parts import Kind, Part
from cms.core.models import PrivatePage
from cms.core.numbers import key_of
from cms.quality.choices import Problem


@dataclass(frozen=True)
class Found:
    """A link: one of ``url``, ``page`` and ``document`` is set (numbers of ours, 0 for none)."""

    where: str
    words: str
    url: str = ""
    page: int | None = None
    document: int | None = None


def links_of(page: Page, parts: Iterable[Part]) -> Iterator[Found]:
    """Links in the parts, in address fields of the page, and in those of the rows below it."""
    for part in parts:
        if part.kind == Kind.RICH:
            yield from _of_markup(part)
        elif part.kind == Kind.PAGE_LINK:
            yield Found(part.where, part.text or "", page=part.value.pk)
        elif part.kind == Kind.URL:
            yield Found(part.where, part.text or "", url=part.value)
    yield from _of_fields(page, "")
    for relation in get_all_child_relations(page):
        for row in getattr(page, relation.get_accessor_name()).all():
            yield from _of_fields(row, f"{row._meta.verbose_name}「{row}」の")


def _of_markup(part: Part) -> Iterator[Found]:
    for anchor in part.markup.anchors:
        number = key_of(anchor.target)
        if anchor.kind == "page":
            yield Found(part.where, anchor.text, page=number)
        elif anchor.kind == "document":
            yield Found(part.where, anchor.text, document=number)
        elif anchor.target.startswith(("http://", "https://")):
            yield Found(part.where, anchor.text, url=anchor.target)


def _of_fields(row: models.Model, before: str) -> Iterator[Found]:
    for field in row._meta.get_fields():
        if (
            isinstance(field, models.URLField)
            and field.editable
            and (url := getattr(row, field.name))
        ):
            yield Found(f"{before}「{field.verbose_name}」", "", url=url)


def problems_of(page: Page, links: list[Found]) -> dict[Found, Problem]:
    """The links of ours that lead nowhere for a reader of ``page``; two queries at most."""
    numbers = {link.page for link in links if link.page}
    pages = Page.objects.filter(pk__in=numbers).select_related("content_type") if numbers else ()
    known = {target.pk: target for target in pages}
    files = {link.document for link in links if link.document}
    kept = set(PortalDocument.objects.filter(pk__in=files).values_list("pk", flat=True))
    found = {}
    for link in links:
        if link.page is not None:
            found[link] = _problem_of_page(page, known.get(link.page))
        elif link.document is not None and link.document not in kept:
            found[link] = Problem.FILE_DELETED
    return {link: problem for link, problem in found.items() if problem}


def _problem_of_page(page: Page, target: Any) -> Problem:
    if target is None:
        return Problem.DELETED
    if not target.live:
        return Problem.UNPUBLISHED
    leaves = issubclass(target.specific_class or Page, PrivatePage)
    stays = isinstance(page, PrivatePage)
    return Problem.STAFF_ONLY if leaves and not stays else Problem.NONE
