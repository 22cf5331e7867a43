"""Acts on events and registrations."""

from events.services.following import follow_publication, tell_cancellation
from events.services.forgetting import forget_registrations
from events.services.registering import (
    ClosedError,
    Wishes,
    cancel_registration,
    move_up,
    register,
)
from events.services.reminding import due_reminders, remind
from events.services.transcribing import rebuild_cues

__all__ = [
    "ClosedError",
    "Wishes",
    "cancel_registration",
    "due_reminders",
    "follow_publication",
    "forget_registrations",
    "move_up",
    "rebuild_cues",
    "register",
    "remind",
    "tell_cancellation",
]
