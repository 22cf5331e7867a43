"""Numbers as a phone can dial them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.telephone import plain_number, telephone_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("042-620-7300", "tel:+81426207300"),
        ("０４２－６２０－７３００", "tel:+81426207300"),
        ("(042) 620-7300", "tel:+81426207300"),
        ("03 3580 3110", "tel:+81335803110"),
        ("090-1234-5678", "tel:+819012345678"),
        ("#8008", "tel:%238008"),
        ("＃８００８", "tel:%238008"),
        ("110", "tel:110"),
        ("１８９", "tel:189"),
        ("0120-279-889", "tel:0120279889"),
        ("0570-0-55210", "tel:0570055210"),
        ("+81 42 620 7300", "tel:+81426207300"),
        ("", ""),
        ("なし", ""),
        ("+0", "tel:+0"),
        ("12345#" + "6" * 300, "tel:12345%23" + "6" * 300),  # no number, but a phone may try
        ("ー", ""),
    ],
)
def test_numbers_of_japan(written, address):
    assert telephone_address(written) == address


def test_separators_of_every_width_are_dropped():
    assert plain_number("０４２ー６２０‐７３００（代）") == "0426207300"


@given(st.text(max_size=60))
def test_any_text_gives_a_safe_address_or_none(text):
    address = telephone_address(text)
    assert address == "" or re.fullmatch(r"tel:[0-9+*%]+", address)


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_toll_free_numbers_are_never_made_international(first, second):
    assert telephone_address(f"0120-{first:03d}-{second:03d}").startswith("tel:0120")
