"""The linter of やさしい日本語: each rule finds what it is for, and leaves good sentences alone."""

import pytest

from cms.japanese.difficulty import katakana, school_year
from cms.japanese.linting import ORDINARY, PLAIN, Passage, Rule, lint
from cms.japanese.sentences import length, sentences

TERMS = {"扶養": "家族の生活を支えること", "ハローワーク": "仕事をさがすところ"}


def found(text: str, standard=PLAIN) -> list[tuple[Rule, str]]:
    report = lint([Passage("本文", text)], TERMS, standard)
    return [(finding.rule, finding.words) for finding in report.findings]


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("行けないわけではありません。", Rule.DOUBLE_NEGATION, "ないわけではありません"),
        ("出さなければなりません。", Rule.DOUBLE_NEGATION, "なければなりません"),
        ("出さなければ、もらえません。", Rule.DOUBLE_NEGATION, "なければ、もらえません"),
        ("電話していただきます。", Rule.HONORIFIC, "いただきます"),
        ("ご相談ください。", Rule.HONORIFIC, "ご相談"),
        ("ニーズを聞きます。", Rule.KATAKANA, "ニーズ"),
        ("申請します。", Rule.KANJI, "申請"),
        ("扶養が変わります。", Rule.TERM, "扶養"),
        ("ハローワークへ行きます。", Rule.TERM, "ハローワーク"),
        ("あ" * 51 + "。", Rule.LONG, "52字"),
    ],
)
def test_what_is_hard_is_found_and_said_how_to_mend(text, rule, words):
    report = lint([Passage("本文", text)], TERMS, PLAIN)
    finding = next(each for each in report.findings if each.rule == rule)
    assert finding.words == words
    assert finding.sentence == text
    assert finding.place == "本文"
    assert finding.advice.endswith("。")


@pytest.mark.parametrize(
    "text",
    [
        "お金のことを、電話で話せます。",
        "お母さんとお子さんが、いっしょに住むところです。",
        "スマートフォンで見てください。",
        "市役所（しやくしょ）に行ってください。",
        "扶養（家族の生活を支えること）が変わります。",
        "児童扶養手当は、毎月のお金です。",
        "東京都で話を聞きます。",
        "名前を書かないこともできます。",
        "あ" * 49 + "。",
    ],
)
def test_plain_sentences_are_left_alone(text):
    assert found(text) == []


def test_advice_names_the_place_where_a_sentence_can_be_cut():
    text = (
        "収入が少なくて生活にこまっている家庭の人は、手当をもらうことができるので、"
        "市役所の窓口に行って話を聞いてください。"
    )
    advice = lint([Passage("本文", text)], {}, PLAIN).findings[0].advice
    assert "できるので、」のあとで" in advice


def test_ordinary_japanese_may_be_polite_and_use_hard_characters():
    assert found("ご相談ください。ニーズに応じて申請できます。", ORDINARY) == []
    assert found("出さなければなりません。", ORDINARY)


def test_a_word_is_reported_once_a_page():
    report = lint([Passage("a", "申請します。"), Passage("b", "申請します。")], {}, PLAIN)
    assert [finding.place for finding in report.findings] == ["a"]
    assert (report.sentences, report.easy_sentences) == (2, 1)


def test_sentences_keep_their_quotations():
    text = "「行けない。」と言いました。次です！\n見出し\n\n終わり"
    assert list(sentences(text)) == ["「行けない。」と言いました。", "次です！", "見出し", "終わり"]


def test_readings_and_spaces_do_not_make_a_sentence_longer():
    assert length("お金(かね)を もらう。") == length("お金をもらう。")


def test_characters_have_the_school_year_of_the_ministry_s_table():
    assert [school_year(word) for word in ("一人", "学校", "支援", "得", "鬱")] == [1, 1, 7, 5, 7]
    from cms.japanese.difficulty import _years

    assert len(_years()) == 1026


def test_no_katakana_word_stands_twice_and_easier_words_are_easy():
    assert len(katakana()) > 100
    hard = {word: easier for word, easier in katakana().items() if easier}
    assert all(word not in easier for word, easier in hard.items())


@pytest.mark.parametrize(
    "text", ["", "\n\n", "。。。", "「「「「", "（" * 1000, "ー" * 5000, "なければ" * 3000]
)
def test_hostile_text_is_only_text(text):
    lint([Passage("本文", text)], TERMS, PLAIN)
