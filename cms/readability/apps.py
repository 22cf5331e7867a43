from django.apps import AppConfig


class ReadabilityConfig(AppConfig):
    name = "cms.readability"
    label = "readability"
    verbose_name = "読みやすさ"
