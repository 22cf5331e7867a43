"""Endings of words that are not Japanese: the index and the question drop the same ones.

The script decides, not the language of the screen: an English word on a Japanese page, or typed
under a Korean address, is the same word.
"""

import re

_HANGUL = re.compile(r"[가-힣]{3,}")
_LATIN = re.compile(r"[a-z]{4,}")
# Particles that Korean writes onto the noun, longest first.
_PARTICLES = (
    "으로부터",
    "에서는",
    "에게",
    "에서",
    "으로",
    "까지",
    "부터",
    "은",
    "는",
    "을",
    "를",
    "의",
    "에",
)
_PLURALS = (
    ("oes", "ao"),
    ("sses", "ss"),
    ("ies", "y"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
)
_SINGULAR = ("ss", "us", "is")


def without_ending(word: str) -> str:
    """allowances → allowance, pensões (folded: pensoes) → pensao, 수당을 → 수당; others stay.

    ``word``: one word in small letters without accents.
    """
    if _HANGUL.fullmatch(word):
        return _without_particle(word)
    if not _LATIN.fullmatch(word) or not word.endswith("s") or word.endswith(_SINGULAR):
        return word
    for ending, kept in _PLURALS:
        if word.endswith(ending):
            return word.removesuffix(ending) + kept
    return word[:-1]


def _without_particle(word: str) -> str:
    for particle in _PARTICLES:
        bare = word.removesuffix(particle)
        if bare != word and len(bare) >= 2:
            return bare
    return word
