"""What is known of a link."""

from django.db import models


class State(models.TextChoices):
    """``UNKNOWN``: the other site tells programs nothing, or it may be a failure of today."""

    UNCHECKED = "unchecked", "まだ確かめていない"
    WORKS = "works", "開ける"
    UNKNOWN = "unknown", "確かめられない"
    BROKEN = "broken", "切れている"
    FORBIDDEN = "forbidden", "確かめてはいけないアドレス"


class Problem(models.TextChoices):
    """Why a link to a page or a file of ours leads nowhere."""

    NONE = "", "なし"
    DELETED = "deleted", "消されたページ"
    UNPUBLISHED = "unpublished", "公開していないページ"
    STAFF_ONLY = "staff_only", "職員だけのページ"
    FILE_DELETED = "file_deleted", "消されたファイル"
