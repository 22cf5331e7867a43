from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Direction(TextChoices):
    """Which of two sets of words finds which."""

    BOTH = "both", _("Each of the words finds all of them")
    ONE_WAY = "one_way", _("The words on the left also find those on the right")
