"""What a posted form asks for: the next journey and what to show."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.http import QueryDict

from measures.answering.posted import Posted, read_screen
from measures.eligibility.answers import Silence
from measures.eligibility.vocabulary import QUESTIONS
from measures.finder.journey import FIRST_SCREEN, SCREENS, Journey, from_paper, unseal

ASK, OPEN, MORE = "ask-", "open-", "more-"
PLACE = "place"  # the field above the results, for who has not said where they live
PAGES = frozenset({"results", "memo"})
SILENCES = {"unknown": Silence.UNKNOWN, "declined": Silence.DECLINED}


@dataclass(frozen=True)
class Move:
    """``page``: question, results or memo. ``screen``: which question, empty for the best one.

    ``card``: the measure (or PLACE) whose question is answered in place, among the results;
    ``more``: whose details are opened there.
    ``lost``: the state was forged, damaged or too old, so everything begins again.
    """

    journey: Journey
    page: str = "question"
    screen: str = ""
    keys: tuple[str, ...] = ()
    posted: Posted = field(default_factory=Posted)
    then: str = ""
    card: str = ""
    more: bool = False
    lost: bool = False


def read_move(data: QueryDict, *, at: datetime) -> Move:
    """Never fails: what makes no sense begins again, and says so."""
    if "paper" in data:
        carried = from_paper(data.get("paper", ""))
        return Move(carried, "results") if carried else Move(Journey(), lost=True)
    journey = unseal(data.get("state", ""), at=at)
    if journey is None:
        return Move(Journey(), lost=True)
    do = data.get("do", "next")
    return _shown(journey, do) or _answered(journey, do, data, at)


def _shown(journey: Journey, do: str) -> Move | None:
    """Where a button leads that answers nothing; None for the others."""
    if do in PAGES:
        return Move(journey, do)
    if do == "back":
        return _back(journey)
    if do.startswith(ASK) and do.removeprefix(ASK) in SCREENS:
        return Move(journey, screen=do.removeprefix(ASK), then="results")
    if do.startswith(OPEN):
        key, _dash, card = do.removeprefix(OPEN).partition("-")
        return Move(journey, "results", keys=(key,) if key in QUESTIONS else (), card=card)
    if do.startswith(MORE):
        return Move(journey, "results", card=do.removeprefix(MORE), more=True)
    return Move(journey) if do == "continue" else None


def _back(journey: Journey) -> Move:
    screen = journey.path[-1] if journey.path else FIRST_SCREEN
    return Move(journey.back(), screen=screen)


def _answered(journey: Journey, do: str, data: QueryDict, at: datetime) -> Move:
    keys, card = _keys(data), data.get("card", "")
    then = "results" if card or data.get("then") == "results" else ""
    if not keys:
        return Move(journey)
    screen = QUESTIONS[keys[0]].screen
    again = Move(journey, screen=screen, keys=keys, then=then, card=card)
    again = replace(again, page="results") if card else again
    if do in ("more", "search"):
        return again
    if do in SILENCES:
        return Move(journey.silent(screen, keys, SILENCES[do]), then or "question", card=card)
    posted = read_screen(keys, data, on=at.date())
    if posted.errors:
        return replace(again, posted=posted)
    return Move(journey.after(screen, posted.told), then or "question", card=card)


def _keys(data: QueryDict) -> tuple[str, ...]:
    """The questions of the posted screen: known ones, all of one screen."""
    known = [key for key in data.get("keys", "").split()[:9] if key in QUESTIONS]
    return tuple(key for key in known if QUESTIONS[key].screen == QUESTIONS[known[0]].screen)
