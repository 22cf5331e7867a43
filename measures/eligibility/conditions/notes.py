"""Blocks outside the logic: what only the desk can check, and what visitors would like."""

from dataclasses import dataclass
from typing import Any, ClassVar

from measures.eligibility.fields import flag, shape, text, words
from measures.eligibility.vocabulary import QUESTIONS


@dataclass(frozen=True)
class Manual:
    """窓口で確認されること. ``decisive`` (審査・推薦・計画が前提) caps it at 確認が必要."""

    type: ClassVar[str] = "manual"
    text: str = shape(text())
    decisive: bool = shape(flag(), default=False)

    @property
    def sentence(self) -> str:
        return self.text

    def to_json(self) -> dict[str, Any]:
        written: dict[str, Any] = {"type": self.type, "text": self.text}
        return {**written, "decisive": True} if self.decisive else written


@dataclass(frozen=True)
class Interest:
    """したいこと: sorts results, never excludes anybody."""

    type: ClassVar[str] = "interest"
    any: tuple[str, ...] = shape(words(QUESTIONS["wants"].options))

    @property
    def sentence(self) -> str:
        labels = "」「".join(QUESTIONS["wants"].label(option) for option in self.any)
        return f"「{labels}」と思っている方に先に見せます。"

    def to_json(self) -> dict[str, Any]:
        return {"type": self.type, "any": list(self.any)}
