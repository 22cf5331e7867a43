"""The film of an event: player, chapters, transcript."""

from dataclasses import dataclass, field
from typing import Any

from cms.assets.models import MediaTrack
from events.models import Cue, EventPage

POSTER = "max-1280x720"
LONGEST = 24 * 60 * 60  # seconds; nothing that is asked for lies behind


@dataclass(frozen=True)
class Film:
    """``url`` carries the asked second as a media fragment: players start there by themselves."""

    url: str
    file_url: str
    is_video: bool
    tracks: list[MediaTrack]
    chapters: list[dict[str, Any]]
    transcript_url: str
    poster: Any = None
    asked: int = 0


@dataclass(frozen=True)
class Section:
    """Sentences below the title of their chapter; the first may have none."""

    title: str = ""
    cues: list[dict[str, Any]] = field(default_factory=list)


def film_of(event: EventPage, *, asked: str = "") -> Film:
    """``asked``: seconds from ``?t=``; nonsense starts at the beginning."""
    film: Any = event.film
    second = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    second = second if second < LONGEST else 0
    return Film(
        url=f"{film.url}#t={second}" if second else film.url,
        file_url=film.url,
        is_video=film.type == "video",
        tracks=film.player_tracks,
        chapters=[_chapter(event, cue) for cue in event.cues.chapters()],
        transcript_url=f"{event.address()}transcript/" if event.cues.speech().exists() else "",
        poster=film.poster.get_rendition(POSTER) if film.poster else None,
        asked=second,
    )


def _chapter(event: EventPage, cue: Cue) -> dict[str, Any]:
    return {"title": cue.text, "clock": cue.clock, "seconds": cue.seconds, "url": place(event, cue)}


def place(event: EventPage, cue: Cue) -> str:
    """The page of the event with the player at that second; works without JavaScript."""
    return f"{event.address()}?t={cue.seconds}#film" if cue.seconds is not None else ""


def transcript_sections(event: EventPage) -> list[Section]:
    """All sentences, each below its chapter; empty without any."""
    rows = list(event.cues.all())
    chapters = sorted(
        (cue for cue in rows if cue.kind == "chapter"), key=lambda cue: cue.start or 0
    )
    sections = [Section()]
    for cue in sorted((each for each in rows if each.kind == "speech"), key=lambda c: c.position):
        while chapters and (chapters[0].start or 0) <= (cue.start or 0):
            sections.append(Section(chapters.pop(0).text))
        sections[-1].cues.append(_sentence(event, cue))
    return [section for section in sections if section.cues]


def _sentence(event: EventPage, cue: Cue) -> dict[str, Any]:
    return {
        "text": cue.text,
        "speaker": cue.speaker,
        "clock": cue.clock,
        "anchor": cue.anchor,
        "url": place(event, cue),
    }
