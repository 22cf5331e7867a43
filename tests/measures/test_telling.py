"""Answers in words where the band is none of today's choices, as an older code brings it."""

import pytest
from django.utils import translation

from measures.answering.telling import answer_text
from measures.answering.words import words_of


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("savings", [1, 500_000], "1円から500,000円まで"),
        ("savings", [2_000_001, None], "2,000,001円以上"),
        ("child_support_received", 240_000, "240,000円"),
        ("income_self", {"revenue": [1, 900_000]}, "1円から900,000円まで"),
        ("dependents", [2, 4], "2から4まで"),
    ],
)
def test_a_band_of_another_day_has_its_unit_and_both_ends(key, value, expected):
    with translation.override("ja"):
        words = words_of(key, {})
        if any(band.answer == value for band in words.bands):
            pytest.fail("this band is one of today's choices")
        assert answer_text(words, value, None) == expected
