"""Faults of a rule at the field where an editor can mend them."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from measures.eligibility.conditions import NOTES
from measures.eligibility.errors import Fault
from measures.rule_storage import Json

_PLACE = re.compile(r"(paths|manual)\[(\d+)\](?:\.all\[(\d+)\])?(?:\.(\w+))?")
BLOCK_OF = {"paths": "path", "manual": "manual"}


def stream_error(
    faults: Iterable[Fault], stream: Sequence[Json], *, is_readable: bool
) -> StreamBlockValidationError:
    """``faults`` as errors of the blocks in ``stream``.

    Faults of a readable rule count conditions only, those of an unreadable one every block.
    """
    errors: dict[int, ValidationError] = {}
    others: list[ValidationError] = []
    for fault in faults:
        found = _PLACE.match(fault.place)
        position = _position(stream, found) if found else None
        if found is None or position is None:
            others.append(ValidationError(fault.message))
        elif position not in errors:  # the first fault of a block; the next after it is mended
            errors[position] = _in_block(fault, found, stream[position], is_readable)
    return StreamBlockValidationError(block_errors=errors, non_block_errors=others)


def _position(stream: Sequence[Json], found: re.Match[str]) -> int | None:
    """Where the n-th path (or check at the desk) stands in the stream."""
    kind, number = BLOCK_OF[found[1]], int(found[2])
    places = [place for place, block in enumerate(stream) if block["type"] == kind]
    return places[number] if number < len(places) else None


def _in_block(
    fault: Fault, found: re.Match[str], block: Json, is_readable: bool
) -> StructBlockValidationError:
    if found[3] is None:
        return _at_field(fault, found[4], block["value"])
    inner = block["value"]["conditions"]
    places = [
        place for place, item in enumerate(inner) if not (is_readable and item["type"] in NOTES)
    ]
    place = places[int(found[3])]
    error = _at_field(fault, found[4], inner[place]["value"])
    return StructBlockValidationError(
        block_errors={"conditions": StreamBlockValidationError(block_errors={place: error})}
    )


def _at_field(fault: Fault, name: str | None, value: Any) -> StructBlockValidationError:
    error = ValidationError(fault.message)
    if name and name in value:
        return StructBlockValidationError(block_errors={name: error})
    return StructBlockValidationError(non_block_errors=[error])
