"""The visitor's answers in words: for the list of answers, the conversation and the memo."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cms.areas.models import Area
from measures.answering.telling import answer_text
from measures.answering.words import Words, words_of
from measures.eligibility.vocabulary import QUESTIONS
from measures.finder.journey import Journey
from measures.rules import QuestionWords


@dataclass(frozen=True)
class Told:
    """One answered question. ``screen`` is where it can be changed; ``lang``: if not the page's."""

    screen: str
    title: str
    text: str
    answer: str
    lang: str = ""


def told_lines(
    journey: Journey, written: Mapping[str, QuestionWords], area: Area | None
) -> list[Told]:
    """Every answer in the order the visitor gave it."""
    order = {name: number for number, name in enumerate(journey.path)}
    keys = sorted(journey.told, key=lambda key: order.get(QUESTIONS[key].screen, len(order)))
    return [_told(key, journey.told[key], words_of(key, written), area) for key in keys]


def _told(key: str, value: Any, words: Words, area: Area | None) -> Told:
    answer = answer_text(words, value, area)
    return Told(QUESTIONS[key].screen, words.name, words.text, answer, words.lang)
