"""Questions of one screen as a form that anybody may post."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.public_forms import PublicForm
from cms.surveys.choices import Kind, Useful
from cms.surveys.flow import Answers, Asked
from cms.surveys.models import Question

SHORT, LONG = 200, 5000
LARGEST = 10**12
PREFIX = "q-"
GROUPS = (Kind.SINGLE, Kind.SCALE, Kind.MULTIPLE)
REQUIRED = {"required": _("Please answer this question.")}


class NumberField(forms.IntegerField):
    """A whole number, typed in any width."""

    def to_python(self, value: Any) -> int | None:
        return super().to_python(unicodedata.normalize("NFKC", str(value or "")).strip())


class DayField(forms.DateField):
    def to_python(self, value: Any) -> date | None:
        typed = (
            value if isinstance(value, date) else unicodedata.normalize("NFKC", str(value or ""))
        )
        return super().to_python(typed)


class ScreenForm(PublicForm):
    """One field for each of ``questions``, whose texts are as the person reads them."""

    act = "survey"
    most_an_hour = 300  # screens, from one address: a school or a town hall has one for all

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Asked],
        rows: dict[str, Question],
        answers: Answers,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.rows = questions, rows
        for question in questions:
            name = f"{PREFIX}{question.code}"
            self.fields[name] = field_of(question, rows[question.code])
            answer = answers.get(question.code, ())
            several = question.kind == Kind.MULTIPLE
            self.initial[name] = list(answer) if several else "".join(answer)

    def answers(self) -> dict[str, tuple[str, ...]]:
        """Code → what was chosen or written; an empty tuple for nothing."""
        return {
            q.code: _as_answer(self.cleaned_data.get(f"{PREFIX}{q.code}")) for q in self.questions
        }

    @property
    def shown(self) -> list[tuple[forms.BoundField, bool, tuple[str, ...]]]:
        """The fields, whether one is a group of choices, and what both ends of a scale mean."""
        return [
            (self[f"{PREFIX}{q.code}"], q.kind in GROUPS, self._ends(q)) for q in self.questions
        ]

    def _ends(self, question: Asked) -> tuple[str, ...]:
        row = self.rows[question.code]
        return (row.scale_low, row.scale_high) if question.kind == Kind.SCALE else ()


def _as_answer(value: Any) -> tuple[str, ...]:
    if value in (None, "", []):
        return ()
    if isinstance(value, list):
        return tuple(value)
    return (value.isoformat() if isinstance(value, date) else str(value),)


def field_of(question: Asked, row: Question) -> forms.Field:
    """The form field of a question."""
    told: dict[str, Any] = {
        "label": question.text,
        "help_text": question.help_text,
        "required": question.required,
        "error_messages": REQUIRED,
    }
    choices = list(question.choices)
    match question.kind:
        case Kind.SINGLE | Kind.SCALE:
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)
        case Kind.MULTIPLE:
            widget = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=choices, widget=widget, **told)
        case Kind.PREFECTURE:
            return forms.ChoiceField(choices=[("", _("Please choose")), *choices], **told)
        case Kind.NUMBER:
            return _number(row, told)
        case Kind.DATE:
            return DayField(
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **told
            )
        case Kind.LONG_TEXT:
            return forms.CharField(
                max_length=LONG, widget=forms.Textarea(attrs={"rows": 5}), **told
            )
        case _:
            return forms.CharField(max_length=SHORT, **told)


def _number(row: Question, told: dict[str, Any]) -> forms.Field:
    smallest = -LARGEST if row.smallest is None else row.smallest
    largest = LARGEST if row.largest is None else row.largest
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return NumberField(min_value=smallest, max_value=largest, widget=widget, **told)


class UsefulForm(PublicForm):
    """「このページは役に立ちましたか」"""

    act = "useful"
    most_an_hour = 60
    useful = forms.ChoiceField(
        label=_("Was the page useful?"),
        choices=Useful.choices,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    remark = forms.CharField(
        label=_("What was missing?"),
        help_text=_("In a line. Please do not write names or telephone numbers."),
        max_length=200,
        required=False,
    )
