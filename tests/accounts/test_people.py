"""The owner's page: own people only, added, ended, confirmed; nobody else finds it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.accounts.expiry import last_day_for, needs_confirmation
from cms.accounts.models import User
from cms.accounts.origin import Origin
from cms.accounts.services.people import confirm_people, end_expired_accounts
from cms.records.choices import Action
from cms.records.models import AccessRecord
from tests.builders import make_area, make_user
from tests.reading import page_of, words


@pytest.fixture
def owner(roles, town, staff_of, client):
    person = staff_of(town, "owner", is_owner=True, last_name="所有")
    client.force_login(person)
    return person


@pytest.fixture
def neighbour(roles, staff_of):
    machida = make_area("13209", "町田市", "まちだし")
    return staff_of(machida, "machida-staff", last_name="町田の人")


def add(client, **fields):
    wanted = {"name": "山田 花子", "email": "hanako@town.example", "role": "職員", **fields}
    return client.post("/sign-in/people/add/", wanted, follow=True)


def alert_of(response) -> str:
    return words(page_of(response).find(attrs={"role": "alert"}))


def test_an_owner_sees_the_own_people_only(client, owner, neighbour, town, staff_of):
    staff_of(town, "colleague", last_name="同じまちの人")
    text = words(page_of(client.get("/sign-in/people/")).main)
    assert "同じまちの人" in text
    assert "町田" not in text


@pytest.mark.parametrize("method", ["get", "post"])
def test_people_of_another_municipality_do_not_exist(client, owner, neighbour, method):
    for address in (f"{neighbour.pk}/end/", f"{neighbour.pk}/invite/", "999999/end/"):
        response = getattr(client, method)(f"/sign-in/people/{address}")
        assert response.status_code in (404, 405)
    client.post("/sign-in/people/confirm/", {"person": [str(neighbour.pk)]})
    neighbour.refresh_from_db()
    assert neighbour.is_active
    assert neighbour.confirmed_on is None


@pytest.mark.parametrize("address", ["", "add/", "confirm/"])
def test_the_page_exists_for_owners_only(client, site, town, staff_of, address):
    client.force_login(staff_of(town, "plain"))
    assert client.get(f"/sign-in/people/{address}").status_code == 404
    client.force_login(make_user("operator", is_superuser=True))
    assert client.get(f"/sign-in/people/{address}").status_code == 404
    client.logout()
    assert client.get(f"/sign-in/people/{address}").status_code == 302


def test_somebody_added_chooses_a_password_by_a_link(client, owner):
    assert "足しました" in words(page_of(add(client)).main)
    person = User.objects.get(email="hanako@town.example")
    assert (person.username, person.municipality) == ("132012-01", owner.municipality)
    assert not person.has_usable_password()
    assert [group.name for group in person.groups.all()] == ["職員"]
    message = mail.outbox[0]
    assert message.to == ["hanako@town.example"]
    assert "132012-01" in message.body
    assert "/sign-in/new-password/" in message.body
    row = AccessRecord.objects.get(action=Action.ACCOUNT_ISSUED)
    assert (row.actor, row.key) == (owner, str(person.pk))


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"email": "owner@town.example"}, "もうあります"),
        ({"email": "OWNER@TOWN.example"}, "もうあります"),
        ({"email": "nowhere"}, "メールアドレス"),
        ({"name": " \x00 "}, "名前"),
        ({"name": "あ" * 61}, "名前"),
        ({"role": "管理者"}, "役割"),
    ],
)
def test_slips_are_named_and_what_was_typed_stays(client, owner, fields, word):
    response = add(client, **fields)
    assert word in alert_of(response)
    assert User.objects.count() == 1
    kept = page_of(response).find("input", attrs={"name": "email"})["value"]
    assert kept == fields.get("email", "hanako@town.example")


def test_full_width_and_emoji_names_do_no_harm(client, owner):
    add(client, name="　ＹＡＭＡＤＡ😀　")
    assert User.objects.get(email="hanako@town.example").last_name


def test_ending_signs_out_at_once(client, owner, town, staff_of):
    colleague = staff_of(town, "colleague")
    theirs = type(client)()
    theirs.force_login(colleague)
    assert theirs.get("/sign-in/account/").status_code == 200
    client.post(f"/sign-in/people/{colleague.pk}/end/")
    answer = theirs.get("/sign-in/account/", follow=True)
    assert "サインインが終わりました" in words(page_of(answer).main)
    assert AccessRecord.objects.filter(action=Action.ACCOUNT_ENDED, actor=owner).exists()


def test_an_owner_does_not_end_the_own_account(client, owner):
    assert client.post(f"/sign-in/people/{owner.pk}/end/").status_code == 404


def test_looking_ends_nobody(client, owner, town, staff_of):
    colleague = staff_of(town, "colleague")
    client.get(f"/sign-in/people/{colleague.pk}/end/")
    colleague.refresh_from_db()
    assert colleague.is_active


def test_ticking_confirms(client, owner, town, staff_of):
    colleague = staff_of(town, "colleague", expires_on=timezone.localdate() + timedelta(days=30))
    client.post("/sign-in/people/confirm/", {"person": [str(colleague.pk), "x", "9" * 40]})
    colleague.refresh_from_db()
    today = timezone.localdate()
    assert (colleague.confirmed_on, colleague.expires_on) == (today, last_day_for(today))
    nothing = client.post("/sign-in/people/confirm/", {}, follow=True)
    assert "印を付けて" in words(page_of(nothing).main)


@pytest.mark.parametrize(
    ("confirmed", "last"),
    [
        (date(2026, 11, 23), date(2027, 4, 30)),
        (date(2027, 1, 31), date(2027, 4, 30)),
        (date(2027, 2, 1), date(2028, 4, 30)),
        (date(2027, 4, 30), date(2028, 4, 30)),
        (date(2027, 5, 1), date(2028, 4, 30)),
    ],
)
def test_confirmations_count_to_the_right_april(confirmed, last):
    assert last_day_for(confirmed) == last


def test_owners_are_asked_from_february_to_april():
    last = date(2027, 4, 30)
    assert not needs_confirmation(last, date(2027, 1, 31))
    assert needs_confirmation(last, date(2027, 2, 1))
    assert needs_confirmation(last, date(2027, 4, 30))
    assert not needs_confirmation(date(2028, 4, 30), date(2027, 4, 1))
    assert not needs_confirmation(None, date(2027, 4, 1))


def test_who_moved_away_is_out_on_the_first_of_may(roles, town, staff_of):
    """Issued in autumn, not confirmed in spring; the colleague was confirmed."""
    moved = staff_of(town, "moved", expires_on=last_day_for(date(2026, 11, 1)))
    stays = staff_of(town, "stays", expires_on=last_day_for(date(2026, 11, 1)))
    march = Origin(at=datetime(2027, 3, 1, 9, tzinfo=UTC))
    confirm_people(people=[stays], by=stays, origin=march)
    may = Origin(at=datetime(2027, 4, 30, 15, 30, tzinfo=UTC))  # 0:30 on 1 May in Tokyo
    assert end_expired_accounts(today=date(2027, 4, 30), origin=may) == []
    assert end_expired_accounts(today=date(2027, 5, 1), origin=may) == [moved]
    assert end_expired_accounts(today=date(2027, 5, 1), origin=may) == []
    moved.refresh_from_db()
    assert not moved.is_active
    row = AccessRecord.objects.get(action=Action.ACCOUNT_ENDED)
    assert (row.actor, row.actor_name) == (None, "定期の処理")


def test_a_municipality_has_one_owner(owner, town, staff_of):
    with pytest.raises(IntegrityError), transaction.atomic():
        staff_of(town, "second", is_owner=True)
    owner.is_active = False
    owner.save()
    staff_of(town, "second", is_owner=True)


def queries(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get("/sign-in/people/")
    return len(asked)


def test_the_page_costs_the_same_for_many_people(client, owner, town, staff_of):
    client.get("/sign-in/account/")  # the first request writes the session down
    few = queries(client)
    for number in range(8):
        staff_of(town, f"person-{number}")
    assert queries(client) == few
    assert few <= 15
