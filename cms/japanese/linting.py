"""A linter for やさしい日本語: what in a text is hard to read, where, and what to write instead.

The rules follow 「在留支援のためのやさしい日本語ガイドライン」（2020年8月）:
one thought a sentence, no double negation, no honorifics, few katakana words and hard kanji,
terms with an explanation.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from cms.japanese import lint_wording, lint_words
from cms.japanese.sentences import length, sentences

Terms = Mapping[str, str]  # hard term → easy words


class Rule(StrEnum):
    LONG = "文が長い"
    DOUBLE_NEGATION = "二重の打ち消し"
    HONORIFIC = "敬語"
    KATAKANA = "カタカナの言葉"
    KANJI = "むずかしい漢字"
    TERM = "説明のない言葉"


class Passage(NamedTuple):
    """A paragraph, a heading or a line of a page and where it stands (本文, はじめの文)."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to change: which rule, where, in which sentence, which words, and how."""

    rule: Rule
    place: str
    sentence: str
    words: str
    advice: str


@dataclass(frozen=True, slots=True)
class Standard:
    """How strict to be. ``hardest_kanji`` is a year of school, 7 allows all."""

    rules: frozenset[Rule]
    most_characters: int = 50
    hardest_kanji: int = 6


@dataclass(frozen=True, slots=True)
class Report:
    """All findings in the order of the page, and how many sentences were read."""

    findings: tuple[Finding, ...]
    sentences: int
    hard_sentences: int = 0

    @property
    def easy_sentences(self) -> int:
        return self.sentences - self.hard_sentences


PLAIN: Final = Standard(frozenset(Rule))
# Ordinary Japanese may be polite and use the words of the law; it should still be understood.
ORDINARY: Final = Standard(frozenset({Rule.LONG, Rule.DOUBLE_NEGATION, Rule.TERM}))


@dataclass(slots=True)
class _Reader:
    """Reads the sentences of one page; a word is reported where it comes first."""

    terms: Terms
    standard: Standard
    seen: set[str] = field(default_factory=set)

    def findings(self, passage: Passage, sentence: str) -> Iterator[Finding]:
        for rule, look in _RULES.items():
            if rule in self.standard.rules:
                for words, advice in look(self, sentence, passage.text):
                    yield Finding(rule, passage.place, sentence, words, advice)

    def once(self, found: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        for words, advice in found:
            if words not in self.seen:
                self.seen.add(words)
                yield words, advice


def lint(passages: Iterable[Passage], terms: Terms, standard: Standard) -> Report:
    """Read a page from top to bottom; nothing is refused, everything is advice."""
    reader = _Reader(terms, standard)
    findings: list[Finding] = []
    number = hard = 0
    for passage in passages:
        for sentence in sentences(passage.text):
            found = list(reader.findings(passage, sentence))
            findings += found
            number += 1
            hard += bool(found)
    return Report(tuple(findings), number, hard)


Look = Callable[[_Reader, str, str], Iterable[tuple[str, str]]]


def _long(reader: _Reader, sentence: str, text: str) -> Iterable[tuple[str, str]]:
    most, characters = reader.standard.most_characters, length(sentence)
    if characters > most:
        yield f"{characters}字", lint_wording.how_to_split(sentence, characters, most)


_RULES: Final[dict[Rule, Look]] = {
    Rule.LONG: _long,
    Rule.DOUBLE_NEGATION: lambda reader, sentence, text: lint_wording.double_negations(sentence),
    Rule.HONORIFIC: lambda reader, sentence, text: lint_wording.honorifics(sentence),
    Rule.TERM: lambda reader, sentence, text: reader.once(
        lint_words.unexplained_terms(sentence, text, reader.terms)
    ),
    Rule.KATAKANA: lambda reader, sentence, text: reader.once(
        lint_words.hard_katakana(sentence, reader.terms)
    ),
    Rule.KANJI: lambda reader, sentence, text: reader.once(
        lint_words.hard_kanji(sentence, reader.terms, reader.standard.hardest_kanji)
    ),
}
