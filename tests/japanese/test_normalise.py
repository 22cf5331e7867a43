"""Every way of typing the same word meets, and nothing a person can type breaks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.japanese.normalise import clean, digits, fold, sound

# Everything a browser or a file can hand over: also lone surrogates, NUL, emoji.
ANY_TEXT = st.text(alphabet=st.characters(), max_size=60)


@pytest.mark.parametrize(
    "spellings",
    [
        ("シングルマザー", "ｼﾝｸﾞﾙﾏｻﾞｰ", "シングルマザ－", "シングル　マザ―", "しんぐるまざー"),
        ("龍ケ崎市", "龍ヶ崎市", "竜ケ崎市", "龍が崎市", "龍ｹ崎市"),
        ("塩竈市", "塩釜市", "鹽竈市", "塩竃市"),
        ("鰺ヶ沢町", "鯵ヶ沢町", "鯵ケ沢町", "鯵が沢町"),
        ("檜原村", "桧原村"),
        ("飛騨市", "飛驒市"),
        ("葛飾区", "葛󠄀飾区", "葛飾區"),
        ("3か月", "３ヶ月", "3ケ月", "３ヵ月"),
        ("192-0046", "１９２－００４６", "192ー0046", "１９２―００４６", "192‐0046"),
        ("がくどう", "ガクドウ", "ｶﾞｸﾄﾞｳ", "か\u3099くと\u3099う"),
    ],
)
def test_spellings_of_one_word_fold_to_the_same(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("受け取り", "受が取り"), ("山崎", "山ケ崎"), ("はし", "ばし"), ("びょういん", "びよういん")],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("りゅうおうちょう", "りゆうおうちよう"), ("つづき", "つずき"), ("ちゃたん", "ちやたん")],
)
def test_readings_that_are_typed_alike_sound_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_a_dash_before_a_number_is_not_a_long_vowel() -> None:
    assert fold("みなと－２") == "みなと-2"


def test_the_end_of_a_word_does_not_change_its_beginning() -> None:
    """Prefix search needs this: 助け is the beginning of 助け合い."""
    assert fold("助け合い").startswith(fold("助け"))


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert sound(sound(text)) == sound(text)


@given(ANY_TEXT)
def test_folded_text_has_no_blanks_capitals_or_katakana(text: str) -> None:
    folded = fold(text)
    assert not any(char.isspace() for char in folded)
    assert not any("ァ" <= char <= "ヶ" for char in folded)
    assert folded == folded.lower()


@given(ANY_TEXT)
def test_width_does_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFKC", text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("１９２ー００４６", "192-0046"),
        ("〒１９２－００４６", "〒192-0046"),
        ("０４２（６２０）７３００", "042（620）7300"),
        ("٠١٢", "012"),
        ("サービス", "サービス"),
        ("", ""),
    ],
)
def test_digits_become_ascii(typed: str, plain: str) -> None:
    assert digits(typed) == plain


@given(ANY_TEXT)
def test_digits_twice_changes_nothing(text: str) -> None:
    assert digits(digits(text)) == digits(text)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("八王子\x00市", "八王子市"),
        ("  八王子\r\n市\t", "八王子 市"),
        ("八王子\u202e市\u200b", "八王子市"),
        ("八王子\ud800市", "八王子市"),
        ("\u3000\x00 ", ""),
        ("葛󠄀飾", "葛󠄀飾"),
    ],
)
def test_what_cannot_be_stored_or_seen_is_removed(typed: str, cleaned: str) -> None:
    assert clean(typed, 100) == cleaned


@given(ANY_TEXT, st.integers(min_value=0, max_value=80))
def test_cleaned_text_is_short_storable_and_stable(text: str, limit: int) -> None:
    cleaned = clean(text, limit)
    assert len(cleaned) <= limit
    assert "\x00" not in cleaned
    cleaned.encode()
    assert clean(cleaned, limit) == cleaned


def test_a_very_long_text_is_cut() -> None:
    assert clean("あ" * 5_000_000, 100) == "あ" * 100


def test_a_negative_limit_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="limit"):
        clean("八王子", -1)
