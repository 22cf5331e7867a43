"""Rules, examples, personas and dated numbers as they lie in a folder of JSON files.

``rules/<slug>.json`` holds a rule and its ``examples``, ``measures/*.json`` the ``parameters``
that a measure declares, ``rules_parameters.json`` those that only rules need, ``personas.json``
the personas. The command for households and the tests read them here; the site keeps its own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measures.eligibility.examples import Example, Persona, read_example, read_persona
from measures.eligibility.parameters import DatedTable
from measures.eligibility.rule import Rule, read_rule


@dataclass(frozen=True)
class Library:
    rules: Mapping[str, Rule]
    examples: Mapping[str, tuple[Example, ...]]
    personas: tuple[Persona, ...]
    parameters: DatedTable


def read_library(folder: Path) -> Library:
    """Everything below ``folder``; raises UnreadableError for a file that cannot be used."""
    stored = {path.stem: _load(path) for path in sorted((folder / "rules").glob("*.json"))}
    personas = folder / "personas.json"
    people = _load(personas) if personas.exists() else []
    return Library(
        rules={slug: read_rule(record) for slug, record in stored.items()},
        examples={
            slug: tuple(
                read_example(example, f"{slug}.examples[{number}]")
                for number, example in enumerate(record.get("examples", []))
            )
            for slug, record in stored.items()
        },
        personas=tuple(read_persona(p, f"personas[{n}]") for n, p in enumerate(people)),
        parameters=DatedTable.of_records(_parameters(folder)),
    )


def _parameters(folder: Path) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = _load(folder / "rules_parameters.json")
    for path in sorted((folder / "measures").glob("*.json")):
        found.extend(_load(path).get("parameters", []))
    return found


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
