"""What editors may change: references that lead somewhere, and nothing that breaks answers."""

from typing import Any

from django.http import QueryDict
from modelcluster.forms import ClusterForm
from wagtail.admin.forms import WagtailAdminModelForm

from cms.areas.models import Area
from cms.core.calendar import today
from cms.surveys.choices import Kind, ResultsFor
from cms.surveys.definitions import LISTED
from cms.surveys.flow import Asked, wrong_references
from cms.surveys.models import Answer, Question, Survey

WIDTH = [ResultsFor.NOBODY, ResultsFor.AFTER_CLOSING, ResultsFor.PUBLIC]
PROMISED = "回答が届いているため変えられません。答えた人への約束が変わってしまいます。"
COUNTED = (
    "回答が届いているため変えられません。結果が正しく数えられなくなります。"
    "新しい質問を足すか、新しいアンケートを作ってください。"
)
FIXED = ("kind", "scale_from", "scale_to", "shown_if", "shown_if_answers")


class SurveyAdminForm(WagtailAdminModelForm):
    """A questionnaire with its questions; the rules look at all of them together."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk and self._answered():
            self._keep_promises(cleaned)
        return cleaned

    def is_valid(self) -> bool:
        """Wagtail checks the questions after the survey: then all are read together."""
        self._number_questions()
        return super().is_valid() and self._questions_fit()

    def _answered(self) -> set[int]:
        """Numbers of the questions with answers that were sent."""
        sent = Answer.objects.filter(response__is_finished=True, question__survey=self.instance.pk)
        return set(sent.values_list("question_id", flat=True))

    def _keep_promises(self, cleaned: dict[str, Any]) -> None:
        before = Survey.objects.get(pk=self.instance.pk)
        if "is_anonymous" in cleaned and cleaned["is_anonymous"] != before.is_anonymous:
            self.add_error("is_anonymous", PROMISED)
        results = cleaned.get("results", before.results)
        if WIDTH.index(results) > WIDTH.index(before.results):
            self.add_error("results", PROMISED)
        told = before.results == ResultsFor.AFTER_CLOSING and before.is_over(today())
        if told and cleaned.get("closes_on") != before.closes_on:
            self.add_error("closes_on", "結果を公開したあとは、受付をもう一度始められません。")

    def _rows(self) -> list[ClusterForm]:
        """The forms of the questions in their order, without empty ones."""
        forms = self.formsets["questions"].forms
        return sorted(
            (form for form in forms if form.has_changed() or form.instance.pk),
            key=lambda form: int(form["ORDER"].value() or 0),
        )

    def _number_questions(self) -> None:
        """Questions without a code get the next free number; codes never change by themselves."""
        if not self.is_bound or "questions" not in self.formsets:
            return
        data: QueryDict = self.data.copy()  # type: ignore[has-type]
        rows = self._rows()
        taken = {data.get(form.add_prefix("code"), "").strip() for form in rows}
        free = (str(number) for number in range(1, 1000) if str(number) not in taken)
        for form in rows:
            if not data.get(form.add_prefix("code"), "").strip():
                data[form.add_prefix("code")] = next(free)
        self.data = data
        for form in self.formsets["questions"].forms:
            form.data = data

    def _questions_fit(self) -> bool:
        rows = [form for form in self._rows() if not form.cleaned_data.get("DELETE")]
        answered = self._answered() if self.instance.pk else set()
        self._refuse_what_is_counted(answered)
        for position, problem in wrong_references([_asked(form) for form in rows]).items():
            rows[position].add_error("shown_if", problem)
        for form in rows:
            _refuse_wrong_kind(form)
        return not self.errors and not any(form.errors for form in self._rows())

    def _refuse_what_is_counted(self, answered: set[int]) -> None:
        for form in self._rows():
            if form.instance.pk not in answered:
                continue
            if form.cleaned_data.get("DELETE"):
                form.add_error(None, f"「{form.instance}」は消せません。{COUNTED}")
            for name in FIXED:
                if _has_changed(form, name):
                    form.add_error(name, COUNTED)
            for option in form.formsets["options"].deleted_forms:
                if Answer.objects.filter(option=option.instance.pk).exists():
                    form.add_error(None, f"選択肢「{option.instance}」は消せません。{COUNTED}")


def _has_changed(form: ClusterForm, name: str) -> bool:
    """Browsers send other ends of lines than they got: those are no change."""
    if name not in form.changed_data:
        return False
    before, after = form.initial.get(name), form.cleaned_data.get(name)
    if isinstance(before, str) and isinstance(after, str):
        return before.splitlines() != after.splitlines()
    return before != after


def _labels(form: ClusterForm) -> list[str]:
    """The options of a question as they are in the form."""
    options = [option.cleaned_data for option in form.formsets["options"].forms]
    return [data["label"] for data in options if data.get("label") and not data.get("DELETE")]


def _choices(form: ClusterForm) -> list[str]:
    """Labels of all that can be chosen; nothing where the answer is written."""
    row: Question = form.instance
    if row.kind == Kind.PREFECTURE:
        return list(Area.objects.prefectures().values_list("name", flat=True))
    if row.kind == Kind.SCALE:
        return [str(number) for number in range(row.scale_from, row.scale_to + 1)]
    return _labels(form) if row.kind in LISTED else []


def _asked(form: ClusterForm) -> Asked:
    row: Question = form.instance
    return Asked(
        code=row.code,
        text=row.text,
        help_text=row.help_text,
        kind=row.kind,
        choices=tuple((label, label) for label in _choices(form)),
        shown_if=row.shown_if,
        one_of=frozenset(filter(None, map(str.strip, row.shown_if_answers.splitlines()))),
    )


def _refuse_wrong_kind(form: ClusterForm) -> None:
    row, labels = form.instance, _labels(form)
    if row.kind in LISTED and len(labels) < 2:
        form.add_error("kind", "選択肢を2つ以上入れてください。")
    if row.kind in LISTED and len(set(labels)) < len(labels):
        form.add_error("kind", "同じ選択肢が2つあります。")
    if row.kind == Kind.SCALE and not 1 <= row.scale_to - row.scale_from <= 10:
        form.add_error("scale_to", "段階は、2段階から11段階までにしてください。")
    if None not in (row.smallest, row.largest) and row.largest < row.smallest:
        form.add_error("largest", "いちばん小さい数より大きくしてください。")
