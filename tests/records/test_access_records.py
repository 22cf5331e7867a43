"""The access record takes rows and never gives one back changed."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory

from cms.records.addresses import client_address
from cms.records.choices import Action
from cms.records.models import AccessRecord, AppendOnlyError
from cms.records.services import record_access
from tests.builders import make_user

AT = datetime(2026, 4, 1, tzinfo=UTC)


def test_a_row_says_who_did_what_and_survives_the_account(db):
    person = make_user("tanaka")
    row = record_access(at=AT, action=Action.SIGNED_IN, actor=person, address="192.0.2.7")
    person.delete()
    kept = AccessRecord.objects.get(pk=row.pk)
    assert (kept.actor_name, kept.action, kept.address) == ("tanaka", "signed_in", "192.0.2.7")


def test_a_hostile_name_is_cut_and_recorded(db):
    row = record_access(at=AT, action=Action.REFUSED, actor_name="\x00" + "あ" * 5_000)
    assert len(row.actor_name) < 201
    assert "\x00" not in AccessRecord.objects.get(pk=row.pk).actor_name


def test_rows_are_neither_changed_nor_removed(db):
    row = record_access(at=AT, action=Action.VIEWED)
    row.reason = "nothing happened"
    for attempt in (
        row.save,
        row.delete,
        AccessRecord.objects.all().delete,
        lambda: AccessRecord.objects.update(reason=""),
    ):
        with pytest.raises(AppendOnlyError):
            attempt()
    assert AccessRecord.objects.get().reason == ""


def test_the_end_of_retention_takes_only_older_rows(db):
    record_access(at=AT, action=Action.VIEWED)
    record_access(at=datetime(2027, 4, 2, tzinfo=UTC), action=Action.VIEWED)
    assert AccessRecord.objects.forget_before(datetime(2027, 4, 1, tzinfo=UTC)) == 1
    assert AccessRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "not an address", None),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, forwarded, expected):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded})
    assert client_address(request) == expected
