"""What an item of the library is, and whether it still stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Value of the filter in the address → words; the page types in their order on the page."""

    NOTICE = "notice", _("Notices")
    LAW = "law", _("Laws")
    CASE = "case", _("Good practice")
    TRAINING = "training", _("Training material")


class Standing(models.TextChoices):
    """改正 means that a newer text has taken its place; 廃止 that nothing has."""

    CURRENT = "current", _("In force")
    AMENDED = "amended", _("Amended")
    ABOLISHED = "abolished", _("Abolished")
