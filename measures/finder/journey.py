"""How far a visitor has come: the answers told so far and the screens that led to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from measures.eligibility import reading
from measures.eligibility.answers import Answers, Place, Silence
from measures.eligibility.errors import UnreadableError
from measures.eligibility.vocabulary import QUESTIONS
from measures.finder import sealing

FIRST_SCREEN = "urgent"
SCREENS = frozenset(question.screen for question in QUESTIONS.values())


@dataclass(frozen=True, repr=False)
class Journey:
    """``told``: answers as JSON, key by key. ``path``: answered screens, the last one last."""

    told: Mapping[str, Any] = field(default_factory=dict)
    path: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Says nothing about the household: it may end in a traceback."""
        return f"<Journey: {len(self.path)} screens>"

    @cached_property
    def answers(self) -> Answers:
        return reading.answers(dict(self.told))

    @property
    def place(self) -> Place | None:
        told = self.answers.told("area")
        return told if isinstance(told, Place) else None

    @property
    def urgent(self) -> frozenset[str]:
        """What the visitor is in danger of: dv, no_place, no_food."""
        told = self.answers.told("urgent")
        return told if isinstance(told, frozenset) else frozenset()

    @property
    def wants(self) -> frozenset[str]:
        told = self.answers.told("wants")
        return told if isinstance(told, frozenset) else frozenset()

    def after(self, screen: str, told: Mapping[str, Any]) -> "Journey":
        """The screen was answered with ``told``."""
        path = (*(name for name in self.path if name != screen), screen)
        return Journey({**self.told, **told}, path)

    def silent(self, screen: str, keys: Iterable[str], silence: Silence) -> "Journey":
        """Nothing more is known of ``keys``: わからない or 答えたくない."""
        return self.after(screen, dict.fromkeys(keys, silence.value))

    def back(self) -> "Journey":
        """Before the last screen; its answers stay, so that the form still shows them."""
        return replace(self, path=self.path[:-1])

    def seal(self, *, at: datetime) -> str:
        return sealing.seal({"told": dict(self.told), "path": list(self.path)}, at=at)


def unseal(token: str, *, at: datetime) -> Journey | None:
    """The journey in a token; None when it cannot be trusted or read any more."""
    stored = sealing.unseal(token, at=at)
    return _read(stored) if isinstance(stored, dict) else None


def from_paper(text: str) -> Journey | None:
    """The journey of a memo's QR code: anybody may have written it, so everything is checked."""
    told = sealing.read_packed(text)
    if not isinstance(told, dict) or not told:
        return None
    screens = dict.fromkeys(QUESTIONS[key].screen for key in told if key in QUESTIONS)
    return _read({"told": told, "path": list(screens)})


def _read(stored: dict[str, Any]) -> Journey | None:
    told, path = stored.get("told"), stored.get("path")
    if not isinstance(told, dict) or not isinstance(path, list):
        return None
    if not all(isinstance(name, str) and name in SCREENS for name in path):
        return None
    journey = Journey(told, tuple(path))
    try:
        journey.answers  # noqa: B018  reading checks every answer
    except (UnreadableError, TypeError, ValueError):
        return None
    return journey
