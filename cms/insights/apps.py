from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "cms.insights"
    label = "insights"
    verbose_name = "利用の集計"
