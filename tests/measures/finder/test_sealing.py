"""Nobody can read, forge or keep the state that travels through the browser."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.calendar import TOKYO
from measures.answering.posted import read_yen
from measures.finder import sealing
from measures.finder.journey import Journey, from_paper, unseal

AT = datetime(2026, 11, 23, 12, tzinfo=TOKYO)
JOURNEY = Journey({"family_status": ["divorced"], "urgent": ["dv"]}, ("urgent", "situation"))


def test_what_is_sealed_comes_back_and_cannot_be_read():
    token = JOURNEY.seal(at=AT)
    assert unseal(token, at=AT) == JOURNEY
    assert "divorced" not in token
    assert token != JOURNEY.seal(at=AT), "equal answers do not look equal"


def test_after_half_an_hour_it_is_forgotten():
    token = JOURNEY.seal(at=AT)
    assert unseal(token, at=AT + timedelta(minutes=29)) == JOURNEY
    assert unseal(token, at=AT + timedelta(minutes=31)) is None


@given(st.text(max_size=300))
def test_forged_states_are_refused(text):
    assert unseal(text, at=AT) is None


@given(st.integers(min_value=0, max_value=200), st.integers(min_value=1, max_value=255))
def test_a_changed_byte_is_noticed(place, change):
    token = JOURNEY.seal(at=AT)
    place %= len(token)
    other = chr(33 + (ord(token[place]) + change) % 90)
    changed = token[:place] + other + token[place + 1 :]
    if changed != token:
        found = unseal(changed, at=AT)
        assert found is None or found == JOURNEY  # the last character may carry unused bits


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(json_values)
def test_a_sealed_state_of_another_shape_is_refused(stored):
    assert unseal(sealing.seal(stored, at=AT), at=AT) is None
    assert from_paper(sealing.pack(stored)) is None


@given(st.text(max_size=200))
def test_forged_paper_is_refused(text):
    assert from_paper(text) is None


def test_a_bomb_in_a_code_is_refused():
    assert from_paper(sealing.pack({"children": "a" * 10**6})) is None


def test_another_secret_cannot_open_it(settings):
    token = JOURNEY.seal(at=AT)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    assert unseal(token, at=AT) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert unseal(token, at=AT) == JOURNEY


def test_a_journey_says_nothing_in_a_traceback():
    assert "divorced" not in repr(JOURNEY)


@pytest.mark.parametrize(
    ("typed", "yen"),
    [
        ("200", 2_000_000), ("200万", 2_000_000), ("２００万円", 2_000_000),
        ("2,000,000", 2_000_000), ("2000000円", 2_000_000), ("250.5万", 2_505_000),
        ("0", 0), ("1万5000", 15_000),
        ("たくさん", None), ("", None), ("-5", None), ("9" * 40, None), ("1e9", None),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(typed, yen):
    assert read_yen(typed) == yen
