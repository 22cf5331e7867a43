"""Three-valued logic after Kleene: what is not known stays unknown and is never guessed."""

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __invert__(self) -> "Truth":
        return _NEGATION[self]


# Names of the module: looking members up in the class is slow where it happens a million times.
TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
_NEGATION = {
    Truth.TRUE: Truth.FALSE,
    Truth.FALSE: Truth.TRUE,
    Truth.UNKNOWN: Truth.UNKNOWN,
}


def truth(value: bool) -> Truth:
    return TRUE if value else FALSE


def all_of(values: Iterable[Truth]) -> Truth:
    """AND: false as soon as one is false; true when there is nothing to satisfy."""
    result = TRUE
    for value in values:
        if value is FALSE:
            return value
        if value is UNKNOWN:
            result = value
    return result


def any_of(values: Iterable[Truth]) -> Truth:
    """OR: true as soon as one is true; false when there is no way at all."""
    result = FALSE
    for value in values:
        if value is TRUE:
            return value
        if value is UNKNOWN:
            result = value
    return result


def at_least(number: int, values: Iterable[Truth]) -> Truth:
    """True when ``number`` of the values are true, false when so many cannot become true."""
    certain = possible = 0
    for value in values:
        certain += value is TRUE
        possible += value is not FALSE
    if certain >= number:
        return TRUE
    return UNKNOWN if possible >= number else FALSE
