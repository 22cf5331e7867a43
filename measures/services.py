"""What changes measures and their dated amounts."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from cms.areas.models import Area
from cms.core.bulk_pages import references_once
from cms.core.languages import default_language
from cms.workflow.services.upkeep import set_upkeep
from measures.models import (
    FinderQuestion,
    Implementation,
    MeasureIndexPage,
    MeasurePage,
    Parameter,
    ParameterValue,
    Persona,
)
from measures.records import MeasureContent, Record
from measures.review import broken_rules

REVIEW_AFTER = timedelta(days=365)


@dataclass
class Upserted:
    """How many rows a call created, changed and left as they were."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@transaction.atomic
def upsert_measures(*, records: Iterable[Record], parent: MeasureIndexPage, on: date) -> Upserted:
    """Create or change the published measures below ``parent``, found by slug; safe to call again.

    Also writes the parameters that the records declare. A new measure is to be reviewed a year
    after ``on``. Raises ValidationError, and writes nothing, when a record is not valid or an
    example of a rule fails.
    """
    records = list(records)
    upsert_parameters(records=[row for record in records for row in record["parameters"]])
    parameters = dict(Parameter.objects.values_list("key", "pk"))
    pages = {page.slug: page for page in MeasurePage.objects.child_of(parent)}
    numbers = {record["number"] for record in records} | {p.number for p in pages.values()}
    result, changes = Upserted(), []
    with references_once() as touched:
        for record in records:
            content = MeasureContent.of_record(record, parameters, numbers)
            page = pages.get(record["slug"])
            if page is None:
                pages[record["slug"]] = page = _add(content, parent, review=on + REVIEW_AFTER)
                result.created += 1
            elif MeasureContent.of_page(page) == content:
                result.unchanged += 1
                continue
            else:
                result.changed += 1
            changes.append((page, content))
        _publish(changes, {page.number: page for page in pages.values()})
        touched += [page for page, _content in changes]
    if any(content.rule for _page, content in changes):
        _refuse_broken_rules(on)
    return result


def _refuse_broken_rules(on: date) -> None:
    """Rules refer to each other, so they are checked when all of them are there."""
    errors = {}
    for review in broken_rules(on=on):
        if review.rule:
            words = [*map(str, review.faults), *map(str, review.broken)]
            errors[review.rule.measure] = words
    if errors:
        raise ValidationError(errors)


def _add(content: MeasureContent, parent: MeasureIndexPage, *, review: date) -> MeasurePage:
    """A page with little more than its name, so that others can refer to it; not public yet."""
    page = MeasurePage(locale=parent.locale, live=False, **content.names)
    with _naming(page):
        parent.add_child(instance=page)
    set_upkeep(page=page, next_review=review)
    return page


def _publish(
    changes: list[tuple[MeasurePage, MeasureContent]], numbered: dict[int | None, MeasurePage]
) -> None:
    for page, content in changes:
        content.fill(page)
        for name, numbers in content.relations.items():
            setattr(page, name, [numbered[number] for number in numbers])
        with _naming(page):
            revision = page.save_revision()
            # Not page.publish(): the examples are checked once all rules are there.
            action = PublishPageRevisionAction(revision)
            action.object.tests_examples = False
            action.execute(skip_permission_checks=True)


@contextmanager
def _naming(page: MeasurePage) -> Iterator[None]:
    """An error says which record is not valid."""
    try:
        yield
    except ValidationError as error:
        words = [f"{name}: {'、'.join(texts)}" for name, texts in error.message_dict.items()]
        raise ValidationError({page.slug: words}) from error


@transaction.atomic
def upsert_questions(*, records: Iterable[Record]) -> Upserted:
    """Create the words of questions by key; what editors have already changed stays."""
    result = Upserted()
    known = set(FinderQuestion.objects.values_list("key", flat=True))
    for order, record in enumerate(records):
        if record["key"] in known:
            result.unchanged += 1
            continue
        names = ("key", "text", "why_we_ask", "sensitivity")
        question = FinderQuestion(order=order, **{name: record[name] for name in names})
        question.bands = record.get("bands", [])
        question.options = [{"type": "option", "value": option} for option in record["options"]]
        question.full_clean()
        question.save()
        result.created += 1
    return result


