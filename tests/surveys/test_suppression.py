"""No hidden number can be computed: every small table is tried by one who knows the rule."""

from collections import defaultdict
from itertools import product

import pytest

from cms.surveys.suppression import SMALLEST, hide_each, hide_parts


def tables(parts, total):
    for cells in product(range(total + 1), repeat=parts - 1):
        if sum(cells) <= total:
            yield (*cells, total - sum(cells))


@pytest.mark.parametrize(("parts", "most"), [(2, 40), (3, 22), (4, 15)])
def test_every_hidden_number_could_be_another(parts, most):
    for total in range(SMALLEST, most + 1):
        published = defaultdict(list)
        for cells in tables(parts, total):
            published[tuple(hide_parts(cells))].append(cells)
        for shown, possible in published.items():
            for place, number in enumerate(shown):
                if number is None:
                    assert len({cells[place] for cells in possible}) > 1, (shown, possible)


@pytest.mark.parametrize(("parts", "total"), [(2, 30), (3, 24), (4, 18)])
def test_no_small_number_is_shown_and_large_ones_stay_true(parts, total):
    for cells in tables(parts, total):
        for number, shown in zip(cells, hide_parts(cells), strict=True):
            assert shown is None or (shown == number and number >= SMALLEST)


def test_large_numbers_are_shown():
    assert hide_parts([20, 7, 5]) == [20, 7, 5]


def test_one_small_number_takes_the_next_with_it():
    assert hide_parts([20, 3, 9]) == [20, None, None]


def test_the_next_goes_wherever_it_stands_and_however_many_there_are():
    assert hide_parts([5, 5, 4, 4, 20]) == [None, None, None, None, 20]
    assert hide_parts([4, 1, 0]) == [None, None, None]


def test_several_answers_each():
    assert hide_each([10, 4, 16, 20], 20) == [10, None, None, None]
