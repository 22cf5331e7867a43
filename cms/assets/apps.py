from django.apps import AppConfig


class AssetsConfig(AppConfig):
    name = "cms.assets"
    label = "assets"
    verbose_name = "画像と文書"

    def ready(self) -> None:
        from cms.assets import signals  # noqa: F401  registering is the import's purpose
