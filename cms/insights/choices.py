from django.db.models import TextChoices


class Act(TextChoices):
    """What is counted."""

    DOWNLOAD = "download", "ダウンロード"
    PLAY = "play", "再生"
    SUBMISSION = "submission", "送信"
