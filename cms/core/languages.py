"""Languages of the interface and the address of one page in each of them.

Japanese has no prefix; every other language has its code as the first path segment. Slugs are the
same in all languages, so the address in another language is the same path under another prefix.
"""

import re

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils import translation
from django.utils.translation import trans_real

SIMPLE_JAPANESE = "ja-simple"

# Browsers read "//host", "/\\host" and, dropping control characters, "/<tab>/host" as another site.
_LEADING = re.compile(r"^[/\\][/\\\x00-\x20]*")

# Languages whose interface is translated; the others show the Japanese one, and say so.
TRANSLATED_INTERFACES = frozenset({"ja", SIMPLE_JAPANESE, "en"})

# What people of the agency call a language, of which they need not read a word.
NAMES_IN_JAPANESE = {
    SIMPLE_JAPANESE: "やさしい日本語",
    "en": "英語",
    "zh-hans": "中国語（簡体字）",
    "ko": "韓国語",
    "vi": "ベトナム語",
    "tl": "タガログ語",
    "pt-br": "ポルトガル語",
}


def register_simple_japanese() -> None:
    """Make やさしい日本語 a language Django knows; untranslated strings fall back to ``ja``."""
    LANG_INFO.setdefault(
        SIMPLE_JAPANESE,
        {
            "bidi": False,
            "code": SIMPLE_JAPANESE,
            "name": "Plain Japanese",
            "name_local": "やさしい日本語",
        },
    )
    trans_real.get_languages.cache_clear()  # type: ignore[attr-defined]  # an lru_cache in Django


def html_language(code: str) -> str:
    """BCP 47 tag for ``lang`` attributes: screen readers know no voice for ``ja-simple``."""
    names = {SIMPLE_JAPANESE: "ja", "zh-hans": "zh-Hans", "pt-br": "pt-BR", "tl": "fil"}
    return names.get(code, code)


def interface_tag(code: str) -> str:
    """BCP 47 tag of the words around a page: Japanese where the interface is not translated."""
    return html_language(code if code in TRANSLATED_INTERFACES else default_language())


def name_in_japanese(code: str) -> str:
    """英語 for ``en``; a language that was added in the settings alone by its name there."""
    return NAMES_IN_JAPANESE.get(code) or dict(settings.LANGUAGES).get(code, code)


def speaks_japanese() -> bool:
    """Whether the words around the page are Japanese in the active language."""
    return interface_tag(translation.get_language() or default_language()) == "ja"


def default_language() -> str:
    return settings.LANGUAGE_CODE


def other_languages() -> list[tuple[str, str]]:
    """(code, name) of every configured language but Japanese: the choices of what is translated."""
    return [(code, name) for code, name in settings.LANGUAGES if code != default_language()]


def on_this_site(path: str) -> str:
    """``//host/`` → ``/host/``: a path can never name another site."""
    return _LEADING.sub("/", path)


def without_language_prefix(path: str) -> str:
    """``/en/measures/`` → ``/measures/``; a path without a language prefix is returned as it is."""
    path = on_this_site(path)
    first, _slash, rest = path.removeprefix("/").partition("/")
    if first in dict(settings.LANGUAGES) and first != default_language():
        return on_this_site(f"/{rest}")
    return path


def address_in(path: str, code: str | None = None) -> str:
    """The same site path in language ``code`` (the active language when not given)."""
    code = code or translation.get_language() or default_language()
    bare = without_language_prefix(path)
    return bare if code == default_language() else f"/{code}{bare}"
