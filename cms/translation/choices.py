from django.db import models


class State(models.TextChoices):
    """How a page stands in one language."""

    MISSING = "missing", "訳なし"
    WAITING = "waiting", "作業中"
    STALE = "stale", "古い訳"
    CURRENT = "current", "最新"


class Order(models.TextChoices):
    LONGEST = "longest", "長く待っている順"
    NEWEST = "newest", "新しい順"
    TITLE = "title", "題名の順"
