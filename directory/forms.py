"""The office form of the admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from directory.choices import Task


class OfficeForm(WagtailAdminModelForm):
    """Tasks as check boxes instead of rows; the place must be said one way or the other."""

    tasks = forms.MultipleChoiceField(
        label="相談できること",
        choices=Task.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="まちのページは、この分類ごとに窓口を出します。迷ったときの窓口は「なんでも」を選びます。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["tasks"] = [row.task for row in self.instance.task_rows.all()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        rows = self.formsets.get("service_areas") if hasattr(self, "formsets") else None
        if not cleaned.get("area") and rows is not None and not _kept(rows):
            self.add_error("area", _("Choose the area, or add the areas this desk serves below."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        from directory.models import OfficeTask  # models name this form

        chosen = self.cleaned_data.get("tasks", [])
        self.instance.task_rows.set([OfficeTask(task=task) for task in chosen])
        return super().save(commit=commit)


def _kept(rows: Any) -> list[Any]:
    """Filled rows of a formset that are not ticked for deletion."""
    kept = []
    for form in rows.forms:
        data = getattr(form, "cleaned_data", {}) if form.is_valid() else {}
        is_used = form.has_changed() or (form.instance and form.instance.pk)
        if is_used and not data.get("DELETE"):
            kept.append(form)
    return kept
