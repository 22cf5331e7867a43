"""Model fields for households that editors write down. Columns hold JSON; people see questions."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from measures.choices import Status as Place
from measures.eligibility.errors import UnreadableError
from measures.eligibility.evaluate import Implementation, Status
from measures.eligibility.fields import word
from measures.eligibility.reading import answers, read_answer


def validate_answers(value: Any) -> None:
    """Answers that the engine can read; a message for every fault."""
    _translate(lambda: answers(value, "答え"))


def validate_statuses(value: Any) -> None:
    """``{"jido-teate": "likely"}``."""
    _validate_words(value, [status.value for status in Status])


def validate_implementations(value: Any) -> None:
    """``{"*": "running", "jido-teate": "unconfirmed"}``; ``*`` is every other measure."""
    _validate_words(value, [status.value for status in Implementation])


def validate_bands(key: str, bands: Any) -> None:
    """``[{"label": "100万円まで", "answer": {"revenue": [1, 1000000]}}]`` for one question."""
    if not isinstance(bands, list):
        raise ValidationError('幅の並びにしてください。例：[{"label": "なし", "answer": 0}]')
    for number, band in enumerate(bands, start=1):
        if not isinstance(band, dict) or set(band) != {"label", "answer"}:
            raise ValidationError(f"{number}番目を「label」と「answer」の組にしてください。")
        _translate(lambda band=band, place=f"{number}番目": read_answer(key, band["answer"], place))


def _validate_words(value: Any, allowed: list[str]) -> None:
    if not isinstance(value, dict):
        raise ValidationError("「施策の記号: 値」の組にしてください。")
    for slug, status in value.items():
        _translate(lambda slug=slug, status=status: word(allowed).read(status, slug))


def _translate(read: Any) -> None:
    try:
        read()
    except UnreadableError as unreadable:
        raise ValidationError([str(fault) for fault in unreadable.faults]) from unreadable


class ReadableJsonFormField(forms.JSONField):
    default_error_messages = {
        "invalid": (
            '書き方が正しくありません。「"記号": 値」を「,」で区切り、全体を{ }で囲んでください。'
        )
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str):  # typed, and perhaps not JSON
            return value
        return json.dumps(value, ensure_ascii=False, indent=1)


class ReadableJsonField(models.JSONField):
    """JSON that people type: Japanese stays readable, mistakes are explained."""

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super().formfield(*args, **{"form_class": ReadableJsonFormField, **kwargs})


class AnswersField(models.JSONField):
    """Answers of one household, filled in as a sheet of all questions."""

    default_validators = [validate_answers]

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        from measures.answering.forms import AnswersFormField  # the questions stand on models

        return models.Field.formfield(self, **{"form_class": AnswersFormField, **kwargs})


class StatusesField(models.JSONField):
    """The verdicts that must come out, chosen in a table: ``{"jido-teate": "likely"}``."""

    default_validators = [validate_statuses]

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return _table(self, {status.value: status.words for status in Status}, **kwargs)


class ImplementationsField(models.JSONField):
    """Where measures stand in the town of a household; ``*`` is every other measure."""

    default_validators = [validate_implementations]

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return _table(
            self, {place.value: place.label for place in Place}, with_others=True, **kwargs
        )


def _table(field: models.Field, words: Mapping[str, Any], **kwargs: Any) -> Any:
    from measures.answering.forms import MeasureWordsFormField  # the table stands on models

    options = {"form_class": MeasureWordsFormField, "words": words, **kwargs}
    return models.Field.formfield(field, **options)
