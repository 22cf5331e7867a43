"""What the editing screen of a parameter checks over several rows."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from cms.fields.rows import refuse_repeated
from measures.models.parameter import figure_shape_message

SAME_DAY = "同じ日の値が、もうあります。この行の日を直すか、行を消してください。"


class ParameterForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        """Every value has the shape that the parameter asks for: one number, or a list."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        refuse_repeated(self.formsets["values"], "valid_from", SAME_DAY)
        kind = cleaned.get("runs_over", "")
        for form in self.formsets["values"].forms:
            if form.is_valid() and not form.cleaned_data.get("DELETE"):
                value = form.cleaned_data.get("value")
                if value is not None and isinstance(value, list) != bool(kind):
                    form.add_error("value", figure_shape_message(kind))
        return cleaned
