"""Rules for passwords: long, not a word of this site, not one character over and over.

No composition rules (NIST SP 800-63B 3.1.1.2): what is refused is what others would guess.
"""

import re
import secrets
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.japanese.normalise import fold

LEAST = 12
LEAST_OWN = 8  # characters that are left when every word that others know is taken out
LEAST_DIFFERENT = 5
SITE_WORDS = (
    *(
        "ひとり親",
        "ひとりおや",
        "hitorioya",
        "シングル",
        "母子",
        "父子",
        "boshi",
        "fushi",
        "single",
    ),
    *("支援", "shien", "ポータル", "portal", "家庭", "katei", "子ども", "kodomo", "こども家庭庁"),
    *(
        "パスワード",
        "password",
        "passwd",
        "サインイン",
        "signin",
        "login",
        "welcome",
        "admin",
        "kanri",
    ),
    *("qwertyuiop", "asdfghjkl", "1234567890", "1234", "qwerty", "asdfgh", "zxcvbn"),
    *("abcdef", "office", "staff", "shokuin"),
)
_YEARS = re.compile(r"(?:19|20)\d\d|(?:令和|平成|昭和|reiwa|heisei|showa)\d{0,2}")
_SPLIT = re.compile(r"[^0-9a-zぁ-ゖー一-龠々]+")

# Neither 0/O, 1/l/I, 2/Z, 5/S nor u/v: what is copied by hand from paper is read right.
READABLE = "346789abcdefghjkmnpqrtwxy"
GROUPS, GROUP_LENGTH = 4, 4


def draw_initial_password() -> str:
    """16 characters of 25 in groups of four: 74 bits, e.g. ``k7wq-3mfd-xh4p-9trc``."""
    groups = (
        "".join(secrets.choice(READABLE) for _character in range(GROUP_LENGTH))
        for _group in range(GROUPS)
    )
    return "-".join(groups)


def hash_initial_password(password: str) -> str:
    """Apart, so that many can be computed at once: Argon2 lets other threads run meanwhile."""
    return make_password(password)


class ContextWordsValidator:
    """What is left without words that everybody around the person knows must still be long."""

    def validate(self, password: str, user: Any = None) -> None:
        left = fold(password)
        for word in sorted(_known_words(user), key=len, reverse=True):
            left = left.replace(word, "")
        left = _YEARS.sub("", left)
        if len(left) < LEAST_OWN:
            raise ValidationError(
                _(
                    "This password is mostly words that others can guess: names, your town, this "
                    "site or a year. Please add words of your own."
                ),
                code="password_context",
            )

    def get_help_text(self) -> str:
        return _("Do not build it from your name, your town, this site or a year.")


class VarietyValidator:
    """``aaaaaaaaaaaa`` is long, too."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(set(password)) < LEAST_DIFFERENT:
            raise ValidationError(
                _("This password repeats a few characters. Please mix in others."),
                code="password_variety",
            )

    def get_help_text(self) -> str:
        return ""


class LengthValidator:
    """At least 12 characters; full-width ones count like others. At most what a form takes."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < LEAST:
            raise ValidationError(
                _("This password is too short. Please use at least %(least)d characters."),
                code="password_too_short",
                params={"least": LEAST},
            )

    def get_help_text(self) -> str:
        return _("Use at least %(least)d characters.") % {"least": LEAST}


def _known_words(user: Any) -> set[str]:
    words = {fold(word) for word in SITE_WORDS}
    if user is not None:
        words |= {part for text in _texts_about(user) for part in _parts(text)}
    return {word for word in words if len(word) > 1}


def _texts_about(user: Any) -> Iterable[str]:
    yield from (user.username, user.first_name, user.last_name, user.email.partition("@")[0])
    yield from user.email.partition("@")[2].split(".")
    if user.municipality is not None:
        for area in user.municipality.chain():
            yield from (area.name, area.name[:-1], area.kana, area.romaji)


def _parts(text: str) -> set[str]:
    """The whole and, from three characters on, its pieces: hachioji-shi → hachioji."""
    folded = fold(text)
    pieces = {piece for piece in _SPLIT.split(folded) if len(piece) > 2}
    return {folded, _SPLIT.sub("", folded), *pieces}
