"""Sentences and chapters of a film as rows that can be searched and linked to."""

from django.db import transaction

from cms.assets.captions import Cue as ReadCue
from events.choices import CueKind
from events.models import Cue, EventPage
from events.transcripts import chapters_of, speech_of


@transaction.atomic
def rebuild_cues(*, event: EventPage) -> bool:
    """Bring the rows in line with the files beside the film; False when they are already."""
    film = event.film
    wanted = {
        CueKind.SPEECH: speech_of(film) if film else [],
        CueKind.CHAPTER: chapters_of(film) if film else [],
    }
    rows = [
        _row(event, kind, position, cue)
        for kind, cues in wanted.items()
        for position, cue in enumerate(cues)
    ]
    stored = event.cues.order_by("kind", "position")
    if sorted(map(_told, rows)) == sorted(map(_told, stored)):
        return False
    stored.delete()
    for row in rows:  # one by one: each tells the index of the search
        row.save()
    return True


def _row(event: EventPage, kind: str, position: int, cue: ReadCue) -> Cue:
    return Cue(
        event=event,
        kind=kind,
        position=position,
        start=cue.start,
        end=cue.end,
        speaker=cue.speaker[:80],
        text=cue.text,
    )


def _told(cue: Cue) -> tuple[str, int, int, int, str, str]:
    return cue.kind, cue.position, cue.start or 0, cue.end or 0, cue.speaker, cue.text
