"""What all rules say about one journey: the one list behind form, chat, memo and counter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from cms.areas.models import Area
from measures.eligibility.evaluate import Evaluation, Status, Verdict
from measures.eligibility.questions import MOST_SCREENS, next_screen, useful_screens
from measures.eligibility.vocabulary import QUESTIONS
from measures.finder.journey import FIRST_SCREEN, Journey
from measures.implementations import Answer
from measures.rules import current_rules, rule_parameters, running_in


@dataclass(frozen=True)
class Shown:
    """A screen to show: its questions, and how many can still follow it at most."""

    name: str
    keys: tuple[str, ...]
    remaining: int = 0


@dataclass(frozen=True)
class Judged:
    """Verdicts by slug on one day, and the place they were made for.

    ``answers``: what is known of each measure in the place, by translation key.
    """

    journey: Journey
    verdicts: Mapping[str, Verdict]
    area: Area | None
    answers: Mapping[UUID, Answer] = field(default_factory=dict)

    def with_status(self, status: Status) -> list[str]:
        return [slug for slug, verdict in self.verdicts.items() if verdict.status is status]

    @property
    def next(self) -> Shown | None:
        """The most useful screen; whether something is urgent is asked before everything else."""
        if FIRST_SCREEN not in self.journey.path and "urgent" not in self.journey.answers:
            return Shown(FIRST_SCREEN, ("urgent",), MOST_SCREENS - 1)
        screen = next_screen(self.verdicts, self.journey.answers)
        return Shown(screen.name, screen.keys, self._left_after(screen.name)) if screen else None

    def screen(self, name: str) -> Shown:
        """A screen by its name, to answer it now or again: with what was asked or can help."""
        journey = self.journey
        keys = [key for key, question in QUESTIONS.items() if question.screen == name]
        useful = {key for screen in self._useful() for key in screen.keys}
        kept = [key for key in keys if key in journey.told or key in useful]
        shown = kept or [key for key in keys if not QUESTIONS[key].sensitive] or keys
        return Shown(name, tuple(shown), self._left_after(name))

    def around(self, key: str) -> tuple[str, ...]:
        """What is asked in place for ``key``: it, and what its screen would still ask with it."""
        journey, screen = self.journey, QUESTIONS[key].screen
        useful = {name for found in self._useful() for name in found.keys}
        near = [name for name, question in QUESTIONS.items() if question.screen == screen]
        return (key, *(n for n in near if n != key and n in useful and n not in journey.told))

    def _useful(self) -> list:
        return useful_screens(self.verdicts, self.journey.answers, {})

    def _left_after(self, name: str) -> int:
        answered = {QUESTIONS[key].screen for key in self.journey.told} | {name}
        fresh = {screen.name for screen in self._useful()} - answered
        return max(0, min(MOST_SCREENS - len(answered), len(fresh)))


def judge(journey: Journey, *, on: date) -> Judged:
    """Five queries, however many measures there are."""
    rules, parameters = current_rules(on=on), rule_parameters(on=on)
    area = area_of(journey)
    evaluation = Evaluation(rules, journey.answers, parameters, on)
    running = running_in(area, on=on)
    return Judged(journey, evaluation.verdicts(running.statuses), area, running.answers)


def area_of(journey: Journey) -> Area | None:
    """The place that was answered, with what lies above it; a prefecture when no town was told."""
    place = journey.place
    if place is None:
        return None
    areas = Area.objects.with_chain()
    if place.code:
        return areas.filter(code6=place.code).first()
    return areas.prefectures().filter(code6__startswith=place.prefecture).first()
