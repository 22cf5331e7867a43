from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = "土台"

    def ready(self) -> None:
        from cms.core import checks  # noqa: F401  registering is the import's purpose
        from cms.core.languages import register_simple_japanese

        register_simple_japanese()
        _keep_formulas_out_of_exports()


def _keep_formulas_out_of_exports() -> None:
    """What Wagtail writes as CSV (words that visitors searched, titles) is shown, not computed."""
    from wagtail.admin.views.mixins import SpreadsheetExportMixin

    from cms.spreadsheets.writing import safe

    SpreadsheetExportMixin.custom_value_preprocess[str] = {SpreadsheetExportMixin.FORMAT_CSV: safe}
