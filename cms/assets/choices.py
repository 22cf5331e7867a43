"""Who may open a file."""

from django.db import models


class Access(models.TextChoices):
    PUBLIC = "public", "だれでも"
    STAFF = "staff", "職員だけ"


class TrackKind(models.TextChoices):
    """What a text beside a video is for: the values of HTML's ``<track kind>``, and the transcript,
    which pages show and no player."""

    CAPTIONS = "captions", "字幕（音も文字にしたもの）"
    SUBTITLES = "subtitles", "字幕（訳）"
    DESCRIPTIONS = "descriptions", "画面の説明"
    CHAPTERS = "chapters", "章の見出し"
    TRANSCRIPT = "transcript", "文字起こし（プレーヤーには出ません）"
