"""What an event asks of those who come, and where a registration stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegistrationKind(models.TextChoices):
    """How one registers; the words are the editor's."""

    NONE = "none", "申し込みはいらない"
    OWN = "own", "このサイトで受け付ける"
    EXTERNAL = "external", "ほかのサイトで受け付ける"


class State(models.TextChoices):
    """Where one registration stands."""

    CONFIRMED = "confirmed", _("You have a place")
    WAITING = "waiting", _("On the waiting list")
    CANCELLED = "cancelled", _("Cancelled")


class Door(models.TextChoices):
    """What the page of an event says about registering at this moment."""

    NONE = "none", _("No registration is needed")
    EXTERNAL = "external", _("You register on another site")
    OPEN = "open", _("Places are left")
    WAITING = "waiting", _("Full: you can join the waiting list")
    CLOSED = "closed", _("Registration has ended")
    OVER = "over", _("This event is over")
    CANCELLED = "cancelled", _("This event is cancelled")


class CueKind(models.TextChoices):
    SPEECH = "speech", "話していること"
    CHAPTER = "chapter", "章"
