from django.db import models


class ReadingKind(models.TextChoices):
    """What an entry of the dictionary of readings names."""

    PERSON = "person", "人の名前"
    PLACE = "place", "地名・駅・施設"
    SCHEME = "scheme", "制度・事業の名前"
    OTHER = "other", "そのほか"
