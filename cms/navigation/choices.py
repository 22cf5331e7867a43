from django.db import models


class MenuPlace(models.TextChoices):
    MAIN = "main", "メイン"
    FOOTER = "footer", "フッター"


class BannerLevel(models.IntegerChoices):
    INFORMATION = 10, "お知らせ"
    WARNING = 20, "注意"
    EMERGENCY = 30, "緊急"
