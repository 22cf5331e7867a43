"""Mails about a registration. Every one brings a link that opens it."""

from datetime import datetime
from typing import Any

from cms.core.calendar import TOKYO, japanese_date
from cms.core.languages import default_language
from cms.core.mails import absolute, send_words
from cms.core.tickets import new_ticket
from events.choices import State
from events.models import EventPage, Registration, Ticket

SUBJECTS = {
    State.CONFIRMED.value: "お申し込みを受け付けました",
    State.WAITING.value: "キャンセル待ちで受け付けました",
    "already": "もう申し込まれています",
    "moved_up": "参加できるようになりました",
    "gave_back": "お申し込みを取り消しました",
    "changed": "日時か場所が変わりました",
    "takes_place": "中止を取りやめ、開催します",
    "reminder": "まもなく開かれます",
    "event_cancelled": "イベントが中止になりました",
}


def send_to(registration: Registration, kind: str, *, at: datetime) -> None:
    """Send the mail ``kind`` (a key of SUBJECTS) after the transaction, with a fresh link."""
    secret, digest = new_ticket()
    Ticket.objects.create(registration=registration, digest=digest, made_at=at)
    event = registration.event
    send_words(
        address=registration.mail,
        subject=SUBJECTS[kind],
        template=f"events/mails/{kind}.txt",
        words={**words_of(event), "registration": registration, "link": link_to(event, secret)},
    )


def link_to(event: EventPage, secret: str) -> str:
    return absolute(f"{event.address(default_language())}registrations/{secret}/")


def words_of(event: EventPage) -> dict[str, Any]:
    return {
        "event": event,
        "when": when(event.starts_at, event.ends_at),
        "page": absolute(event.address(default_language())),
    }


def when(starts_at: datetime, ends_at: datetime) -> str:
    """2026年12月5日（土）13:30〜16:00; two dates when it ends on another day."""
    start, end = starts_at.astimezone(TOKYO), ends_at.astimezone(TOKYO)
    until = f"{end:%H:%M}"
    if end.date() != start.date():
        until = f"{_day(end)}{until}"
    return f"{_day(start)}{start:%H:%M}〜{until}"


def _day(moment: datetime) -> str:
    return f"{japanese_date(moment.date())}（{'月火水木金土日'[moment.weekday()]}）"
