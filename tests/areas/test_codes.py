"""全国地方公共団体コード: the check digit and what people type."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cms.areas.codes import check_digit, is_code6, to_code6, validate_code6


@pytest.mark.parametrize(
    "code6",
    ["010006", "011002", "131016", "132012", "221384", "221392", "221406", "473821", "234818"],
)
def test_real_codes_are_right(code6: str) -> None:
    assert is_code6(code6)


@pytest.mark.parametrize("code", ["132013", "13201", "1320120", "", "13201x", "１３２０１２"])
def test_other_texts_are_no_codes(code: str) -> None:
    assert not is_code6(code)


@given(st.integers(min_value=1000, max_value=47999), st.integers(0, 4), st.integers(1, 9))
def test_a_wrong_digit_is_noticed(number: int, position: int, shift: int) -> None:
    """Except where the law's formula is blind: remainders 0 and 10 both give the digit 1."""
    code5 = f"{number:05d}"
    wrong = str((int(code5[position]) + shift) % 10)
    other = code5[:position] + wrong + code5[position + 1 :]
    assert check_digit(code5) != check_digit(other) or check_digit(code5) == "1"


@pytest.mark.parametrize(
    ("typed", "code6"),
    [
        ("132012", "132012"),
        ("13201", "132012"),
        ("１３２０１", "132012"),
        (" 132012 ", "132012"),
        ("01100", "011002"),
        ("132013", None),
        ("48201", None),
        ("00201", None),
        ("1100", None),
        ("", None),
        ("はちおうじ", None),
    ],
)
def test_codes_as_typed(typed: str, code6: str | None) -> None:
    assert to_code6(typed) == code6


def test_the_validator_names_the_code() -> None:
    with pytest.raises(ValidationError, match="132013"):
        validate_code6("132013")
