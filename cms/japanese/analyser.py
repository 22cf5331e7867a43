"""The analyser of Japanese (SudachiPy, small dictionary): the only file that speaks to it."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from sudachipy import Dictionary, SplitMode, Tokenizer

CHUNK: Final = 12_000  # characters; Sudachi refuses more than 49,149 bytes at a time
SHORT, LONG = SplitMode.A, SplitMode.C  # 都/立/病院 for searching, 都立病院 for reading aloud

_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_KANA: Final = re.compile(r"[ぁ-ゖァ-ヺー]+")
_dictionary_lock = threading.Lock()
_own = threading.local()


@dataclass(frozen=True, slots=True)
class Morpheme:
    """One word as it stands in a text; ``start`` and ``end`` count characters.

    ``kind`` and ``detail`` are the part of speech (名詞, 普通名詞); ``reading`` is hiragana, empty
    where the analyser knows none; ``lemma`` is the dictionary's form (行っ → 行う).
    """

    surface: str
    start: int
    end: int
    kind: str
    detail: str
    reading: str
    lemma: str


def hiragana(text: str) -> str:
    return text.translate(_HIRAGANA)


def is_kana(text: str) -> bool:
    return bool(_KANA.fullmatch(text))


def morphemes(text: str) -> Iterator[Morpheme]:
    """The longest words of ``text`` in order, whatever its length."""
    for chunk in range(0, len(text), CHUNK):
        for found in tokenizer(LONG).tokenize(text[chunk : chunk + CHUNK]):
            kind = found.part_of_speech()
            reading = found.reading_form()
            yield Morpheme(
                surface=found.surface(),
                start=chunk + found.begin(),
                end=chunk + found.end(),
                kind=kind[0],
                detail=kind[1],
                reading=hiragana(reading) if is_kana(reading) else "",
                lemma=found.dictionary_form(),
            )


def tokenizer(mode: SplitMode) -> Tokenizer:
    """A Sudachi tokenizer must not be shared between threads."""
    if not hasattr(_own, "tokenizers"):
        _own.tokenizers = {}
    if str(mode) not in _own.tokenizers:
        with _dictionary_lock:
            _own.tokenizers[str(mode)] = _dictionary().tokenizer(mode=mode)
    return _own.tokenizers[str(mode)]


@cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="small")
