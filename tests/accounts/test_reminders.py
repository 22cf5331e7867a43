"""Reminders leave through a real mail server, once in two weeks, to owners who have to act."""

import io
import socket
from datetime import date, timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.core.management import call_command
from django.core.management.base import CommandError

from cms.accounts.models import User
from cms.accounts.services.reminding import due_reminders, remind

LAST = date(2027, 4, 30)
FEBRUARY = date(2027, 2, 1)


class Sink(Message):
    def __init__(self) -> None:
        super().__init__()
        self.received = []

    def handle_message(self, message) -> None:
        self.received.append(message)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mail_server(settings):
    sink = Sink()
    server = Controller(sink, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    yield sink
    server.stop()


@pytest.fixture
def owner(roles, town, staff_of):
    staff_of(town, "moved", expires_on=LAST)
    staff_of(town, "stays", expires_on=LAST.replace(year=2028))
    return staff_of(town, "owner", is_owner=True, expires_on=LAST)


def run_all(today: date) -> int:
    due = list(due_reminders(today=today))
    for reminder in due:
        remind(reminder=reminder, today=today)
    return len(due)


def test_the_mail_says_how_many_and_where(mail_server, owner):
    assert run_all(FEBRUARY) == 1
    message = mail_server.received[0]
    text = message.get_payload(decode=True).decode()
    assert message["To"] == "owner@town.example"
    assert "八王子市" in text
    assert "2人分が2027年4月30日" in text
    assert "/sign-in/people/" in text


def test_nobody_is_asked_twice_in_two_weeks(mail_server, owner):
    days = [FEBRUARY, FEBRUARY + timedelta(days=13), FEBRUARY + timedelta(days=14)]
    assert [run_all(day) for day in days] == [1, 0, 1]
    assert len(mail_server.received) == 2


@pytest.mark.parametrize("today", [date(2027, 1, 31), date(2027, 5, 1), date(2026, 11, 23)])
def test_nobody_is_asked_outside_the_season(owner, today):
    assert list(due_reminders(today=today)) == []


def test_nobody_is_asked_when_everybody_is_confirmed(owner):
    User.objects.update(expires_on=LAST.replace(year=2028))
    assert list(due_reminders(today=FEBRUARY)) == []


def test_a_mail_server_that_fails_is_asked_again_tomorrow(settings, owner):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with pytest.raises(OSError, match="refused"):
        run_all(FEBRUARY)
    assert len(list(due_reminders(today=FEBRUARY))) == 1


def test_the_commands_look_before_they_act(owner):
    for command in ("remind_accounts", "end_accounts", "forget_access_records"):
        out = io.StringIO()
        call_command(command, "--dry-run", stdout=out)
        assert "--dry-run" in out.getvalue()
    call_command("end_accounts", stdout=io.StringIO())
    assert User.objects.filter(is_active=True).count() == 3


def test_records_are_kept_for_a_year(db):
    with pytest.raises(CommandError, match="365"):
        call_command("forget_access_records", "--older-than", "30")
