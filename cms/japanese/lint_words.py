"""Which words of a sentence are hard: terms, katakana, kanji."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from cms.japanese.analyser import morphemes
from cms.japanese.difficulty import AFTER_PRIMARY_SCHOOL, easier_katakana, school_year
from cms.japanese.okurigana import HAS_KANJI
from cms.japanese.written_readings import Bare

Advice = tuple[str, str]  # the words of the text, what to do about them
_KATAKANA: Final = re.compile("[ァ-ヺー]{3,}")
_EXPLAINED: Final = re.compile(
    r"[」』]?(?:[（(](?![ぁ-ゖー]{1,30}[)）])|とは|という|は、[^。]*(?:こと|もの)です)"
)
_KATAKANA_LETTER: Final = re.compile("[ァ-ヺー]")


def unexplained_terms(sentence: str, text: str, terms: Mapping[str, str]) -> Iterator[Advice]:
    """Terms of the dictionary that ``text`` (the paragraph) does not explain.

    Inside a longer name (扶養 in 児童扶養手当) a term is no word of its own.
    """
    sentence, text = Bare.of(sentence).text, Bare.of(text).text
    for term in sorted(terms, key=len, reverse=True):
        place = sentence.find(term)
        if place < 0 or _inside_a_name(sentence, place, place + len(term)):
            continue
        if terms[term] in text or _EXPLAINED.match(text, text.find(term) + len(term)):
            continue
        yield term, f"「{terms[term]}」と言いかえるか、はじめて使うところで説明してください。"


def hard_katakana(sentence: str, terms: Mapping[str, str]) -> Iterator[Advice]:
    for word in dict.fromkeys(_KATAKANA.findall(sentence)):
        easier = easier_katakana(word)
        if easier is None or word in terms or _is_a_name(word):
            continue
        if easier:
            yield word, f"「{easier}」と言いかえられないか、考えてください。"
        else:
            yield word, "知らない人がいます。やさしい言葉にするか、すぐ後に説明を書いてください。"


def hard_kanji(sentence: str, terms: Mapping[str, str], hardest: int) -> Iterator[Advice]:
    """Words with kanji that are learned later; names keep theirs."""
    for word in morphemes(Bare.of(sentence).text):
        if word.detail == "固有名詞" or any(word.surface in term for term in terms):
            continue
        year = school_year(word.surface)
        if year <= hardest:
            continue
        hard = [c for c in HAS_KANJI.findall(word.surface) if school_year(c) > hardest]
        shown = "".join(dict.fromkeys(hard))
        learned = "小学校で習わない" if year == AFTER_PRIMARY_SCHOOL else f"小学校{year}年の"
        advice = "ひらがなにするか、やさしい言葉に変えてください。"
        yield word.surface, f"「{shown}」は{learned}漢字です。{advice}"


def _inside_a_name(sentence: str, start: int, end: int) -> bool:
    """Whether the term has a character of its own kind beside it, as part of a longer word."""
    same = HAS_KANJI if HAS_KANJI.match(sentence, start) else _KATAKANA_LETTER
    before = start > 0 and same.match(sentence, start - 1)
    return bool(before or same.match(sentence, end))


def _is_a_name(word: str) -> bool:
    return all(part.detail == "固有名詞" for part in morphemes(word))
