"""Phrase breaks change where a line may end, never the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cms.japanese.phrases import phrases


def test_a_heading_breaks_between_words() -> None:
    assert phrases("毎月のお金を知りたい") == ("毎月の", "お金を", "知りたい")


def test_nothing_has_no_phrases() -> None:
    assert phrases("") == ()


@settings(deadline=None)
@given(st.text(max_size=60))
def test_joined_phrases_are_the_text(text: str) -> None:
    assert "".join(phrases(text)) == text


def test_text_with_spaces_between_words_breaks_only_there():
    text = "離婚(りこん)の 前(まえ)に 相談(そうだん)する"
    assert phrases(text) == ("離婚(りこん)の ", "前(まえ)に ", "相談(そうだん)する")
    assert phrases("DV相談ナビ 全国どこからでも近くの窓口につながります") != ("DV相談ナビ ",)
