"""Did you mean: the public name that sounds like what was typed.

Japanese is misspelt by choosing the wrong characters for the right sound (児童不要手当), so names
and queries are compared by their readings.
"""

import difflib
from collections.abc import Iterable
from functools import lru_cache

from cms.japanese.analyser import is_kana
from cms.search import analysis, queries

ALIKE = 0.8  # share of equal sounds that makes two readings similar
SHORTEST, LONGEST = 3, 40


@lru_cache(maxsize=16)
def _by_reading(names: tuple[str, ...]) -> dict[str, str]:
    readings: dict[str, str] = {}
    for name in names:
        if SHORTEST <= len(name) <= LONGEST:
            readings.setdefault(analysis.squeeze(analysis.reading(name)), name)
    return readings


def did_you_mean(text: str, names: Iterable[str], *, only_same_sound: bool) -> str:
    """A name that sounds the same, or (unless ``only_same_sound``) much alike; else empty."""
    text = queries.clean(text)
    known = _by_reading(tuple(names))
    typed = analysis.squeeze(analysis.normalise(text))
    if len(typed) < SHORTEST or typed in {
        analysis.squeeze(analysis.normalise(n)) for n in known.values()
    }:
        return ""
    spoken = analysis.squeeze(analysis.reading(text))
    if spoken in known:
        return "" if is_kana(typed) and only_same_sound else known[spoken]
    if only_same_sound:
        return ""
    similar = difflib.get_close_matches(spoken, known, n=1, cutoff=ALIKE)
    return known[similar[0]] if similar else ""
