"""Mails after publishing, the day before, and the end of the time data is kept."""

import io
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from cms.core.calendar import now
from events.choices import State
from events.models import EventPage, Registration, Ticket
from events.services import (
    cancel_registration,
    due_reminders,
    forget_registrations,
    remind,
    tell_cancellation,
)
from tests.builders import make_admin
from tests.events.builders import (
    make_event,
    make_open_event,
    make_past_event,
    make_registration,
    tokyo,
)
from tests.reading import fields_of, page_of
from tests.workflow.builders import publish_by_hand

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def run(command: str, *options: str) -> str:
    out = io.StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def publish_with(event, **fields):
        draft = EventPage.objects.get(pk=event.pk)
        for name, value in fields.items():
            setattr(draft, name, value)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            draft.save_revision().publish()
        return [
            (message.to[0].split("@")[0], message.subject.split("（")[0]) for message in mail.outbox
        ]

    return publish_with


@pytest.fixture
def event(site):
    event = make_open_event(site, capacity=1)
    event.save_revision().publish()
    make_registration(event, "あ", mail="first@town.example")
    make_registration(event, "い", mail="second@town.example")
    return event


def test_a_cancelled_event_tells_everybody_once(event, publish):
    told = publish(event, is_cancelled=True, cancelled_note="台風のため中止します。")
    words = "イベントが中止になりました"
    assert told == [("first", words), ("second", words)]
    assert "台風のため中止します。" in mail.outbox[0].body
    assert publish(event, is_cancelled=True, introduction="直しました。") == []


def test_the_button_of_the_admin_tells_everybody_too(
    event, client, django_capture_on_commit_callbacks
):
    client.force_login(make_admin())
    address = f"/admin/pages/{event.pk}/edit/"
    fields = fields_of(page_of(client.get(address)).find(id="page-edit-form"))
    streams = {"body-count": "0", "report-count": "0"}
    posted = {**streams, **fields, "is_cancelled": "on", "action-publish": "1"}
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        response = publish_by_hand(client, client.post(address, posted))
    assert response.status_code == 302, page_of(response).find_all(class_="error-message")
    told = [(message.to[0], message.subject.split("（")[0]) for message in mail.outbox]
    words = "イベントが中止になりました"
    people = ("first@town.example", "second@town.example")
    assert [each for each in told if each[0] in people] == [(one, words) for one in people]


def test_who_has_cancelled_is_not_told(event, publish):
    cancel_registration(registration=event.registrations.get(name="い"), at=now())
    assert [name for name, _words in publish(event, is_cancelled=True)] == ["first"]


def test_it_takes_place_after_all_and_is_cancelled_again(event, publish):
    publish(event, is_cancelled=True)
    told = {words for _name, words in publish(event, is_cancelled=False)}
    assert told == {"中止を取りやめ、開催します"}
    assert len(publish(event, is_cancelled=True)) == 2


def test_another_day_or_place_is_told_and_other_words_are_not(event, publish):
    words = "日時か場所が変わりました"
    assert publish(event, starts_at=event.starts_at + DAY, ends_at=event.ends_at + DAY) == [
        ("first", words),
        ("second", words),
    ]
    assert publish(event, venue="別の会場")[0] == ("first", words)
    assert publish(event, introduction="言葉だけ直しました。") == []


def test_more_places_move_up_who_waits_when_they_are_published(event, publish):
    assert publish(event, capacity=2) == [("second", "参加できるようになりました")]
    assert {each.state for each in event.registrations.all()} == {State.CONFIRMED}


def test_a_first_publication_tells_nobody(site, publish):
    event = make_open_event(site, live=False)
    assert publish(event) == []


def reminded(at) -> list[str]:
    return [registration.name for registration in due_reminders(at=at)]


def test_the_reminder_goes_out_the_day_before_by_the_calendar_of_tokyo(site):
    event = make_open_event(site, starts_at=tokyo(2030, 12, 5, 0, 30))
    make_registration(event, "あ")
    late = make_open_event(site, starts_at=tokyo(2030, 12, 5, 23, 59))
    make_registration(late, "い")
    assert reminded(tokyo(2030, 12, 3, 23, 59)) == []
    assert reminded(tokyo(2030, 12, 4, 0)) == ["あ", "い"]
    assert reminded(tokyo(2030, 12, 5, 0, 30)) == ["い"], "what has begun needs no reminder"


