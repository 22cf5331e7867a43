from typing import Any

from django.apps import AppConfig
from django.utils.encoding import force_str


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = "土台"

    def ready(self) -> None:
        from cms.core import checks  # noqa: F401  registering is the import's purpose
        from cms.core.languages import register_simple_japanese
        from cms.fields.days import register_day_fields

        register_day_fields()
        register_simple_japanese()
        _keep_formulas_out_of_exports()


def _keep_formulas_out_of_exports() -> None:
    """What Wagtail writes as CSV (words that visitors searched, titles) is shown, not computed.

    Asked of the finished cell: a report has its own way to write a title, and what is no text
    before (a page, a list) is one in the file.
    """
    from wagtail.admin.views.mixins import SpreadsheetExportMixin

    from cms.spreadsheets.writing import safe

    written = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(view: Any, field: str, value: Any, export_format: str) -> Any:
        cell = written(view, field, value, export_format)
        if export_format != view.FORMAT_CSV:
            return cell
        text = force_str(cell, strings_only=True)
        return safe(text) if isinstance(text, str) else text

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
