"""Which machine writes first translations (docs/environment.md)."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from cms.settings.environment import env

PACKAGE = "wagtail_localize.machine_translators"


def machine_translator() -> dict[str, Any]:
    """The setting of wagtail-localize for the engine that ``TRANSLATION_ENGINE`` names.

    ``deepl``, ``google`` and ``libretranslate`` send the Japanese words of pages to a service
    outside; ``glossary``, the default, stays inside and writes approved official names only.
    """
    engine = env.str("TRANSLATION_ENGINE", default="glossary")
    match engine:
        case "glossary":
            return {"CLASS": "cms.translation.glossary.GlossaryTranslator"}
        case "deepl":
            options = {"AUTH_KEY": env.str("TRANSLATION_KEY")}
            return {"CLASS": f"{PACKAGE}.deepl.DeepLTranslator", "OPTIONS": options}
        case "google":
            options = {
                "PROJECT_ID": env.str("TRANSLATION_PROJECT"),
                "CREDENTIALS_PATH": env.str("TRANSLATION_CREDENTIALS"),
            }
            return {"CLASS": f"{PACKAGE}.google.GoogleCloudTranslator", "OPTIONS": options}
        case "libretranslate":
            options = {
                "LIBRETRANSLATE_URL": env.str("TRANSLATION_URL").rstrip("/"),
                "API_KEY": env.str("TRANSLATION_KEY", default=""),
            }
            return {"CLASS": f"{PACKAGE}.libretranslate.LibreTranslator", "OPTIONS": options}
    raise ImproperlyConfigured(f"TRANSLATION_ENGINE names no engine: {engine}")
