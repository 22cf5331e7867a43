"""How far the words of the screens are translated, and whether anybody has checked them.

Whoever has checked a catalogue writes ``X-Checked-By`` and ``X-Checked-On`` into its head.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polib
from django.utils.translation import to_locale

from cms.core.languages import TRANSLATED_INTERFACES, default_language
from cms.translation.catalogues import LOCALE_ROOT


@dataclass(frozen=True)
class Interface:
    """The screens in one language: messages that are translated, of how many, checked by whom."""

    language: str
    translated: int
    total: int
    checked_by: str = ""
    checked_on: str = ""

    @property
    def is_shown(self) -> bool:
        """False where the screens are Japanese because too little is translated."""
        return self.language in TRANSLATED_INTERFACES

    @property
    def is_checked(self) -> bool:
        return self.language == default_language() or bool(self.checked_by and self.checked_on)


def interface_in(language: str) -> Interface:
    """Counted anew when a catalogue was written. English is the language of the messages."""
    total = _read(default_language(), _written(default_language())).total
    found = _read(language, _written(language))
    translated = total if language == "en" else found.translated
    return Interface(language, translated, total, found.checked_by, found.checked_on)


@lru_cache
def wants_check(language: str) -> bool:
    """Whether visitors read words of the screens that nobody has checked."""
    return language in TRANSLATED_INTERFACES and not interface_in(language).is_checked


def _path(language: str) -> Path:
    return LOCALE_ROOT / to_locale(language) / "LC_MESSAGES" / "django.po"


def _written(language: str) -> float:
    path = _path(language)
    return path.stat().st_mtime if path.exists() else 0.0


@lru_cache(maxsize=64)
def _read(language: str, written: float) -> Interface:
    """``written``: when; a new time is read anew. A language without a catalogue has nothing."""
    if not written:
        return Interface(language, 0, 0)
    found = polib.pofile(str(_path(language)))
    head = found.metadata
    checked = head.get("X-Checked-By", ""), head.get("X-Checked-On", "")
    return Interface(language, len(found.translated_entries()), len(found), *checked)
