"""Steps of a review and what can happen in it."""

from django.db import models


class Step(models.TextChoices):
    """事実確認: the municipality that is named; 協議: those who decide for the agency."""

    FACT_CHECK = "fact_check", "事実確認"
    CONSULTATION = "consultation", "協議"


class Act(models.TextChoices):
    ASKED = "asked", "確認をたのんだ"
    APPROVED = "approved", "承認した"
    REJECTED = "rejected", "差し戻した"
    SKIPPED = "skipped", "とばした"
    COMMENTED = "commented", "意見を書いた"
    DELEGATED = "delegated", "ほかの人にたのんだ"
    WITHDRAWN = "withdrawn", "取りやめた"
    PUBLISHED = "published", "公開した"
    SCHEDULED = "scheduled", "公開を予約した"
    DELETED = "deleted", "審査の途中で削除した"
    MUNICIPALITY = "municipality", "名前が出る自治体を変えた"
    EMERGENCY = "emergency", "審査なしで公開した"
