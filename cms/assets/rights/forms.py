"""The fields about rights in the same form as the file."""

from typing import Any

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass
from django.urls import reverse
from django.utils.html import format_html

from cms.assets.inspection import EVIDENCE, inspect
from cms.assets.rights.choices import NEED_EVIDENCE, Licence, Transfer, Use
from cms.assets.rights.models import rights_of
from cms.fields.days import DayField

PREFIX = "rights_"
PLAIN = ("holder", "licence", "conditions", "evidence_note", "valid_until", "transfer")
NEEDED = {
    "holder": "権利をもつ人を書いてください。自分たちで作ったものなら、団体の名前です。",
    "licence": "使える理由を選んでください。",
    "uses": "使える範囲を一つ以上選んでください。サイトにのせるなら「ウェブ」です。",
}


class RightsFormMixin(forms.BaseForm, metaclass=DeclarativeFieldsMetaclass):
    """All empty: nothing is known about the rights, and pages with the file are not published."""

    rights_holder = forms.CharField(
        label="権利：だれのものか",
        required=False,
        max_length=200,
        help_text=(
            "撮った人、描いた人、会社など。権利を書くまで、このファイルを使うページは公開できません。"
        ),
    )
    rights_licence = forms.ChoiceField(
        label="権利：使える理由", required=False, choices=[("", "選んでください"), *Licence.choices]
    )
    rights_uses = forms.MultipleChoiceField(
        label="権利：使える範囲",
        required=False,
        choices=Use.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="サイトにのせるなら「ウェブ」。自治体が手を加えて使うなら「二次利用」も。",
    )
    rights_valid_until = DayField(
        label="権利：使える最後の日",
        required=False,
        help_text="期限がなければ空欄。60日前に、入れた人へ知らせます。",
    )
    rights_conditions = forms.CharField(
        label="権利：条件", required=False, max_length=300, help_text="例：作者の名前を出す。"
    )
    rights_evidence_note = forms.CharField(
        label="権利：証拠のメモ",
        required=False,
        max_length=300,
        help_text="契約書の番号、メールの日付など。書類がないときも、これがあれば公開できます。",
    )
    rights_evidence = forms.FileField(
        label="権利：証拠の書類",
        required=False,
        widget=forms.FileInput,
        help_text="許諾書など。PDF・JPEG・PNG。サイトには出ません。",
    )
    rights_transfer = forms.ChoiceField(
        label="権利：国（こども家庭庁）へゆずれるか", required=False, choices=Transfer.choices
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" not in self.fields:  # many at once are sent without files
            self.fields.pop("rights_evidence", None)
        instance = self.instance  # type: ignore[attr-defined]
        record = rights_of(instance) if instance.pk else None
        if record is not None:
            self.initial.update({f"{PREFIX}{name}": getattr(record, name) for name in PLAIN})
            self.initial["rights_uses"] = [use.value for use in record.uses]
            if record.evidence and "rights_evidence" in self.fields:
                self.fields["rights_evidence"].help_text = format_html(
                    '今の書類：<a href="{}">{}</a>。選び直すと、入れ替わります。',
                    reverse("rights_evidence", args=[record.pk]),
                    record.evidence_name,
                )

    def clean_rights_evidence(self) -> Any:
        file = self.cleaned_data["rights_evidence"]
        if file:
            inspect(file, EVIDENCE)
            file.is_inspected = True
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self._says_something():
            for name, message in NEEDED.items():
                if not cleaned.get(f"{PREFIX}{name}") and f"{PREFIX}{name}" not in self.errors:
                    self.add_error(f"{PREFIX}{name}", message)
            if self._lacks_evidence():
                message = "書類を選ぶか、契約書の番号やメールの日付などをメモに書いてください。"
                self.add_error("rights_evidence_note", message)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """The rights go to the database with the file, whoever saves it in the end."""
        if self._says_something():
            self.instance.rights_to_record = self._record_fields()  # type: ignore[attr-defined]
        return super().save(commit)  # type: ignore[misc]

    def _says_something(self) -> bool:
        """Whether rights were sent: empty fields beside a record ask to empty it, which is refused.

        A form without these fields (many files at once, a program) says nothing about rights.
        """
        names = (*NEEDED, "conditions", "evidence_note", "valid_until", "evidence")
        if any(self.cleaned_data.get(f"{PREFIX}{name}") for name in names):
            return True
        sent = self.add_prefix("rights_holder") in self.data
        return sent and rights_of(self.instance) is not None  # type: ignore[attr-defined]

    def _lacks_evidence(self) -> bool:
        cleaned = self.cleaned_data
        record = rights_of(self.instance)  # type: ignore[attr-defined]
        shown = cleaned.get("rights_evidence") or cleaned.get("rights_evidence_note")
        kept = record is not None and record.evidence
        return cleaned.get("rights_licence") in NEED_EVIDENCE and not (shown or kept)

    def _record_fields(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        fields = {name: cleaned.get(f"{PREFIX}{name}") for name in PLAIN}
        fields["transfer"] = fields["transfer"] or Transfer.UNKNOWN
        chosen = cleaned.get("rights_uses") or []
        fields.update({f"for_{use.value}": use.value in chosen for use in Use})
        if evidence := cleaned.get("rights_evidence"):
            fields.update(evidence=evidence, evidence_name=evidence.name[:200])
        return fields
