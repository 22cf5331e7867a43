"""A file that is refused, and the list of what one request stored and was refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models


class RefusedFileError(ValidationError):
    """The file is not stored. The message tells an editor in Japanese what to do."""


@dataclass
class Arrivals:
    """What came in: names with the reason of refused files, and what was stored."""

    refused: list[tuple[str, str]] = field(default_factory=list)
    stored: list[models.Model] = field(default_factory=list)


_arrivals: ContextVar[Arrivals | None] = ContextVar("arrivals", default=None)


@contextmanager
def noting_arrivals() -> Iterator[Arrivals]:
    """Collect what is stored and refused meanwhile, so that one place can record it."""
    arrivals = Arrivals()
    token = _arrivals.set(arrivals)
    try:
        yield arrivals
    finally:
        _arrivals.reset(token)


def note_refused(name: str, error: ValidationError) -> None:
    arrivals = _arrivals.get()
    if arrivals is not None:
        arrivals.refused.append((name, " ".join(error.messages)))


def note_stored(file: models.Model) -> None:
    arrivals = _arrivals.get()
    if arrivals is not None:
        arrivals.stored.append(file)
