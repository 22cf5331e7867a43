"""Query to groups of alternatives, with and without synonyms."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.search import queries
from cms.search.queries import Alternative
from cms.search.thesaurus import Thesaurus

WORDS = Thesaurus(
    [
        (["母子手当"], ["児童扶養手当"]),
        (["家賃補助"], ["家賃 支給"]),
        (["single mother"], ["ひとり親"]),
    ]
)


def alternatives(text, thesaurus=WORDS):
    return [
        {each.phrases for each in group if not each.prefix}
        for group in queries.parse(text, thesaurus).groups
    ]


def readings(text):
    return {
        each.phrases[0][0]
        for group in queries.parse(text, WORDS).groups
        for each in group
        if each.prefix
    }


def test_each_word_is_asked_for():
    assert alternatives("養育費 相談") == [{(("養育",),)}, {(("相談",),)}]


def test_words_written_together_are_asked_for_one_by_one():
    assert alternatives("離婚手続") == alternatives("離婚 手続き")


def test_suffixes_and_kinds_of_place_are_not_asked_for_alone():
    assert alternatives("医療費") == alternatives("医療")
    assert alternatives("府中市") == alternatives("府中")
    assert len(alternatives("市区町村")) == 4


def test_a_known_expression_may_be_what_it_means():
    assert alternatives("母子手当") == [{(("母子", "手当"),), (("児童", "扶養", "手当"),)}]


def test_a_meaning_of_two_words_asks_for_both():
    assert (("家賃",), ("支給",)) in alternatives("家賃補助")[0]


def test_expressions_are_known_in_every_spelling_and_across_spaces():
    assert alternatives("母子手当て") == alternatives("母子 手当") == alternatives("母子手当")
    assert (("一人", "親"),) in alternatives("Single Mother")[0]


def test_kana_may_be_the_reading_of_a_compound():
    assert readings("じどうふよう") == {"じどうふよう"}
    assert readings("ｼﾞﾄﾞｳﾌﾖｳ") == {"じどうふよう"}


def test_a_wrong_character_sounds_right():
    assert readings("児童不要手当") == {"じどうふようてあて"}


def test_short_readings_are_not_guessed():
    assert readings("家賃") == set()
    assert readings("あい") == set()


@pytest.mark.parametrize("text", ["", " ", "　", '"', "''", "!?", "😀", "\x00", "のは", "()"])
def test_nothing_to_search_for_gives_no_group(text):
    assert not queries.parse(text)


def test_queries_are_capped():
    long = " ".join(f"言葉{number}" for number in range(200))
    assert len(queries.clean(long)) <= queries.MAX_CHARACTERS
    assert len(queries.parse(long).groups) <= queries.MAX_GROUPS


def test_control_characters_are_no_text():
    assert queries.clean("児童\x00手当\u202e\n家賃") == "児童 手当 家賃"


def test_a_phrase_keeps_its_words_side_by_side():
    assert queries.phrase("児童扶養手当").groups == ((Alternative((("児童", "扶養", "手当"),)),),)
    assert not queries.phrase("。")


def test_beginnings_are_looked_for_as_written_and_as_read():
    (group,) = queries.prefixes("ジドウフ")
    assert {each.phrases[0][0] for each in group} == {"ジドウフ", "じどうふ"}
    assert all(each.prefix for each in group)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_parsed_within_the_caps(text):
    assert len(queries.parse(text, WORDS).groups) <= queries.MAX_GROUPS
    assert len(queries.prefixes(text)) <= queries.MAX_GROUPS
    assert len(queries.clean(text)) <= queries.MAX_CHARACTERS
