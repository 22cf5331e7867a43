"""Exhaustive: three values, up to four operands."""

from itertools import product

import pytest

from measures.eligibility.bands import Band, below
from measures.eligibility.kleene import Truth, all_of, any_of, at_least

VALUES = tuple(Truth)
TUPLES = [items for size in range(5) for items in product(VALUES, repeat=size)]


def worlds(items):
    """Every way to replace unknown by true or false."""
    return product(*[(t,) if t is not Truth.UNKNOWN else (Truth.TRUE, Truth.FALSE) for t in items])


def certain(items, operation):
    """Certain when every world agrees, else unknown: what Kleene's tables mean."""
    found = {operation([t is Truth.TRUE for t in world]) for world in worlds(items)}
    return Truth.UNKNOWN if len(found) > 1 else (Truth.TRUE if found.pop() else Truth.FALSE)


@pytest.mark.parametrize("items", TUPLES)
def test_operations_agree_with_every_possible_world(items):
    assert all_of(items) is certain(items, all)
    assert any_of(items) is certain(items, any)
    for number in (1, 2, 3):
        assert at_least(number, items) is certain(items, lambda w, n=number: sum(w) >= n)


def test_negation_is_its_own_inverse_and_keeps_unknown():
    assert [~value for value in VALUES] == [Truth.TRUE, Truth.UNKNOWN, Truth.FALSE]
    assert all(~~value is value for value in VALUES)


BANDS = [Band(low, high) for low in range(5) for high in (*range(low, 5), None)]


@pytest.mark.parametrize("limit", [band for band in BANDS if band.high is not None])
@pytest.mark.parametrize("amount", BANDS)
def test_below_is_certain_only_when_every_pair_of_numbers_agrees(amount, limit):
    for or_equal in (False, True):
        numbers = range(amount.low, (8 if amount.high is None else amount.high) + 1)
        limits = range(limit.low, limit.high + 1)
        found = {n <= m if or_equal else n < m for n in numbers for m in limits}
        expected = Truth.UNKNOWN if len(found) > 1 else Truth.TRUE if found.pop() else Truth.FALSE
        assert below(amount, limit, or_equal=or_equal) is expected


@pytest.mark.parametrize("other", BANDS)
@pytest.mark.parametrize("band", BANDS)
def test_within_is_certain_only_when_every_number_agrees(band, other):
    top = 9 if other.high is None else other.high
    numbers = range(band.low, (8 if band.high is None else band.high) + 1)
    found = {other.low <= n <= top for n in numbers}
    expected = Truth.UNKNOWN if len(found) > 1 else Truth.TRUE if found.pop() else Truth.FALSE
    assert band.within(other) is expected


def test_tolerance_makes_the_region_over_the_limit_unknown():
    limit = Band.exactly(100)
    assert below(Band.exactly(99), limit, 20) is Truth.TRUE
    assert below(Band.exactly(100), limit, 20) is Truth.UNKNOWN
    assert below(Band.exactly(119), limit, 20) is Truth.UNKNOWN
    assert below(Band.exactly(120), limit, 20) is Truth.FALSE
