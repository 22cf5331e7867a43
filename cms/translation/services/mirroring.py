"""Facts of a Japanese page reach its translations with its publication, not with their next one."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from modelcluster.fields import ParentalKey
from wagtail.models import Page, Revision
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, TranslationSource

from cms.translation.tasks import refresh_index

Facts = dict[str, Any]
Rows = list[Facts]


@transaction.atomic
def mirror_facts(*, page: Page) -> int:
    """Copy the facts of a specific Japanese page to its translations; returns how many change.

    Facts stand in columns and rows of a page that are not translated (``cms.core.facts``). Public
    pages, drafts and what translators were given all hold the new ones, so that no later
    publication brings the old ones back.
    """
    family = type(page)._default_manager.filter(translation_key=page.translation_key)
    pages = list(family.filter(alias_of=None).exclude(pk=page.pk).only("pk", "latest_revision"))
    if not pages:
        return 0
    columns = _columns(page)
    numbers = [each.pk for each in pages]
    changed = _write_columns(page, columns, numbers)
    relations = _relations(page)
    for relation in relations:
        changed |= _write_rows(relation, _rows(relation, [page.pk])[page.pk], numbers)
    if changed:
        fresh = json.loads(page.to_json())
        facts = {name: fresh[name] for name in columns if name in fresh}
        children = {relation: fresh[relation.name] for relation in relations}
        _write_drafts(pages, facts, children)
        _write_source(page, {**facts, **{each.name: children[each] for each in children}})
        label, found = page._meta.label, sorted(changed)
        transaction.on_commit(lambda: refresh_index.enqueue(label, found))
    return len(changed)


def _columns(page: Page) -> list[str]:
    """Names of the columns that hold facts, but those that a language has overridden."""
    overridden = SegmentOverride.objects.filter(context__object_id=page.translation_key)
    kept = set(overridden.values_list("context__path", flat=True))
    fields = [(each, each.get_field(type(page))) for each in _synchronized(page)]
    return [
        field.name
        for each, field in fields
        if field.concrete and not field.many_to_many and field.name not in kept | {"slug"}
    ]


def _synchronized(page: Page) -> list[SynchronizedField]:
    found = get_translatable_fields(type(page))
    return [each for each in found if isinstance(each, SynchronizedField)]


def _relations(page: Page) -> list[Any]:
    """Child relations that are copied as a whole: sources, needs, dates …"""
    fields = [each.get_field(type(page)) for each in _synchronized(page)]
    return [
        field
        for field in fields
        if isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey)
    ]


def _write_columns(page: Page, columns: Sequence[str], numbers: list[int]) -> set[int]:
    """Numbers of the pages whose columns differed."""
    model = type(page)
    names = [model._meta.get_field(name).attname for name in columns]
    wanted = {name: getattr(page, name) for name in names}
    found = model._default_manager.filter(pk__in=[page.pk, *numbers]).values("pk", *names)
    values = {row.pop("pk"): row for row in found}
    differing = {pk for pk in numbers if values[pk] != values[page.pk]}
    if differing:
        model._default_manager.filter(pk__in=differing).update(**wanted)
    return differing


def _rows(relation: Any, numbers: list[int]) -> dict[int, Rows]:
    """Rows of a relation by page, in order, without their own numbers."""
    child, parent = relation.related_model, relation.field.attname
    fields = [f for f in child._meta.concrete_fields if not f.primary_key]
    found: dict[int, Rows] = defaultdict(list)
    for row in child._default_manager.filter(**{f"{parent}__in": numbers}).order_by("pk"):
        found[getattr(row, parent)].append({f.attname: getattr(row, f.attname) for f in fields})
    for rows in found.values():
        for each in rows:
            each.pop(parent)
        rows.sort(key=lambda each: each.get("sort_order") or 0)
    return found


def _write_rows(relation: Any, wanted: Rows, numbers: list[int]) -> set[int]:
    """Replace the rows of the pages that have others; returns these pages."""
    child, parent = relation.related_model, relation.field.attname
    have = _rows(relation, numbers)
    differing = {number for number in numbers if have[number] != wanted}
    if differing:
        child._default_manager.filter(**{f"{parent}__in": differing}).delete()
        child._default_manager.bulk_create(
            child(**{parent: number}, **row) for number in sorted(differing) for row in wanted
        )
    return differing


def _write_drafts(pages: Sequence[Page], facts: Facts, children: dict[Any, Rows]) -> None:
    """The newest draft of each translation, so that publishing it keeps the new facts."""
    drafts = list(Revision.objects.filter(pk__in=[each.latest_revision_id for each in pages]))
    for draft in drafts:
        content = {**draft.content, **facts}
        for relation, rows in children.items():
            own = {"pk": None, relation.field.name: int(draft.object_id)}
            content[relation.name] = [{**row, **own} for row in rows]
        draft.content = content
    Revision.objects.bulk_update(drafts, ["content"])


def _write_source(page: Page, fresh: Facts) -> None:
    """What Wagtail localize keeps of the Japanese page: its facts, not its words."""
    source = TranslationSource.objects.filter(
        object_id=page.translation_key, locale_id=page.locale_id
    ).first()
    if source is None:
        return
    content = {**json.loads(source.content_json), **fresh}
    source.content_json = json.dumps(content, ensure_ascii=False)
    source.save(update_fields=["content_json"])
