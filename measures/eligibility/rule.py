"""A rule: paths of which one is enough, each a list of conditions that must all hold.

Stored as JSON with stable keys, so that it can be exported, compared and read without this code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from measures.eligibility.conditions import NOTES, TYPES, Condition, Interest, Manual
from measures.eligibility.errors import Fault, UnreadableError
from measures.eligibility.fields import Form, day, text

MOST_PATHS = 20
_known: dict[Condition, Condition] = {}


@dataclass(frozen=True)
class Path:
    """One way to a measure: all conditions hold. Notes stay outside the logic."""

    label: str
    conditions: tuple[Condition, ...]
    manual: tuple[Manual, ...] = ()
    interests: tuple[Interest, ...] = ()

    @cached_property
    def is_decisive(self) -> bool:
        return any(note.decisive for note in self.manual)

    @property
    def paragraph(self) -> str:
        """「すべてに当てはまる方: …」"""
        return "".join(condition.sentence for condition in self.conditions)

    def to_json(self) -> dict[str, Any]:
        blocks: tuple[Condition | Manual | Interest, ...] = (
            *self.conditions,
            *self.manual,
            *self.interests,
        )
        return {"label": self.label, "all": [block.to_json() for block in blocks]}


@dataclass(frozen=True)
class Rule:
    """Who may use a measure (its slug), as the law stood on ``as_of``.

    ``manual`` is checked at the desk whatever the path. ``sources`` are ``{"title", "url",
    "confidence"}``; ``to_check`` are 要確認 sentences for editors, never shown to visitors.
    """

    measure: str
    as_of: date
    paths: tuple[Path, ...]
    manual: tuple[Manual, ...] = ()
    sources: tuple[Mapping[str, str], ...] = ()
    to_check: tuple[str, ...] = ()

    @cached_property
    def is_decisive(self) -> bool:
        return any(note.decisive for note in self.manual)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return tuple(condition for path in self.paths for condition in path.conditions)

    @property
    def questions(self) -> frozenset[str]:
        return frozenset(key for condition in self.conditions for key in condition.questions)

    @property
    def parameters(self) -> frozenset[str]:
        return frozenset(key for condition in self.conditions for key in condition.parameters)

    @property
    def paragraph(self) -> str:
        """The whole rule as Japanese text, one line for each path and each check at the desk."""
        if len(self.paths) == 1:
            lines = ["次のすべてに当てはまる方に見せます。" + self.paths[0].paragraph]
        else:
            lines = ["次のどれかに当てはまる方に見せます。"]
            lines += [f"・{path.label}: {path.paragraph}" for path in self.paths]
        checks = [note for path in self.paths for note in path.manual]
        lines += [f"窓口で確認：{note.text}" for note in (*self.manual, *checks)]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        return {
            "measure": self.measure,
            "as_of": self.as_of.isoformat(),
            "sources": [dict(source) for source in self.sources],
            "to_check": list(self.to_check),
            "manual": [note.to_json() for note in self.manual],
            "paths": [path.to_json() for path in self.paths],
        }


def read_rule(stored: Any) -> Rule:
    """A rule from its JSON; raises UnreadableError with every fault, its place and a message."""
    if not isinstance(stored, Mapping):
        raise UnreadableError.at("", "ルールは「measure」「as_of」「paths」の組にしてください。")
    faults: list[Fault] = []
    measure = _read(stored, "measure", text(80), faults)
    as_of = _read(stored, "as_of", day(), faults)
    paths = _paths(stored.get("paths"), faults)
    manual = _blocks(stored.get("manual", []), "manual", faults)
    if any(not isinstance(note, Manual) for note in manual):
        faults.append(Fault("manual", "ここには手動確認（manual）だけを入れてください。"))
    if faults:
        raise UnreadableError(faults)
    return Rule(
        measure,
        as_of,
        paths,
        tuple(note for note in manual if isinstance(note, Manual)),
        tuple(stored.get("sources", ())),
        tuple(stored.get("to_check", ())),
    )


def _paths(stored: Any, faults: list[Fault]) -> tuple[Path, ...]:
    if not _is_list(stored) or not 1 <= len(stored) <= MOST_PATHS:
        faults.append(Fault("paths", f"道を1から{MOST_PATHS}本まで入れてください。"))
        return ()
    return tuple(_path(item, f"paths[{index}]", faults) for index, item in enumerate(stored))


def _path(stored: Any, place: str, faults: list[Fault]) -> Path:
    if not isinstance(stored, Mapping) or not _is_list(stored.get("all")):
        faults.append(Fault(place, "道は「label」と「all」（条件の並び）の組にしてください。"))
        return Path("", ())
    blocks = _blocks(stored["all"], f"{place}.all", faults)
    conditions = tuple(block for block in blocks if isinstance(block, Condition))
    if not conditions:
        message = "条件をひとつ以上入れてください。条件がない施策には「どなたでも」を使います。"
        faults.append(Fault(f"{place}.all", message))
    return Path(
        str(stored.get("label", "")),
        conditions,
        tuple(block for block in blocks if isinstance(block, Manual)),
        tuple(block for block in blocks if isinstance(block, Interest)),
    )


def _blocks(stored: Any, place: str, faults: list[Fault]) -> list[Condition | Manual | Interest]:
    if not _is_list(stored):
        faults.append(Fault(place, "並び（リスト）にしてください。"))
        return []
    found = [_block(item, f"{place}[{index}]", faults) for index, item in enumerate(stored)]
    return [block for block in found if block is not None]


def _block(stored: Any, place: str, faults: list[Fault]) -> Condition | Manual | Interest | None:
    name = stored.get("type") if isinstance(stored, Mapping) else None
    kind: Any = {**TYPES, **NOTES}.get(name) if isinstance(name, str) else None
    if kind is None:
        faults.append(Fault(f"{place}.type", f"条件の種類「{name}」はありません。"))
        return None
    forms = _forms(kind)
    before = len(faults)
    unknown = set(stored) - {"type"} - {form.name or key for key, form in forms.items()}
    faults.extend(Fault(f"{place}.{key}", "この欄はありません。") for key in sorted(unknown))
    values = _values(stored, forms, place, faults)
    if len(faults) > before:
        return None
    try:
        block = kind(**values)
    except TypeError:
        faults.append(Fault(place, "必要な欄が足りません。"))
        return None
    return _known.setdefault(block, block) if isinstance(block, Condition) else block


def _values(
    stored: Mapping[str, Any], forms: Mapping[str, Form], place: str, faults: list[Fault]
) -> dict[str, Any]:
    values = {}
    for attribute, form in forms.items():
        name = form.name or attribute
        if name not in stored:
            continue
        try:
            values[attribute] = form.read(stored[name], f"{place}.{name}")
        except UnreadableError as unreadable:
            faults.extend(unreadable.faults)
    return values


def _forms(kind: type[Condition] | type[Manual] | type[Interest]) -> dict[str, Form]:
    if issubclass(kind, Condition):
        return kind.forms()
    return {item: spec.metadata["form"] for item, spec in kind.__dataclass_fields__.items()
            if "form" in spec.metadata}  # fmt: skip


def _read(stored: Mapping[str, Any], key: str, form: Form, faults: list[Fault]) -> Any:
    try:
        return form.read(stored.get(key), key)
    except UnreadableError as unreadable:
        faults.extend(unreadable.faults)
        return None


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
