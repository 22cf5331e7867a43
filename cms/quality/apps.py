from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "cms.quality"
    label = "quality"
    verbose_name = "公開前の確認"