def test_only_who_has_a_place_at_an_event_that_takes_place(site):
    at = tokyo(2030, 12, 4, 9)
    day = {"starts_at": tokyo(2030, 12, 5, 10)}
    full = make_open_event(site, capacity=1, **day)
    for name in ("席がある", "待っている"):
        make_registration(full, name)
    for fields in ({"is_cancelled": True}, {"live": False}):
        other = make_open_event(site, **day)
        make_registration(other, "だれか")
        EventPage.objects.filter(pk=other.pk).update(**fields)
    assert reminded(at) == ["席がある"]


def test_reminding_twice_sends_one_mail(site, django_capture_on_commit_callbacks):
    make_registration(make_open_event(site, starts_at=now() + DAY / 2), "あ")
    assert "1件が送る対象" in run("remind_registrations", "--dry-run")
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        assert "お知らせを1件" in run("remind_registrations")
        assert "お知らせを0件" in run("remind_registrations")
    (message,) = mail.outbox
    assert message.subject.startswith("まもなく開かれます")
    assert "/registrations/" in message.body
    one = Registration.objects.get()
    assert not remind(registration=one, on=now().date(), at=now()), "another run was faster"


def test_a_cancellation_that_nobody_was_told_is_told_by_the_morning_run(
    site, django_capture_on_commit_callbacks
):
    event = make_open_event(site)
    make_registration(event, "あ")
    EventPage.objects.filter(pk=event.pk).update(is_cancelled=True)
    with django_capture_on_commit_callbacks(execute=True):
        assert "中止の知らせを1件" in run("remind_registrations")
        assert "中止の知らせを0件" in run("remind_registrations")
    assert len(mail.outbox) == 1
    assert tell_cancellation(event=event, at=now()) == 0


def test_registrations_are_kept_for_the_days_that_were_promised(site):
    starts = tokyo(2026, 11, 1, 10)
    event = make_open_event(site, starts_at=now() + DAY, keep_days=30)
    make_registration(event, "あ")
    EventPage.objects.filter(pk=event.pk).update(starts_at=starts, ends_at=starts + DAY / 12)
    end = starts + DAY / 12 + 30 * DAY
    assert forget_registrations(at=end) == 0
    assert forget_registrations(at=end + timedelta(seconds=1)) == 1
    assert not Registration.objects.exists()
    assert not Ticket.objects.exists()
    assert EventPage.objects.filter(pk=event.pk).exists()


def test_the_nightly_run_counts_first_and_deletes_once(site):
    event = make_open_event(site)
    make_registration(event, "あ")
    make_registration(make_open_event(site), "い")
    past = now() - 60 * DAY
    EventPage.objects.filter(pk=event.pk).update(starts_at=past, ends_at=past + DAY)
    make_past_event(site)
    assert "1件が消す対象" in run("forget_registrations", "--dry-run")
    assert Registration.objects.count() == 2
    assert "1件の申し込みを消しました" in run("forget_registrations")
    assert "0件の申し込みを消しました" in run("forget_registrations")
    assert Registration.objects.get().name == "い"


def test_mails_name_the_day_the_place_and_how_to_cancel(site, django_capture_on_commit_callbacks):
    event = make_open_event(site, title="話す会", starts_at=tokyo(2030, 12, 5, 13, 30))
    with django_capture_on_commit_callbacks(execute=True):
        make_registration(event, "見本 <花子> & 太郎", people=2)
    body = mail.outbox[0].body
    for part in (
        "見本 <花子> & 太郎 様",
        "話す会",
        "2030年12月5日（木）13:30〜15:30",
        "人数：2人",
        "30日後",
    ):
        assert part in body
    assert "{" not in body


def test_an_event_over_two_days_names_both(site):
    from events.mailing import when

    assert when(tokyo(2026, 12, 5, 13), tokyo(2026, 12, 6, 12)) == (
        "2026年12月5日（土）13:00〜2026年12月6日（日）12:00"
    )
    make_event(site)


def test_a_publication_that_is_only_scheduled_tells_nobody_yet(event, publish):
    assert publish(event, is_cancelled=True, go_live_at=now() + DAY) == []
