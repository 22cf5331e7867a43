"""The main menu between telephone and desk: no entry stands alone on a line of its own."""

from itertools import groupby

import pytest


@pytest.mark.parametrize("width", [360, 600, 720, 768, 820, 900, 1024, 1280])
def test_the_rows_of_the_menu_are_even(page, base_url, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(base_url)
    tops = page.locator(".nav li").evaluate_all(
        "items => items.map(item => Math.round(item.getBoundingClientRect().top))"
    )
    rows = [len(list(row)) for _top, row in groupby(tops)]
    assert len(set(rows)) == 1, rows
