"""Ten wrong tries pause an ID from one address, alert once, and leave a way out."""

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.utils import timezone

from cms.accounts.models import User
from cms.records.choices import Action
from cms.records.models import AccessRecord
from tests.accounts.conftest import PASSWORD
from tests.builders import make_user
from tests.reading import page_of, words


@pytest.fixture(autouse=True)
def _operator(settings):
    settings.ADMINS = [("", "operator@portal.example")]


def sign_in(client, username="tanaka", password="wrong password", **headers):
    fields = {"username": username, "password": password}
    return client.post("/sign-in/", fields, **headers)


def fail(client, times: int, username="tanaka"):
    return [sign_in(client, username) for _try in range(times)][-1]


def alert_of(response) -> str:
    return words(page_of(response).find(attrs={"role": "alert"}))


def test_thirty_wrong_passwords_lock_and_alert_once(client, site, caplog):
    make_user("tanaka", password=PASSWORD)
    with caplog.at_level(logging.WARNING, "portal.alerts"):
        answer = fail(client, 30)
    assert answer.status_code == 429
    assert "15分" in alert_of(answer)
    assert "パスワードを忘れたとき" in alert_of(answer)
    assert len(mail.outbox) == 1
    assert len([line for line in caplog.records if line.name == "portal.alerts"]) == 1
    assert AccessRecord.objects.filter(action=Action.LOCKED).count() == 1
    assert AccessRecord.objects.filter(action=Action.REFUSED).count() == 29


def test_the_right_password_does_not_open_a_lock(client, site):
    make_user("tanaka", password=PASSWORD)
    fail(client, 10)
    sign_in(client, password=PASSWORD)
    assert "_auth_user_id" not in client.session


def test_unknown_ids_are_answered_like_known_ones(client, site):
    make_user("tanaka", password=PASSWORD)
    for times in (9, 1, 5):
        known, unknown = fail(client, times), fail(client, times, "nobody")
        assert (known.status_code, alert_of(known)) == (unknown.status_code, alert_of(unknown))


def test_other_addresses_and_other_ids_go_on(client, site):
    make_user("tanaka", password=PASSWORD)
    make_user("suzuki", password=PASSWORD)
    fail(client, 12)
    assert sign_in(client, "suzuki", PASSWORD).status_code == 302
    client.logout()
    assert sign_in(client, password=PASSWORD, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_waiting_opens_the_lock(client, site):
    make_user("tanaka", password=PASSWORD)
    fail(client, 10)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(client, password=PASSWORD).status_code == 302


def test_knocking_does_not_make_the_wait_longer(client, site):
    make_user("tanaka", password=PASSWORD)
    fail(client, 10)
    began = AccessAttempt.objects.get().attempt_time
    fail(client, 5)
    assert AccessAttempt.objects.get().attempt_time == began


def test_a_new_password_by_mail_opens_the_lock(client, site):
    make_user("tanaka", password=PASSWORD, email="tanaka@town.example")
    fail(client, 12)
    mail.outbox.clear()
    client.post("/sign-in/forgotten/", {"email": "Tanaka@Town.example"})
    link = next(part for part in mail.outbox[0].body.split() if "/new-password/" in part)
    chosen = client.get(link.partition("8000")[2], follow=True)
    address = chosen.redirect_chain[-1][0]
    fresh = "midori no kaeru 7 hiki"
    client.post(address, {"new_password": fresh, "again": fresh})
    assert sign_in(client, password=fresh).status_code == 302


def test_width_and_case_of_the_id_do_not_make_new_tries(client, site):
    make_user("tanaka", password=PASSWORD)
    for username in ("tanaka", "ｔａｎａｋａ", "TANAKA") * 3:
        sign_in(client, username)
    assert sign_in(client).status_code == 429


def test_what_was_typed_is_kept_nowhere(client, site):
    """People type their password into the box of the ID."""
    secret = "ひみつの あいことば 2026"
    sign_in(client, secret)
    attempt = AccessAttempt.objects.get()
    kept = f"{attempt.username} {attempt.post_data} {attempt.get_data}"
    row = AccessRecord.objects.get()
    assert "あいことば" not in f"{kept} {row.actor_name} {row.reason}"


def test_sign_ins_and_sign_outs_are_recorded(client, site):
    user = make_user("tanaka", password=PASSWORD)
    sign_in(client, password=PASSWORD, REMOTE_ADDR="192.0.2.7")
    client.post("/sign-in/out/", REMOTE_ADDR="192.0.2.7")
    rows = AccessRecord.objects.order_by("pk").values_list("action", "actor", "address")
    assert list(rows) == [
        (Action.SIGNED_IN, user.pk, "192.0.2.7"),
        (Action.SIGNED_OUT, user.pk, "192.0.2.7"),
    ]


def test_an_expired_account_is_refused_and_recorded(client, site):
    make_user("tanaka", password=PASSWORD, expires_on=timezone.localdate() - timedelta(days=2))
    wrong, ended = sign_in(client), sign_in(client, password=PASSWORD)
    assert alert_of(wrong) == alert_of(ended)
    assert "_auth_user_id" not in client.session
    assert AccessRecord.objects.filter(action=Action.REFUSED).count() == 2
    assert User.objects.get().last_login is None


@pytest.mark.parametrize("typed", ["", "\x00", "あ" * 5_000, "😀"])
def test_hostile_ids_are_counted_without_harm(client, site, typed):
    for _try in range(12):
        assert sign_in(client, typed).status_code in (200, 429)


def test_one_line_of_ipv6_is_one_address(client, site):
    """A provider gives 2**64 addresses to one line: changing them opens nothing."""
    make_user("tanaka", password=PASSWORD)
    for number in range(10):
        sign_in(client, REMOTE_ADDR=f"2001:db8:1:2::{number:x}")
    assert sign_in(client, password=PASSWORD, REMOTE_ADDR="2001:db8:1:2:ffff::1").status_code == 429
    assert sign_in(client, password=PASSWORD, REMOTE_ADDR="2001:db8:1:3::1").status_code == 302


def test_ipv4_written_as_ipv6_keeps_its_own_lock(client, site):
    make_user("tanaka", password=PASSWORD)
    for _try in range(10):
        sign_in(client, REMOTE_ADDR="::ffff:192.0.2.1")
    assert sign_in(client, password=PASSWORD, REMOTE_ADDR="::ffff:192.0.2.2").status_code == 302
