"""Names in Latin letters: what we print, and what visitors type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.japanese.romaji import romaji, romaji_key

SYLLABARY = [chr(code) for code in range(ord("ぁ"), ord("ゖ") + 1)]
KANA = st.text(alphabet=[*SYLLABARY, "ー"], max_size=20)


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("はちおうじ", "hachioji"),
        ("とうきょう", "tokyo"),
        ("おおさか", "osaka"),
        ("ほっかいどう", "hokkaido"),
        ("くっちゃん", "kutchan"),
        ("ぐんま", "gunma"),
        ("にいがた", "niigata"),
        ("ちゅうおう", "chuo"),
        ("つづき", "tsuzuki"),
        ("ニセコ", "niseko"),
        ("みなみアルプス", "minamiarupusu"),
        ("ティー", "ti"),
        ("じゅうもんじ", "jumonji"),
        ("ッ", ""),
        ("っあ", "a"),
        ("ゃ", "ya"),
        ("", ""),
    ],
)
def test_kana_in_hepburn(kana: str, latin: str) -> None:
    assert romaji(kana) == latin


@pytest.mark.parametrize(
    ("kana", "typed"),
    [
        (
            "はちおうじ",
            "Hachioji hachiouji HACHIOHJI Hachiōji Hachiôji hati-ozi ｈａｃｈｉｏｊｉ",
        ),
        ("おおさか", "Osaka Oosaka Ohsaka Ōsaka"),
        ("しんじゅく", "Shinjuku sinzyuku shinnjuku Shinjyuku"),
        ("くっちゃん", "Kutchan Kuttyan Kucchan"),
        ("ぐんま", "Gunma Gumma"),
        ("ふちゅう", "Fuchu Fuchuu Hutyu Fuchū"),
        ("つづき", "Tsuzuki Tuduki"),
        ("ちゅうおう", "Chuo Chuuou Tyuuou Chūō"),
        ("さっぽろ", "Sapporo"),
        ("まつうら", "Matsuura Matsura"),
    ],
)
def test_every_spelling_of_a_name_meets(kana: str, typed: str) -> None:
    keys = {romaji_key(spelling) for spelling in typed.split()}
    assert keys == {romaji_key(romaji(kana))}


def test_names_that_differ_stay_apart() -> None:
    assert len({romaji_key(name) for name in ("Kobe", "Kochi", "Kofu", "Chofu", "Fuchu")}) == 5


@given(KANA)
def test_kana_becomes_latin_letters_only(kana: str) -> None:
    assert romaji(kana) == "" or romaji(kana).isascii()


@given(st.text(max_size=40))
def test_keys_are_stable_and_plain(text: str) -> None:
    key = romaji_key(text)
    assert romaji_key(key) == key
    assert key == "" or (key.isascii() and key.isalnum())


@given(st.text(alphabet="aiueohkstnmrcywzdbpgjfl-' ", max_size=20))
def test_keys_of_latin_text_are_stable(text: str) -> None:
    assert romaji_key(romaji_key(text)) == romaji_key(text)
