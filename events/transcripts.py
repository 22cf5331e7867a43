"""From the files beside a film to sentences and chapters."""

import logging
import re
from collections.abc import Iterable, Iterator

from cms.assets.captions import (
    CaptionError,
    Cue,
    decoded,
    read_paragraphs,
    read_transcript,
    read_webvtt,
)
from cms.assets.choices import TrackKind
from cms.assets.models import MediaTrack, PortalMedia
from cms.core.languages import default_language

logger = logging.getLogger(__name__)
SENTENCE_END = re.compile(r"[。！？!?][」』）]*$")
LONGEST = 160  # characters of one paragraph: then the next sentence begins a new one
PAUSE = 4_000  # milliseconds of silence that part two sentences


def speech_of(film: PortalMedia) -> list[Cue]:
    """What is said: the transcript, else the Japanese captions, else the text without times."""
    tracks = {track.kind: track for track in _japanese(film)}
    for kind in (TrackKind.TRANSCRIPT, TrackKind.CAPTIONS):
        if kind in tracks and (cues := _read(tracks[kind])):
            return list(sentences(cues))
    return read_paragraphs(film.transcript)


def chapters_of(film: PortalMedia) -> list[Cue]:
    return [
        cue for track in _japanese(film) if track.kind == TrackKind.CHAPTERS for cue in _read(track)
    ]


def _japanese(film: PortalMedia) -> Iterable[MediaTrack]:
    return film.tracks.filter(language=default_language())


def _read(track: MediaTrack) -> list[Cue]:
    """Nothing for a file that was stored before captions were checked, or is lost."""
    try:
        with track.file.open("rb") as file:
            content = file.read()
        if track.kind == TrackKind.TRANSCRIPT:
            return read_transcript(content)
        return read_webvtt(decoded(content))
    except (CaptionError, OSError) as error:
        logger.warning("Track %s cannot be read: %s", track.pk, error)
        return []


def sentences(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Captions are cut for the screen: join them until a sentence, a voice or a second ends."""
    open_cue: Cue | None = None
    for cue in cues:
        if open_cue is None:
            open_cue = cue
        elif _goes_on(open_cue, cue):
            text = _joined(open_cue.text, cue.text)
            open_cue = Cue(open_cue.start, cue.end, text, open_cue.speaker, open_cue.line)
        else:
            yield open_cue
            open_cue = cue
    if open_cue is not None:
        yield open_cue


def _goes_on(before: Cue, cue: Cue) -> bool:
    if before.start is None or cue.start is None or before.end is None:
        return False
    if before.start // 1000 == cue.start // 1000:
        return True  # an address names whole seconds
    if before.speaker != cue.speaker or cue.start - before.end > PAUSE:
        return False
    return not SENTENCE_END.search(before.text) and len(before.text) < LONGEST


def _joined(before: str, text: str) -> str:
    """Japanese needs no space between two lines; other writing does."""
    space = " " if before[-1:].isascii() and text[:1].isascii() else ""
    return f"{before}{space}{text}".replace("\n", space)
