"""Which fields of a measure are prose, and the refusal of amounts in them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cms.core.amounts import amounts_in

if TYPE_CHECKING:
    from measures.models import MeasurePage

TEXTS = (
    "title",
    "summary",
    "introduction",
    "search_description",
    "repayment",
    "period",
    "where",
    "time_to_decide",
)
STREAMS = ("body", "who", "amounts", "how", "documents", "cautions", "desk_checks")
NOT_PROSE = {"id", "type", "url", "parameter"}


def prose_errors(page: "MeasurePage") -> dict[str, str]:
    """A message for every field whose text states an amount."""
    found = {name: amounts_in(text) for name, text in prose(page)}
    return {name: _message(amounts) for name, amounts in found.items() if amounts}


def prose(page: "MeasurePage") -> Iterator[tuple[str, str]]:
    """Every prose field with all its words in one string."""
    for name in TEXTS:
        yield name, getattr(page, name)
    for name in STREAMS:
        yield name, "\n".join(_words(getattr(page, name).get_prep_value()))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in NOT_PROSE:
                yield from _words(item)


def _message(amounts: list[str]) -> str:
    listed = "、".join(amounts[:3])
    return (
        f"文の中に金額や割合（{listed}）があります。文からは消して、"
        "「お金のめやす」で日付つきの金額を選んでください。"
    )
