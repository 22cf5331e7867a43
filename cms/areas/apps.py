from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "cms.areas"
    label = "areas"
    verbose_name = "地域"