@transaction.atomic
def translate_questions(*, language: str, records: Mapping[str, Record]) -> Upserted:
    """Add the words of one language to questions, by key, unchecked; words that are there stay.

    A question with a draft waits for the next call: its publication would take the words away.
    """
    result = Upserted()
    for question in FinderQuestion.objects.filter(key__in=records):
        if language in question.words_by_language or question.has_unpublished_changes:
            result.unchanged += 1
            continue
        words = {**records[question.key], "language": language, "is_checked": False}
        words["options"] = [
            {"key": key, "label": label} for key, label in words.get("options", {}).items()
        ]
        stored = question.translations.get_prep_value()
        question.translations = [*stored, {"type": "words", "value": words}]
        question.full_clean()
        question.save()
        result.changed += 1
    return result


@transaction.atomic
def upsert_personas(*, records: Iterable[Record]) -> Upserted:
    """Create or change personas, found by key."""
    result = Upserted()
    known = {persona.key: persona for persona in Persona.objects.all()}
    for record in records:
        fields = {
            "name": record["name"],
            "on": date.fromisoformat(record["on"]),
            "answers": record["answers"],
            "implementations": record.get("implementations", {}),
            "expected": record["expect"],
        }
        persona = known.get(record["key"], Persona(key=record["key"]))
        _save_when_changed(persona, fields, result)
    return result


@transaction.atomic
def upsert_implementations(*, records: Iterable[Record]) -> Upserted:
    """Create or change what is recorded of measures (by slug) in areas (by code6)."""
    result = Upserted()
    measures = MeasurePage.objects.in_language(default_language())
    for record in records:
        row = dict(record)
        measure, area = measures.get(slug=row.pop("measure")), row.pop("area")
        place = Area.objects.get(code6=area)
        known = Implementation.objects.filter(measure=measure, area=place).first()
        row["checked_on"] = date.fromisoformat(row["checked_on"])
        _save_when_changed(known or Implementation(measure=measure, area=place), row, result)
    return result


@transaction.atomic
def upsert_parameters(*, records: Iterable[Record]) -> Upserted:
    """Create or change dated amounts, found by key and first day; values known otherwise stay.

    A value that changes loses its approval: another person has to look at it again.
    """
    records = list(records)
    result = Upserted()
    parameters = {parameter.key: parameter for parameter in Parameter.objects.all()}
    with references_once() as touched:
        for record in records:
            parameter = parameters.setdefault(record["key"], Parameter(key=record["key"]))
            fields = {
                "title": record["title"],
                "unit": record["unit"],
                "runs_over": record["index"],
            }
            _save_when_changed(parameter, fields, result)
        _write_values(records, parameters, result)
        if result.changed:  # an approval that is lost was a reference
            touched += [parameters[record["key"]] for record in records]
    _renew_editing_screens(parameters.values())
    return result


def _write_values(
    records: list[Record], parameters: dict[str, Parameter], result: Upserted
) -> None:
    known = {(row.parameter_id, row.valid_from): row for row in ParameterValue.objects.all()}
    for record in records:
        owner = parameters[record["key"]]
        for row in record["values"]:
            day = date.fromisoformat(row["valid_from"])
            new = ParameterValue(parameter=owner, valid_from=day)
            value = known.setdefault((owner.pk, day), new)
            _save_when_changed(value, _value_fields(row), result)


def _renew_editing_screens(parameters: Iterable[Parameter]) -> None:
    """The editing screen opens the latest revision: it must show what was just written.

    A draft that waits for its approver stays as it is.
    """
    for parameter in parameters:
        if parameter.latest_revision_id and not parameter.has_unpublished_changes:
            fresh = Parameter.objects.get(pk=parameter.pk)
            fresh.save_revision().publish(log_action=False)


def _value_fields(row: Record) -> dict[str, Any]:
    return {
        "value": row["value"],
        "source_title": row["source"],
        "source_url": row["source_url"],
        "confidence": row["confidence"],
    }


def _save_when_changed(row: models.Model, fields: dict[str, Any], result: Upserted) -> None:
    if row.pk and all(getattr(row, name) == value for name, value in fields.items()):
        result.unchanged += 1
        return
    result.changed += row.pk is not None
    result.created += row.pk is None
    for name, value in fields.items():
        setattr(row, name, value)
    if isinstance(row, ParameterValue):
        row.approved_by = None
    row.full_clean(exclude=["parameter"])
    row.save()
