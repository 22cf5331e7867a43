"""Forms for strangers: what stops machines and what never stops people."""

import pytest
from django import forms

from cms.core.public_forms import PublicForm
from cms.core.throttling import is_too_often
from cms.core.tickets import digest, new_ticket


class Letter(PublicForm):
    act = "letter"
    most_an_hour = 2
    words = forms.CharField(label="ことば")


def errors(address="192.0.2.1", **data):
    form = Letter({"words": "こんにちは", **data}, address=address)
    form.is_valid()
    return form.errors.as_data()


def codes(found):
    return [error.code for error in found.get("__all__", [])]


def test_what_a_person_writes_is_taken():
    assert errors() == {}


def test_a_machine_fills_in_everything():
    assert codes(errors(leave_empty="https://spam.example")) == ["machine"]
    shown = [field.name for field in Letter().visible]
    assert shown == ["words"], "people do not see the box"


@pytest.mark.parametrize("link", ["https://a.example ", "HTTP://a.example ", "www.a.example "])
def test_many_links_are_an_advertisement(link):
    assert errors(words=link * 3) == {}
    assert codes(errors(words=link * 4, address="192.0.2.2")) == ["links"]


def test_one_address_sends_so_many_an_hour_and_mistakes_are_not_counted():
    for _time in range(5):
        assert "words" in errors(words="")
    assert [codes(errors()) for _time in range(3)] == [[], [], ["often"]]
    assert errors(address="192.0.2.9") == {}, "others go on"


def test_acts_are_counted_apart():
    def knock(act):
        return is_too_often(act=act, address=None, most=1, seconds=60)

    assert [knock("a"), knock("a"), knock("b")] == [False, True, False]


def test_a_ticket_cannot_be_read_back():
    secret, stored = new_ticket()
    assert stored == digest(secret)
    assert secret not in stored
    assert len(stored) == 64
    assert new_ticket()[0] != secret


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("anna@example.jp", "berta@example.jp", False),
    ],
)
def test_one_line_counts_as_one(first, second, is_same):
    """An IPv6 line has more addresses than anybody counts."""
    assert not is_too_often(act="line", address=first, most=1, seconds=60)
    assert is_too_often(act="line", address=second, most=1, seconds=60) is is_same
