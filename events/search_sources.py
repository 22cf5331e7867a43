"""Events in the site search, and what is said in their films, with the second it is said."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.calendar import today
from cms.core.querysets import Reader
from cms.search.sources import PageSource, Result, SearchSource
from events.mailing import when
from events.models import Cue, EventPage


class EventSource(PageSource):
    def __init__(self) -> None:
        super().__init__(key="events", label=gettext_lazy("Events"), model=EventPage, order=35)

    def present(self, objects: Sequence[Any], *, language: str) -> list[Result]:
        return [
            Result(
                title=event.title,
                url=event.address(language),
                text=event.card_text,
                place=when(event.starts_at, event.ends_at),
                note=note_of(event),
                language="ja",
            )
            for event in objects
        ]


def note_of(event: EventPage) -> str:
    notes = [_("Cancelled") if event.is_cancelled else "", _("Sample") if event.is_sample else ""]
    return "・".join(note for note in notes if note)


class TalkSource(SearchSource):
    """A sentence of a film; the hit leads to its place in the transcript."""

    key = "talks"
    label = gettext_lazy("Said in films")
    order = 45
    model = Cue

    def visible_to(self, reader: Reader, *, language: str) -> QuerySet:
        events = EventPage.objects.visible_to(reader).shown_in(language).order_by()
        said = Cue.objects.visible_to(reader, on=today()).filter(event__in=events.values("pk"))
        return said.speech().select_related("event")

    def present(self, objects: Sequence[Any], *, language: str) -> list[Result]:
        return [
            Result(
                title=cue.event.title,
                url=cue.address(language),
                text=cue.text,
                place=_("At %(time)s of the film") % {"time": cue.clock} if cue.clock else "",
                note=note_of(cue.event),
                language="ja",
            )
            for cue in objects
        ]
