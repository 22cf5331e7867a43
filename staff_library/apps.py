from django.apps import AppConfig


class StaffLibraryConfig(AppConfig):
    name = "staff_library"
    verbose_name = "職員向けページ"
