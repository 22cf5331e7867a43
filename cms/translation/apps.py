from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "cms.translation"
    label = "translation"
    verbose_name = "言語"

    def ready(self) -> None:
        from cms.translation import signals  # noqa: F401  registering is the import's purpose
