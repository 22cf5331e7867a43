"""Forms of a review: the checklist with words, handing on, skipping; and what editors keep."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.areas.models import Area
from cms.fields.days import DayField
from cms.workflow.choices import Step
from cms.workflow.deciding import checklist_of
from cms.workflow.models import PageUpkeep, ReviewState
from cms.workflow.subjects import authors_of, subject_of

NOT_FREED = (
    "自治体をはずしたり変えたりすると、{}の事実確認がなくなります。承認者にたのんでください。"
)
LONGEST = 2_000  # characters of an opinion or a reason
APPROVE, REJECT, COMMENT = "approve", "reject", "comment"


def words_field(label: Any, **options: Any) -> forms.CharField:
    box = forms.Textarea({"rows": 4, "maxlength": LONGEST})
    return forms.CharField(label=label, max_length=LONGEST, widget=box, **options)


class DecisionForm(forms.Form):
    """Ticks and words; what is needed depends on ``action``."""

    ticked = forms.MultipleChoiceField(
        label=_("What you looked at"), required=False, widget=forms.CheckboxSelectMultiple
    )
    comment = words_field(
        _("Opinion or reason"),
        required=False,
        help_text=_("To send it back, write what should be changed and how. It stays on record."),
    )

    def __init__(self, *args: Any, step: Step, action: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action = action
        self.lines = checklist_of(step)
        self.fields["ticked"].choices = [(line, line) for line in self.lines]  # type: ignore[attr-defined]
        if not self.lines or action == REJECT:
            del self.fields["ticked"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        missing = [line for line in self.lines if line not in found.get("ticked", [])]
        if self.action == APPROVE and missing and "ticked" not in self.errors:
            self.add_error("ticked", _("Please look at what is not ticked yet, then tick it."))
        if self.action in (REJECT, COMMENT) and not found.get("comment", "").strip():
            self.add_error("comment", _("Please write what should be changed, or your opinion."))
        return found


def form_for(action: str, step: Step) -> Any:
    """The form class of Wagtail's own dialog for ``action``."""

    class ActionForm(DecisionForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, step=step, action=action, **kwargs)

    return ActionForm


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class DelegateForm(forms.Form):
    """To whom: anybody else whose turn the step could be and who did not write what is reviewed."""

    to = PersonField(label=_("Person to ask"), queryset=None, empty_label=_("Please choose"))
    words = words_field(_("A word to them"), required=False)

    prefix = "delegate"

    def __init__(self, *args: Any, state: ReviewState, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = state.task.specific.people(state).exclude(pk__in=authors_of(subject_of(state)))
        self.people = people.exclude(pk=by.pk).distinct()
        self.fields["to"].queryset = self.people  # type: ignore[attr-defined]


class SkipForm(forms.Form):
    prefix = "skip"

    reason = words_field(
        _("Why the municipality is not asked"),
        help_text=_("For example: the town answered by telephone, who and when."),
    )


class EmergencyForm(forms.Form):
    reason = forms.CharField(
        label="理由",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4, "maxlength": LONGEST}),
        help_text="なぜ審査を待てないのかを書いてください。協議記録に残り、承認者にメールで届きます。",
    )


class UpkeepForm(WagtailAdminModelForm):
    """Of the people, those who write pages; of the areas, whichever the chooser finds.

    ``may_free``: whether the person may take a municipality away, which then confirms no more.
    """

    class Meta:
        model = PageUpkeep
        fields = ["owner", "next_review", "municipality"]
        field_classes = {"next_review": DayField}
        widgets = {"municipality": AdminSnippetChooser(Area)}

    def __init__(self, *args: Any, may_free: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_free, self.confirming = may_free, self.instance.municipality
        writing = get_user_model().objects.filter(
            is_active=True, groups__page_permissions__permission__codename="change_page"
        )
        owners = self.fields["owner"]
        owners.queryset = writing.distinct().order_by("last_name", "username")

    def clean_municipality(self) -> Any:
        chosen = self.cleaned_data["municipality"]
        if self.confirming and chosen != self.confirming and not self.may_free:
            raise forms.ValidationError(NOT_FREED.format(self.confirming.full_name))
        return chosen
