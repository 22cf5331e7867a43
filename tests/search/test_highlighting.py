"""Marks in shown texts: the right words, escaped, at the right places of the original text."""

from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.search import queries
from cms.search.highlighting import WIDTH, Marks, highlight, snippet
from cms.search.thesaurus import NO_SYNONYMS, Thesaurus


def marked(text, query, thesaurus=NO_SYNONYMS):
    return highlight(text, Marks.of(queries.parse(query, thesaurus)))


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("児童扶養手当の窓口", "児童扶養手当", "<mark>児童扶養手当</mark>の窓口"),
        ("医療費の助成", "医療費", "<mark>医療費</mark>の助成"),
        ("子どもの勉強", "こども 勉強", "<mark>子ども</mark>の<mark>勉強</mark>"),
        ("児童扶養手当", "じどうふよう", "<mark>児童扶養</mark>手当"),
        ("ｶﾞｲﾄﾞと家賃", "ガイド", "<mark>ｶﾞｲﾄﾞ</mark>と家賃"),
        ("①ＤＶ相談", "dv", "①<mark>ＤＶ</mark>相談"),
        ("窓口", "家賃", "窓口"),
        ("", "家賃", ""),
    ],
)
def test_the_words_asked_for_are_marked(text, query, expected):
    assert marked(text, query) == expected


def test_what_a_synonym_means_is_marked_only_as_a_whole():
    words = Thesaurus([(["片親"], ["ひとり親"])])
    assert marked("ひとり親と親子", "片親", words) == "<mark>ひとり親</mark>と親子"


def test_texts_are_escaped():
    assert marked("<b>家賃</b> & 'x'", "家賃") == (
        "&lt;b&gt;<mark>家賃</mark>&lt;/b&gt; &amp; &#x27;x&#x27;"
    )


def test_a_long_text_is_cut_around_its_hits():
    text = "はじめに。" * 60 + "家賃の支給" + "おわりに。" * 60
    cut = snippet(text, Marks.of(queries.parse("家賃")))
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert "<mark>家賃</mark>の支給" in cut
    assert len(cut) < WIDTH + 30


def test_a_long_text_without_hits_begins_at_its_beginning():
    cut = snippet("はじめに。" * 60, Marks.of(queries.parse("家賃")))
    assert cut.startswith("はじめに。")
    assert cut.endswith("…")


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=200), query=st.text(max_size=20))
def test_taking_the_marks_away_gives_the_text_back(text, query):
    shown = marked(text, query).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in shown
    assert unescape(shown) == text
