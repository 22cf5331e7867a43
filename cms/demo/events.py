"""Sample events: one that is over, with film and report; open, full and cancelled ones to come."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from cms.assets.choices import TrackKind
from cms.assets.models import MediaTrack, PortalDocument, PortalImage, PortalMedia
from cms.core.calendar import TOKYO, fiscal_year, now, today
from cms.demo.fronts import main_front
from cms.demo.own_work import own_work
from cms.demo.sheets import sample_pdf
from cms.surveys.models import Survey
from cms.surveys.services import add_missing_surveys
from events.choices import State
from events.models import (
    EventIndexPage,
    EventPage,
    EventSession,
    Registration,
    Slide,
    Speaker,
)

FILM = Path(__file__).parent / "film"
SATURDAY = 5
WARNING = "これは見本です。実際の資料ではありません。"
TRACKS = (
    (TrackKind.CAPTIONS, "captions.vtt", "日本語字幕"),
    (TrackKind.CHAPTERS, "chapters.vtt", "章"),
)


@transaction.atomic
def build_events(content: dict[str, Any]) -> None:
    """The entrance and every event that is missing; days count from the day of the first run."""
    home = main_front()
    index = EventIndexPage.objects.child_of(home).first()
    if index is None:
        page = EventIndexPage(slug="events", locale=home.locale, **content["page"])
        index = home.add_child(instance=page)
        index.save_revision().publish()
    known = set(index.get_children().values_list("slug", flat=True))
    for record in content["events"]:
        if record["slug"] not in known:
            _publish(index, dict(record), content)


def _publish(index: EventIndexPage, record: dict[str, Any], content: dict[str, Any]) -> None:
    day = _saturday(today() + timedelta(days=record.pop("days")))
    starts, ends = record.pop("starts"), record.pop("ends")
    sessions, speakers = record.pop("sessions"), record.pop("speakers")
    people, report = record.pop("registrations", []), record.pop("report", [])
    with_film = record.pop("with_film", False)
    event = EventPage(
        locale=index.locale, starts_at=_at(day, starts), ends_at=_at(day, ends), **record
    )
    event.is_sample = True
    event.report = _body(report)
    event.sessions = [
        EventSession(title=title, text=text, starts_at=_at(day, first), ends_at=_at(day, last))
        for first, last, title, text in sessions
    ]
    event.speakers = [_speaker(name, role, day) for name, role in speakers]
    if with_film:
        event.film = _film(content["film"]["title"])
        event.slides = [Slide(document=_document(*content["film"]["slides"]))]
        event.survey = _survey(content["survey"])
    index.add_child(instance=event)
    event.save_revision().publish()
    _register(event, people)


def _survey(record: dict[str, Any]) -> Survey:
    """Open until the end of the fiscal year."""
    closes_on = date(fiscal_year(today()) + 1, 3, 31)
    add_missing_surveys(records=[{**record, "closes_on": closes_on}])
    return Survey.objects.get(slug=record["slug"])


def _saturday(day: date) -> date:
    return day + timedelta(days=(SATURDAY - day.weekday()) % 7)


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), TOKYO)


def _body(blocks: list[list[str]]) -> str:
    values = [
        {"type": kind, "value": f"<p>{text}</p>" if kind == "paragraph" else text}
        for kind, text in blocks
    ]
    return json.dumps(values, ensure_ascii=False)


def _speaker(name: str, role: str, day: date) -> Speaker:
    return Speaker(
        name=name,
        role=role,
        agreed_on=day - timedelta(days=30),
        rights_scope="見本サイトでの公開",
        agrees_to_recording=True,
        agrees_to_sign_language=True,
    )


def _film(title: str) -> PortalMedia:
    """The committed film with its poster, captions and chapters; made when it is missing."""
    found = PortalMedia.objects.filter(title=title).first()
    if found:
        return found
    poster = own_work(PortalImage.objects.create(title=title, file=_file("poster.jpg")))
    film = PortalMedia.objects.create(
        title=title, file=_file("film.mp4"), type="video", duration=36, poster=poster
    )
    own_work(film)
    for kind, name, label in TRACKS:
        MediaTrack.objects.create(media=film, kind=kind, label=label, file=_file(name))
    return film


def _file(name: str) -> ContentFile:
    return ContentFile((FILM / name).read_bytes(), name=name)


def _document(name: str, title: str) -> PortalDocument:
    found = PortalDocument.objects.filter(title=title).first()
    if found:
        return found
    lines = [WARNING, "1 電話で話す", "2 窓口で話す", "3 みんなで話す"]
    file = ContentFile(sample_pdf(title, lines), name=name)
    return own_work(PortalDocument.objects.create(title=title, file=file, source="見本"))


def _register(event: EventPage, people: list[list[Any]]) -> None:
    """Invented people; nobody gets a mail."""
    left, at = event.capacity or 0, now()
    for number, (name, count) in enumerate(people):
        mail = f"sample-{number}@town.example"
        Registration.objects.create(
            event=event,
            name=name,
            mail=mail,
            mail_key=mail,
            people=count,
            state=State.CONFIRMED if count <= left else State.WAITING,
            created_at=at,
            consented_at=at,
        )
        left -= count
