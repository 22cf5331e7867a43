from django.db.models import TextChoices


class Act(TextChoices):
    """What is counted."""

    DOWNLOAD = "download", "ダウンロード"
    PLAY = "play", "再生"
    SUBMISSION = "submission", "送信"


class Grouping(TextChoices):
    """What one row of the report stands for, besides the month and the act."""

    KIND = "kind", "対象の種類ごと"
    THING = "thing", "対象ごと"
    MUNICIPALITY = "municipality", "自治体ごと（サインインした人）"
