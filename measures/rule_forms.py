"""The editing form of a measure: a rule is checked when it is saved and tested to be published."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import BadRequest
from wagtail.admin.forms import WagtailAdminPageForm

from cms.core.calendar import today
from measures.rule_errors import stream_error
from measures.rule_storage import rule_record

if TYPE_CHECKING:
    from measures.models import RuleExample
    from measures.review import Review


class MeasureForm(WagtailAdminPageForm):
    """``review`` is what the panel shows of the rule as it was posted; None while it has errors."""

    review: "Review | None" = None

    def full_clean(self) -> None:
        """Blocks read their counts and orders from the form as they are: half a form is refused."""
        try:
            super().full_clean()
        except (KeyError, ValueError) as fault:
            raise BadRequest(
                "入力が途中までしか届いていません。もう一度開いて送ってください。"
            ) from fault

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "rule" in cleaned and "rule_as_of" in cleaned:
            self._check_rule(cleaned)
        return cleaned

    def _check_rule(self, cleaned: dict[str, Any]) -> None:
        from measures.review import Known, Review, readable_examples  # they stand on models

        stream = list(cleaned["rule"].get_prep_value())
        slug = cleaned.get("slug") or self.instance.slug or "draft"
        record = rule_record(measure=slug, as_of=cleaned["rule_as_of"], stream=stream)
        if record is None:
            return
        if cleaned["rule_as_of"] is None:
            self.add_error("rule_as_of", "ルールがいつの時点のものか、日付を入れてください。")
            return
        examples = readable_examples(self._examples())
        self.review = Review(Known.today(today()), record, examples)
        if self.review.faults:
            is_readable = self.review.rule is not None
            self.add_error(
                "rule", stream_error(self.review.faults, stream, is_readable=is_readable)
            )
        elif self.review.refusal and not self.is_deferred_validation:
            self.add_error(None, self.review.refusal)

    def _examples(self) -> "Iterator[RuleExample]":
        """Examples as they were posted; what is wrong with one is said beside it."""
        formset = self.formsets.get("examples")
        for form in formset.forms if formset else ():
            is_filled = form.has_changed() or form.instance.pk
            if is_filled and form.is_valid() and not form.cleaned_data.get("DELETE"):
                yield form.instance
