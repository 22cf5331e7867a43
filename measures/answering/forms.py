"""Form fields of the editing screens: the sheet of questions, and a table of measures."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cms.areas.models import Area
from cms.core.calendar import today
from cms.core.languages import default_language
from measures.answering.fields import Choice
from measures.answering.posted import Posted
from measures.answering.sheet import read_sheet, write_sheet
from measures.answering.sheet_fields import sheet_screens
from measures.answering.telling import household_line
from measures.eligibility.errors import UnreadableError
from measures.eligibility.reading import answers, to_json
from measures.eligibility.vocabulary import QUESTIONS
from measures.models import MeasurePage
from measures.rules import questions

OTHERS = "*"
MEDIA = forms.Media(css={"all": ["measures/answers.css"]})
_SLUG = re.compile(r"^(?:\*|[a-z0-9][a-z0-9-]{0,79})\Z")


class Sheet:
    """A posted sheet: what was filled in, and the answers and errors in it."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data

    @cached_property
    def posted(self) -> Posted:
        return read_sheet(self.data, on=today())


def below(data: Any, name: str) -> QueryDict:
    """The part of a posted form whose names begin with ``name-``, without that beginning."""
    part, start = QueryDict(mutable=True), f"{name}-"
    for key in data:
        if key.startswith(start):
            values = data.getlist(key) if hasattr(data, "getlist") else [data[key]]
            part.setlist(key.removeprefix(start), values)
    return part


class SheetWidget(forms.Widget):
    """Many fields under one name."""

    @property
    def media(self) -> forms.Media:
        return MEDIA

    def id_for_label(self, id_: str | None) -> str:
        """The sheet is many fields: no single one carries the label."""
        return ""

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class AnswersWidget(SheetWidget):
    template_name = "measures/admin/answers.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sheet:
        return Sheet(below(data, name))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not below(data, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        written = {words.key: words for words in questions()}
        sheet = value if isinstance(value, Sheet) else None
        told = value if isinstance(value, Mapping) else {}
        posted = sheet.posted if sheet else Posted(told=dict(told))
        data = sheet.data if sheet else write_sheet(told, written, _place(told))
        areas = [Choice(area.code6, area.full_name) for area in posted.areas]
        context["widget"] |= {
            "screens": sheet_screens(data, posted.errors, areas, written),
            "line": _line(posted),
            "is_open": bool(posted.errors) or not posted.told,
        }
        return context


def _place(told: Mapping[str, Any]) -> Area | None:
    """The area of the answer 「住んでいる市区町村」, if it is still known."""
    place = told.get("area")
    if not isinstance(place, Mapping):
        return None
    areas = Area.objects.with_chain()
    if place.get("code"):
        return areas.filter(code6=place["code"]).first()
    return areas.prefectures().filter(code6__startswith=place.get("prefecture", "-")).first()


def _line(posted: Posted) -> str:
    """The household in a line; nothing while its answers cannot be read."""
    try:
        answers(posted.told)
    except UnreadableError:
        return ""
    return household_line(posted.told)


class AnswersFormField(forms.Field):
    widget = AnswersWidget

    def clean(self, value: Any) -> dict[str, Any]:
        posted = value.posted if isinstance(value, Sheet) else Posted()
        if posted.errors:
            raise ValidationError(
                [f"{QUESTIONS[key].title}：{text}" for key, text in posted.errors.items()]
            )
        return super().clean(to_json(answers(posted.told)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        posted = data.posted if isinstance(data, Sheet) else Posted()
        if posted.errors:
            return True
        try:
            return answers(initial or {}) != answers(posted.told)
        except UnreadableError:
            return True


class MeasureWordsWidget(SheetWidget):
    """One line for each measure with a rule, and for every other measure that is named."""

    template_name = "measures/admin/measure_words.html"

    def __init__(self, words: Mapping[str, Any], *, with_others: bool) -> None:
        super().__init__()
        self.words, self.with_others = words, with_others

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        return {slug: str(word) for slug, word in below(data, name).items() if word}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not below(data, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        chosen = value if isinstance(value, Mapping) else {}
        names = self._names(chosen)
        context["widget"] |= {
            "rows": [(slug, names[slug], self._choices(chosen.get(slug, ""))) for slug in names],
            "line": self._line(chosen),
        }
        return context

    def _names(self, chosen: Mapping[str, str]) -> dict[str, str]:
        pages = MeasurePage.objects.in_language(default_language()).exclude(rule_digest="")
        known = dict(pages.order_by("number", "slug").values_list("slug", "official_name"))
        others = {OTHERS: "下で選ばない、すべての施策"} if self.with_others else {}
        return {**others, **known, **{slug: slug for slug in chosen if slug not in known | others}}

    def _choices(self, chosen: str) -> list[Choice]:
        options = {"": "選ばない", **self.words}
        return [Choice(word, str(label), word == chosen) for word, label in options.items()]

    def _line(self, chosen: Mapping[str, str]) -> str:
        """「使えそう 13、確認が必要 3」"""
        found = list(chosen.values())
        counts = ((label, found.count(word)) for word, label in self.words.items())
        return "、".join(f"{label} {count}" for label, count in counts if count) or "なし"


class MeasureWordsFormField(forms.Field):
    def __init__(
        self, *, words: Mapping[str, Any], with_others: bool = False, **kwargs: Any
    ) -> None:
        self.words = words
        kwargs["widget"] = MeasureWordsWidget(words, with_others=with_others)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> dict[str, str]:
        for slug, word in (value or {}).items():
            if word not in self.words or not _SLUG.match(slug):
                raise ValidationError("選択肢にないことばがあります。表から選び直してください。")
        return super().clean(value or {})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or {}) != (data or {})
