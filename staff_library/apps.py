from django.apps import AppConfig


class StaffLibraryConfig(AppConfig):
    name = "staff_library"
    verbose_name = "職員向けページ"

    def ready(self) -> None:
        from staff_library import signals  # noqa: F401  registering is the import's purpose
