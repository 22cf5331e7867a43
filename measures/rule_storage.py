"""A rule as blocks of the editing screen, and back: the same rule whichever way it is written.

The stream holds ``path``, ``manual``, ``source`` and ``to_check`` blocks. Its JSON is that of
``measures.eligibility.rule``; blocks add only ids and empty fields.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from measures.eligibility.conditions import NOTES, TYPES, Condition, Interest, Manual
from measures.eligibility.errors import UnreadableError
from measures.eligibility.fields import Form
from measures.eligibility.rule import Path, Rule, read_rule

Json = dict[str, Any]
_SEPARATORS = re.compile(r"[、,\s]+")
ANYONE = {"type": "anyone"}


def rule_record(*, measure: str, as_of: date | None, stream: Iterable[Json]) -> Json | None:
    """The JSON of a rule from prepared stream data; None when there is no path.

    What cannot be read stays as it was written, so that its faults can be shown.
    """
    found: dict[str, list[Any]] = {"path": [], "manual": [], "source": [], "to_check": []}
    for block in stream:
        found[block["type"]].append(block["value"])
    if not found["path"]:
        return None
    written = {
        "measure": measure,
        "as_of": as_of.isoformat() if as_of else "",
        "sources": [dict(source) for source in found["source"]],
        "to_check": found["to_check"],
        "manual": [block_json("manual", value) for value in found["manual"]],
        "paths": [path_json(value) for value in found["path"]],
    }
    try:
        return read_rule(written).to_json()
    except UnreadableError:
        return written


def digest(record: Json | None) -> str:
    """Names the content of a rule; nothing for none."""
    if record is None:
        return ""
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def path_json(value: Mapping[str, Any]) -> Json:
    blocks = value["conditions"] or []
    return {
        "label": value["label"] or "",
        "all": [block_json(block["type"], block["value"]) for block in blocks],
    }


def block_json(kind: str, value: Mapping[str, Any]) -> Json:
    """One condition or note without its empty fields."""
    filled = {name: item for name, item in value.items() if item not in (None, "", [])}
    if isinstance(filled.get("codes"), str):
        filled["codes"] = [code for code in _SEPARATORS.split(filled["codes"]) if code]
    if "after" in filled:
        filled["after"] = str(filled["after"])
    return {"type": kind, **filled}


def rule_stream(rule: Rule) -> list[Json]:
    """Stream data that ``rule_record`` reads back to the same rule."""
    return [
        *({"type": "path", "value": _path_value(path)} for path in rule.paths),
        *(_block(note) for note in rule.manual),
        *({"type": "source", "value": dict(source)} for source in rule.sources),
        *({"type": "to_check", "value": text} for text in rule.to_check),
    ]


def _path_value(path: Path) -> Json:
    blocks: list[Condition | Manual | Interest] = [*path.conditions, *path.manual, *path.interests]
    return {"label": path.label, "conditions": [_block(block) for block in blocks]}


def _block(block: Condition | Manual | Interest) -> Json:
    value = {
        form.name or name: _written(form, getattr(block, name))
        for name, form in forms_of(block.type).items()
    }
    if "codes" in value:
        value["codes"] = "、".join(value["codes"])
    return {"type": block.type, "value": value}


def _written(form: Form, value: Any) -> Any:
    return None if value is None else form.write(value)


def forms_of(kind: str) -> dict[str, Form]:
    """Attribute → JSON form of a type of condition or note."""
    if kind in TYPES:
        return TYPES[kind].forms()
    fields = NOTES[kind].__dataclass_fields__
    return {name: spec.metadata["form"] for name, spec in fields.items() if "form" in spec.metadata}


def sentence_of(kind: str, value: Mapping[str, Any]) -> str:
    """The Japanese sentence of one block; nothing while it cannot be read."""
    path = {"label": "", "all": [block_json(kind, value), ANYONE]}
    try:
        rule = read_rule({"measure": "draft", "as_of": "2026-04-01", "paths": [path]})
    except UnreadableError:
        return ""
    read = rule.paths[0]
    blocks: list[Condition | Manual | Interest] = [*read.manual, *read.interests, *read.conditions]
    return blocks[0].sentence
