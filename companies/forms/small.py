"""The other steps of a submission, and the decision of the reviewer."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.assets.inspection import MEGABYTE, Kind
from cms.core.public_forms import PublicForm

EVIDENCE = Kind("根拠の書類", frozenset({"pdf", "jpg", "jpeg", "png", "xlsx"}), 10 * MEGABYTE)
MOST_FILES = 5


class EvidenceForm(PublicForm):
    """One document at a time: a photograph taken with the telephone is enough."""

    act = "evidence"
    file = forms.FileField(
        label=_("Document"),
        help_text=_("PDF, photograph (JPEG, PNG) or Excel file (.xlsx), up to 10 MB."),
        allow_empty_file=True,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.xlsx"}),
    )


class ConsentForm(PublicForm):
    """Nothing is ticked beforehand."""

    act = "consent"
    consent = forms.BooleanField(
        label=_("I agree for the company that this is published"),
        error_messages={"required": _("Without your agreement we cannot publish it.")},
    )


class LinkForm(PublicForm):
    """A new link for whoever lost theirs; the answer is the same whether there is one or not."""

    act = "company_link"
    most_an_hour = 5
    contact_email = forms.EmailField(label=_("Your mail address"), max_length=200)


class DecisionForm(forms.Form):
    """``version``: what the reviewer has seen."""

    PUBLISH, DRAFT, SEND_BACK, REFUSE = "publish", "draft", "send_back", "refuse"
    CHOICES = (
        (PUBLISH, "ページにして公開する"),
        (DRAFT, "ページの下書きにする（公開は承認者がする）"),
        (SEND_BACK, "会社に直してもらう（メールで編集のリンクを送る）"),
        (REFUSE, "掲載しない"),
    )
    NEEDS_WORDS = frozenset({SEND_BACK, REFUSE})

    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label="どうするか",
        choices=CHOICES,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="会社への言葉",
        required=False,
        max_length=1000,
        help_text="直してもらうときと掲載しないときは、必ず書きます。そのままメールで届きます。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_publish:
            decision = cast(forms.ChoiceField, self.fields["decision"])
            decision.choices = [each for each in self.CHOICES if each[0] != self.PUBLISH]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") in self.NEEDS_WORDS and not cleaned.get("words"):
            self.add_error("words", "会社に伝える言葉を書いてください。")
        return cleaned
