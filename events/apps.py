from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "イベント・動画"

    def ready(self) -> None:
        from events import signals  # noqa: F401  registering is the import's purpose
