"""What a place page says about measures: the box 「このまちで使える支援」."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import translation

from cms.areas.models import Area
from cms.core.languages import address_in, default_language
from directory.panels import PlacePanel
from measures.choices import Need
from measures.implementations import answers_for
from measures.listing import ADDRESS, foreign_tag, listed_measures

TEMPLATE = "measures/includes/place_panel.html"


@dataclass(frozen=True)
class Line:
    """A measure on a place page with what is known about it there."""

    title: str
    official: str
    url: str
    lang: str
    kind: str
    words: str


@dataclass(frozen=True)
class NeedGroup:
    """Measures under the first of their needs; ``key`` is also the name of the icon."""

    key: str
    label: str
    lines: list[Line]


def place_panel(area: Area, request: HttpRequest, *, on: date) -> PlacePanel | None:
    """The panel of ``area``; None while there is no measure at all."""
    language = translation.get_language() or default_language()
    listed = listed_measures(request.user, language).in_order().defer_streamfields()
    measures = list(listed.select_related("locale").with_first_need())
    if not measures:
        return None
    answers = answers_for(measures, area, on=on)
    groups: dict[str, list[Line]] = {need: [] for need in Need.values}
    for measure in measures:
        answer = answers[measure.pk]
        url = f"{measure.address(language)}?area={area.code6}"
        tag = foreign_tag(measure, language)
        line = Line(measure.title, measure.official_name, url, tag, answer.kind, answer.words)
        groups[measure.first_need or Need.TALK].append(line)
    context: dict[str, Any] = {
        "groups": [
            NeedGroup(need.value, str(need.label), groups[need]) for need in Need if groups[need]
        ],
        "url": address_in(ADDRESS, language),
    }
    return PlacePanel(TEMPLATE, context)
