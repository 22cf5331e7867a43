from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = "土台"

    def ready(self) -> None:
        from cms.core import checks  # noqa: F401  registering is the import's purpose
        from cms.core.languages import register_simple_japanese

        register_simple_japanese()
