"""How hard the characters and the katakana words of a text are."""

from functools import cache
from pathlib import Path
from typing import Final

from cms.japanese.okurigana import HAS_KANJI

_DATA: Final = Path(__file__).with_name("data")
AFTER_PRIMARY_SCHOOL: Final = 7


def school_year(word: str) -> int:
    """The year of school (1 to 6) after which all kanji of ``word`` are known, 7 for later ones.

    0 for a word without kanji.
    """
    years = _years()
    return max(
        (years.get(char, AFTER_PRIMARY_SCHOOL) for char in HAS_KANJI.findall(word)), default=0
    )


def easier_katakana(word: str) -> str | None:
    """What to write instead of a katakana word; "" where nothing is known, None when it is easy."""
    return katakana().get(word, "") if word not in _easy() else None


@cache
def katakana() -> dict[str, str]:
    """Every katakana word that is known, with what to write instead or nothing when it is easy."""
    return {
        word: easier for word, _tab, easier in (line.partition("\t") for line in _lines("katakana"))
    }


@cache
def _easy() -> frozenset[str]:
    return frozenset(word for word, easier in katakana().items() if not easier)


@cache
def _years() -> dict[str, int]:
    rows = (line.split("\t") for line in _lines("school_kanji"))
    return {char: int(year) for year, characters in rows for char in characters}


def _lines(name: str) -> list[str]:
    text = (_DATA / f"{name}.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
