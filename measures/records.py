"""A measure as plain data: the JSON of the demonstration, and what is compared with it."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html

from measures.choices import Status
from measures.eligibility.rule import Rule, read_rule
from measures.models import (
    CheckNote,
    MeasureNeed,
    MeasurePage,
    MeasureSource,
    MeasureStage,
    RuleExample,
)
from measures.rule_storage import rule_stream

Record = dict[str, Any]

PLAIN_FIELDS = (
    "number",
    "slug",
    "official_name",
    "kana",
    "category",
    "form",
    "repayment",
    "law",
    "ministry",
    "scope",
    "tier",
    "task",
    "summary",
    "period",
    "retroactive",
    "where",
    "time_to_decide",
)
STREAMS = {
    "body": "paragraph",
    "who": "line",
    "amounts": "amount",
    "how": "way",
    "documents": "document",
    "cautions": "line",
    "desk_checks": "line",
}
ROWS = {
    "needs": (MeasureNeed, ("need",)),
    "stages": (MeasureStage, ("stage",)),
    "sources": (MeasureSource, ("title", "url", "checked_on", "confidence")),
    "check_notes": (CheckNote, ("text",)),
    "examples": (RuleExample, ("title", "on", "answers", "expected", "implementation")),
}
RELATIONS = ("combines_with", "excludes")
_BLOCK_IDS = uuid.UUID("6f2a1c1e-63a6-4b55-9f5a-0a8c8f9f7d31")


@dataclass(frozen=True)
class MeasureContent:
    """All that a record says about a measure, in the shape the page stores it.

    ``relations`` holds numbers of other measures, because their pages may not exist yet; ``rule``
    is the JSON of the engine.
    """

    fields: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]
    relations: dict[str, list[int]]
    rule: Record | None = None

    @classmethod
    def of_record(
        cls, record: Record, parameters: dict[str, int], numbers: Collection[int]
    ) -> "MeasureContent":
        """``parameters`` maps keys to primary keys; relations outside ``numbers`` are dropped."""
        return cls(
            fields={
                **{name: record[name] for name in PLAIN_FIELDS},
                "title": record["plain_name"],
                "other_names": "\n".join(record["aliases"]),
                **_streams(record, parameters),
            },
            rows={
                "needs": [{"need": need} for need in record["needs"]],
                "stages": [{"stage": stage} for stage in record["stages"]],
                "sources": [
                    {**source, "checked_on": _day(source["checked_on"])}
                    for source in record["sources"]
                ],
                "check_notes": [{"text": text} for text in record["to_check"]],
                "examples": [_example(row) for row in record.get("examples", ())],
            },
            relations={name: sorted(set(record[name]) & set(numbers)) for name in RELATIONS},
            rule=read_rule(record["rule"]).to_json() if "rule" in record else None,
        )

    @classmethod
    def of_page(cls, page: MeasurePage) -> "MeasureContent":
        plain = {name: getattr(page, name) for name in (*PLAIN_FIELDS, "title", "other_names")}
        streams = {name: list(getattr(page, name).get_prep_value()) for name in STREAMS}
        return cls(
            fields={**plain, **streams},
            rows={
                name: [
                    {field: getattr(row, field) for field in fields}
                    for row in getattr(page, name).all()
                ]
                for name, (_model, fields) in ROWS.items()
            },
            relations={
                name: sorted(other.number for other in getattr(page, name).all())
                for name in RELATIONS
            },
            rule=page.rule_record,
        )

    @property
    def names(self) -> dict[str, Any]:
        """The plain fields: enough for a page that nobody reads yet."""
        return {name: value for name, value in self.fields.items() if name not in STREAMS}

    def fill(self, page: MeasurePage) -> None:
        """Set everything but the relations; nothing is saved."""
        for name, value in self.fields.items():
            setattr(page, name, value)
        for name, (model, _fields) in ROWS.items():
            rows = [model(sort_order=place, **row) for place, row in enumerate(self.rows[name])]
            setattr(page, name, rows)
        rule = read_rule(self.rule) if self.rule else None
        page.rule_as_of = rule.as_of if rule else None
        page.rule = _rule_blocks(rule) if rule else []


def _rule_blocks(rule: Rule) -> list[Record]:
    """The stream of a rule; equal rules get equal block ids."""
    return [
        {**block, "id": str(uuid.uuid5(_BLOCK_IDS, f"{rule.measure}/rule/{place}"))}
        for place, block in enumerate(rule_stream(rule))
    ]


def _example(row: Record) -> Record:
    return {
        "title": row["name"],
        "on": date.fromisoformat(row["on"]),
        "answers": row["answers"],
        "expected": row["expect"],
        "implementation": row.get("implementation", Status.RUNNING.value),
    }


def _streams(record: Record, parameters: dict[str, int]) -> dict[str, list[dict[str, Any]]]:
    content = {name: record[name] for name in STREAMS}
    content["body"] = [str(format_html("<p>{}</p>", text)) for text in record["body"]]
    content["amounts"] = [
        {"parameter": parameters[row["parameter"]], "label": row["label"], "note": row["note"]}
        for row in record["amounts"]
    ]
    return {name: _blocks(record["slug"], name, values) for name, values in content.items()}


def _blocks(slug: str, name: str, values: Iterable[Any]) -> list[dict[str, Any]]:
    """StreamField data. The same content gets the same block ids, so that nothing seems changed."""
    return [
        {
            "type": STREAMS[name],
            "value": value,
            "id": str(uuid.uuid5(_BLOCK_IDS, f"{slug}/{name}/{place}")),
        }
        for place, value in enumerate(values)
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
