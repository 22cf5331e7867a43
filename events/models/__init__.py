from events.models.cue import Cue
from events.models.event import EventPage
from events.models.index import EventIndexPage
from events.models.registration import Registration, Ticket
from events.models.rows import EventSession, Slide, Speaker

__all__ = [
    "Cue",
    "EventIndexPage",
    "EventPage",
    "EventSession",
    "Registration",
    "Slide",
    "Speaker",
    "Ticket",
]
