"""Words in other scripts are found in the number and with the particle that people type."""

import pytest

from cms.search.analysis import terms
from cms.search.endings import without_ending


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("allowances", "allowance"),
        ("families", "family"),
        ("classes", "class"),
        ("boxes", "box"),
        ("status", "status"),
        ("address", "address"),
        ("gas", "gas"),
        ("pensoes", "pensao"),
        ("filhos", "filho"),
        ("covid19s", "covid19s"),
        ("수당을", "수당"),
        ("한부모가정에서는", "한부모가정"),
        ("수당", "수당"),
        ("나는", "나는"),
        ("", ""),
    ],
)
def test_light_endings_go(word, expected):
    assert without_ending(word) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Child Rearing Allowance", "child rearing allowances"),
        ("pensões", "Pensão"),
        ("người", "nguoi"),
        ("아동부양수당을", "아동부양수당"),
    ],
)
def test_what_means_the_same_is_one_term(one, other):
    assert terms(one) == terms(other)


def test_japanese_is_as_before():
    assert terms("児童扶養手当") == terms("児童扶養手当の")
