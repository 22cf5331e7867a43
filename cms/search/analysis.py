"""Japanese text to search terms, once, in Python: every store then holds the same plain words.

SudachiPy (mode A, small dictionary) cuts the text; a term is the dictionary's normalised form
(子ども・子供・こども are one), particles and empty words are dropped, okurigana between kanji is
dropped (貸し付け・貸付け・貸付 are one). Words of other scripts lose accents and light endings.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cms.japanese.analyser import CHUNK, SHORT, hiragana, is_kana, tokenizer
from cms.search.endings import without_ending

TERM_LENGTH = 80  # characters; PostgreSQL refuses lexemes above 2,046 bytes
TAIL_LENGTH = 40  # characters of a title that suggestions compare
TAIL_WORDS = 12
SHORTEST_READING = 3

_DROPPED = frozenset(
    ["助詞", "助動詞", "補助記号", "記号", "空白", "接頭辞", "代名詞", "連体詞", "接続詞"]
)
_SILENT = frozenset(["補助記号", "記号", "空白"])  # Sudachi reads a space as きごう
_NOUNS = frozenset(["名詞", "接尾辞", "形状詞"])
_KINDS_OF_PLACE = frozenset("市区町村都道府県郡")
_SAY_NOTHING = """
為る 有る 居る 成る 呉れる 無い ない 良い 出来る 事 こと 物 もの 時 とき 方 等 為 様 又 及び 下さる
御座る 行う 因る 置く 欲しい たい 如何 何 何処 何時 誰 幾ら 教える 知る
"""
_JAPANESE = r"々ぁ-ゖゝゞァ-ヺーヽヾ\u3400-\u9fff\uf900-\ufaff"
_FOREIGN = re.compile(rf"[^\W\d_{_JAPANESE}][^\W_{_JAPANESE}]*")
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")  # lone surrogates, which no store takes
_NOT_WORD = re.compile(r"[\W_]+")
_OKURIGANA = re.compile(r"(?<=[\u3400-\u9fff々])[ぁ-ゖ]+")
_KANJI = re.compile(r"[\u3400-\u9fff々]")


def _without_okurigana(term: str) -> str:
    """貸し付け → 貸付; words of one character of kanji keep their endings."""
    bare = _OKURIGANA.sub("", term)
    return bare if len(_KANJI.findall(bare)) > 1 else term


_EMPTY_WORDS = frozenset(map(_without_okurigana, _SAY_NOTHING.split()))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text; ``start`` and ``end`` count characters of the normalised text."""

    term: str
    kind: str
    start: int
    end: int
    reading: str = ""

    @property
    def is_content(self) -> bool:
        """False for particles and words such as する or こと, which say nothing about a page."""
        return bool(self.term) and self.kind not in _DROPPED and self.term not in _EMPTY_WORDS

    @property
    def is_noun(self) -> bool:
        return self.kind in _NOUNS

    @property
    def is_suffix(self) -> bool:
        """費, 代 and the like, and what kind of place a name is: 府中 means 府中市."""
        return self.kind == "接尾辞" or self.term in _KINDS_OF_PLACE


def normalise(text: str) -> str:
    """Full and half width, capitals and compatibility forms become one; half characters go."""
    return unicodedata.normalize("NFKC", _HALF_CHARACTER.sub(" ", text)).lower()


def squeeze(text: str) -> str:
    """Letters and digits only."""
    return _NOT_WORD.sub("", text)


def words(text: str) -> Iterator[Word]:
    """Every word of a text that :func:`normalise` has returned, in order."""
    position = 0
    for foreign in _FOREIGN.finditer(text):
        yield from _japanese(text, position, foreign.start())
        term = without_ending(_plain(foreign.group()))[:TERM_LENGTH]
        yield Word(term, "名詞", foreign.start(), foreign.end())
        position = foreign.end()
    yield from _japanese(text, position, len(text))


def terms(text: str) -> tuple[str, ...]:
    """The content words of any text, in order, as the index holds them."""
    return tuple(word.term for word in words(normalise(text)) if word.is_content)


def reading(text: str) -> str:
    """How a text is read, in hiragana: 児童扶養手当 → じどうふようてあて."""
    return "".join(word.reading or word.term for word in words(normalise(text)) if word.term)


def index_terms(text: str, *, every_tail: bool = False) -> list[str]:
    """What the index stores for ``text``: its terms, then hiragana readings of its noun runs.

    ``every_tail`` (titles) also reads each run from its second, third … word on, so that
    てあて finds 児童扶養手当.
    """
    found = list(words(normalise(text)))
    return [word.term for word in found if word.is_content] + readings(found, every_tail=every_tail)


def readings(found: Iterable[Word], *, every_tail: bool) -> list[str]:
    """Readings of the noun runs in ``found``, each once, of three characters or more."""
    spoken: dict[str, None] = {}
    for run in _noun_runs(found):
        starts = range(len(run)) if every_tail else range(1)
        spoken.update(dict.fromkeys("".join(run[start:])[:TERM_LENGTH] for start in starts))
        if every_tail:
            spoken.update(dict.fromkeys(run))
    return [text for text in spoken if len(text) >= SHORTEST_READING]


def may_name_a_place(text: str) -> bool:
    """False when every word is an everyday one, so that no place need be looked up."""
    text = normalise(text)[:CHUNK]
    return any(
        morpheme.part_of_speech()[1] in ("固有名詞", "数詞") or morpheme.is_oov()
        for morpheme in tokenizer(SHORT).tokenize(text)
    )


def tails(text: str) -> list[str]:
    """Every tail of a title that starts at a word, as written and in hiragana.

    A prefix search over them finds 児童扶養手当 by 児童扶, 扶養手, じどうふ and てあて.
    """
    text = normalise(text)
    found = [word for word in words(text) if word.term]
    ends: dict[str, None] = {}
    for position, word in enumerate(found):
        if word.kind in _DROPPED:
            continue
        spoken = "".join(each.reading for each in found[position : position + TAIL_WORDS])
        ends[squeeze(text[word.start :])[:TAIL_LENGTH]] = None
        ends[spoken[:TAIL_LENGTH]] = None
    return [tail for tail in ends if tail]


def _noun_runs(found: Iterable[Word]) -> Iterator[list[str]]:
    run: list[str] = []
    for word in found:
        if word.is_noun and word.reading:
            run.append(word.reading)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _japanese(text: str, start: int, end: int) -> Iterator[Word]:
    for chunk in range(start, end, CHUNK):
        for morpheme in tokenizer(SHORT).tokenize(text[chunk : min(chunk + CHUNK, end)]):
            kind = morpheme.part_of_speech()[0]
            surface = morpheme.surface()
            yield Word(
                term=_term(morpheme.normalized_form(), surface, kind),
                kind=kind,
                start=chunk + morpheme.begin(),
                end=chunk + morpheme.end(),
                reading="" if kind in _SILENT else _spoken(morpheme.reading_form(), surface),
            )


def _term(normal: str, surface: str, kind: str) -> str:
    term = squeeze(surface if kind == "感動詞" else normalise(normal))[:TERM_LENGTH]
    return _without_okurigana(term)


def _spoken(form: str, surface: str) -> str:
    """Hiragana of a word; digits and symbols, which Sudachi spells out one by one, stay unread."""
    return hiragana(form) if is_kana(form) and not surface[:1].isdigit() else ""


def _plain(word: str) -> str:
    """Letters without accents (a visitor types nguoi for người), Hangul put together again."""
    letters = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in letters if not unicodedata.combining(c)))
