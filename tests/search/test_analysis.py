"""Text to terms: every way of writing a word is one term, and nothing breaks the analysis."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.search import analysis


@pytest.mark.parametrize(
    "spellings",
    [
        ("子ども", "子供", "こども", "コドモ"),
        ("手当", "手当て"),
        ("貸付", "貸付け", "貸し付け"),
        ("申込み", "申し込み", "申込", "申しこみ"),
        ("引越し", "引っ越し"),
        ("ＤＶ", "dv", "DV"),
        ("ｼﾝｸﾞﾙﾏｻﾞｰ", "シングルマザー"),
        ("người", "nguoi"),
    ],
)
def test_every_spelling_of_a_word_is_one_term(spellings):
    assert len({analysis.terms(spelling) for spelling in spellings}) == 1


def test_particles_endings_and_empty_words_are_dropped():
    assert analysis.terms("お金を借りることはできますか") == ("金", "借りる")


def test_foreign_words_stay_whole():
    assert analysis.terms("child support") == ("child", "support")
    assert analysis.terms("한부모 가족") == ("한부모", "가족")


def test_the_reading_of_a_compound_is_hiragana():
    assert analysis.reading("児童扶養手当") == "じどうふようてあて"
    assert "じどうふようてあて" in analysis.index_terms("児童扶養手当")


def test_a_title_is_read_from_each_of_its_words():
    spoken = analysis.index_terms("児童扶養手当", every_tail=True)
    assert "ふようてあて" in spoken
    assert "ふようてあて" not in analysis.index_terms("児童扶養手当")


def test_tails_begin_at_every_word_in_writing_and_in_sound():
    tails = analysis.tails("児童扶養手当")
    assert {"児童扶養手当", "扶養手当", "手当", "じどうふようてあて", "てあて"} <= set(tails)


def test_texts_longer_than_the_dictionary_takes_are_cut_into_pieces():
    assert len(analysis.terms("児童扶養手当。" * 8000)) >= 3 * 7990


def test_threads_do_not_share_a_tokenizer():
    texts = [f"ひとり親家庭の支援{number}" for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(analysis.terms, texts)) == [analysis.terms(text) for text in texts]


def test_everyday_words_name_no_place():
    assert analysis.may_name_a_place("八王子")
    assert not analysis.may_name_a_place("養育費")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_words_of_letters_and_digits_at_their_places(text):
    text = analysis.normalise(text)
    for word in analysis.words(text):
        assert 0 <= word.start <= word.end <= len(text)
        assert word.term == analysis.squeeze(word.term)
        assert len(word.term) <= analysis.TERM_LENGTH
    assert all(tail == analysis.squeeze(tail) for tail in analysis.tails(text))
