"""What the templates of the finder show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.languages import address_in, default_language, speaks_japanese
from cms.core.models import SiteSettings
from directory import presenters as directory
from directory.cards import PhoneLine
from directory.choices import Task
from directory.selectors import Desk, national_desks
from measures.answering.fields import Field, make_field
from measures.answering.words import SCREEN_TITLES, words_of
from measures.eligibility.evaluate import Status
from measures.finder.asking import topics
from measures.finder.cards import NeedGroup, Results, brief_cards, by_need, results_of
from measures.finder.journey import Journey
from measures.finder.judging import Judged, Shown, judge
from measures.finder.memo import KEPT_OFF_PAPER, memo_of, qr_picture
from measures.finder.moves import PAGES, PLACE, Move
from measures.finder.reasons import telling_of
from measures.finder.summary import Told, told_lines
from measures.rules import QuestionWords, questions

TASKS = {
    "dv": (Task.VIOLENCE,),
    "no_place": (Task.HOUSING, Task.LIVELIHOOD, Task.VIOLENCE),
    "no_food": (Task.LIVELIHOOD,),
}
MOST_LINES = 4
CLASSES = (
    (Status.LIKELY, "yes", "○", gettext_lazy("You can probably use")),
    (Status.CHECK, "ask", "？", gettext_lazy("Needs checking")),
)


def language() -> str:
    return translation.get_language() or default_language()


@dataclass(frozen=True)
class ShownClass:
    """使えそう or 確認が必要 with its measures. ``key`` is its anchor, ``mark`` its look."""

    key: str
    mark: str
    sign: str
    label: str | Promise
    count: int
    groups: list[NeedGroup]


@dataclass(frozen=True)
class Page:
    template: str
    context: dict[str, Any]


def page_for(move: Move, request: HttpRequest, *, at: datetime, chat: bool) -> Page:
    """The memo, the results, or the screen to ask; results too when nothing is left to ask."""
    judged = judge(move.journey, on=at.date())
    shown = judged.screen(move.screen) if move.screen else judged.next
    if move.page == "memo":
        template, context = "memo", memo_context(judged, request, at=at)
    elif move.page == "results" or shown is None:
        template = "chat_results" if chat else "results"
        context = results_context(judged, move, request, at=at, chat=chat)
    else:
        template = "chat" if chat else "question"
        context = question_context(judged, shown, move, request, at=at, chat=chat)
    # What a button that shows this in another language asks for: the same answers, the same place.
    again = move.page if move.page in PAGES and template != "question" else "continue"
    return Page(f"measures/finder/{template}.html", {**context, "chat": chat, "again": again})


def shared_context(
    judged: Judged, written: Mapping[str, QuestionWords], request: HttpRequest, *, at: datetime
) -> dict[str, Any]:
    """What every page of the finder carries: sealed state, answers in words, urgent lines."""
    journey = judged.journey
    return {
        "state": journey.seal(at=at),
        "journey": journey,
        "told": told_lines(journey, written, judged.area),
        "area": judged.area,
        "lines": urgent_lines(journey, request, at=at),
        "words_lang": "" if speaks_japanese() else "ja",
        "finder_url": reverse("finder"),
        "chat_url": reverse("finder_chat"),
        "breadcrumbs": _breadcrumbs(),
    }


def question_context(
    judged: Judged, shown: Shown, move: Move, request: HttpRequest, *, at: datetime, chat: bool
) -> dict[str, Any]:
    """One screen with its fields, and what the answers so far have brought."""
    written = {question.key: question for question in questions()}
    brief = (
        brief_cards(judged, reader=request.user, language=language()) if judged.journey.told else []
    )
    likely = [card for card in brief if card.status is Status.LIKELY]
    check = [card for card in brief if card.status is Status.CHECK]
    searching = chat and request.POST.get("do") == "search"
    typed = request.POST.get("topic", "") if searching else ""
    return {
        **shared_context(judged, written, request, at=at),
        "shown": shown,
        "heading": SCREEN_TITLES[shown.name],
        "fields": fields_of(shown.keys, judged, move, request.POST, written),
        "keys": " ".join(shown.keys),
        "number": len(judged.journey.path) + 1,
        "then": move.then,
        "lost": move.lost,
        "likely": likely,
        "check_count": len(check),
        "searching": searching,
        "topics": topics(typed, reader=request.user, language=language(), on=at.date()),
    }


def fields_of(
    keys: tuple[str, ...],
    judged: Judged,
    move: Move,
    data: QueryDict,
    written: Mapping[str, QuestionWords],
) -> list[Field]:
    typed = data if move.keys else QueryDict()
    told, posted, area = judged.journey.told, move.posted, judged.area
    return [make_field(words_of(key, written), told, typed, posted, area) for key in keys]


def results_context(
    judged: Judged, move: Move, request: HttpRequest, *, at: datetime, chat: bool
) -> dict[str, Any]:
    """The three classes by need, with everything a visitor can do next."""
    written = {question.key: question for question in questions()}
    results = _results(judged, written, request, at=at)
    keys = _asked_keys(judged, move)
    asks_place = judged.area is None and "area" not in keys
    fill = partial(fields_of, judged=judged, move=move, data=request.POST, written=written)
    return {
        **shared_context(judged, written, request, at=at),
        "results": results,
        "classes": shown_classes(results, here=move.card),
        "next": judged.next,
        "counsellor": request.user.is_authenticated,
        "heading": _heading(judged),
        "place": fill(("area",)) if asks_place else [],
        "here": move.card,
        "more": move.more,
        "here_url": reverse("finder_chat" if chat else "finder"),
        "here_is_folded": any(card.slug == move.card for card in results.unlikely),
        "keys": " ".join(keys),
        "asked": fill(keys),
    }


def _results(
    judged: Judged, written: Mapping[str, QuestionWords], request: HttpRequest, *, at: datetime
) -> Results:
    return results_of(
        judged,
        reader=request.user,
        at=at,
        language=language(),
        telling=telling_of(judged.journey, written, judged.area),
        around=SiteSettings.around(request).area,
    )


def shown_classes(results: Results, *, here: str) -> list[ShownClass]:
    """What needs checking is often the longer list: it is folded while anything else is found."""
    found = {Status.LIKELY: results.likely, Status.CHECK: results.check}
    return [
        ShownClass(
            status.value,
            mark,
            sign,
            label,
            len(found[status]),
            by_need(
                found[status],
                unfolded=status is Status.LIKELY or not results.likely,
                here=here,
            ),
        )
        for status, mark, sign, label in CLASSES
    ]


def _asked_keys(judged: Judged, move: Move) -> tuple[str, ...]:
    """The questions that stand open on a card; the place has a field of its own."""
    if not move.keys or move.card == PLACE:
        return ()
    return move.keys if move.posted.errors else judged.around(move.keys[0])


def memo_context(judged: Judged, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """One sheet. What is urgent stays off the paper: the wrong person may find it."""
    written = {question.key: question for question in questions()}
    results = _results(judged, written, request, at=at)
    shared = shared_context(judged, written, request, at=at)
    address = request.build_absolute_uri(reverse("finder"))
    return {
        **shared,
        "told": _on_paper(shared["told"]),
        "memo": memo_of(results),
        "qr": qr_picture(judged.journey, address),
        "on": at.date(),
        "heading": _("Memo for the desk"),
    }


def urgent_lines(journey: Journey, request: HttpRequest, *, at: datetime) -> list[PhoneLine]:
    """Lines that answer now, those for this danger first; none when nothing is urgent.

    A line for something else is of no use while it is closed.
    """
    if not journey.urgent:
        return []
    wanted = {task for danger in journey.urgent for task in TASKS[danger]}

    def order(desk: Desk) -> tuple[bool, bool]:
        return desk.state.kind != "open", not wanted & set(desk.office.tasks)

    desks = sorted(national_desks(reader=request.user, at=at), key=order)
    useful = [desk for desk in desks if order(desk) != (True, True)]
    return directory.phone_lines(useful, at_most=MOST_LINES)


def _on_paper(told: list[Told]) -> list[Told]:
    return [line for line in told if line.screen not in KEPT_OFF_PAPER]


def _heading(judged: Judged) -> str:
    if judged.area is None:
        return _("Support that you may be able to use")
    place = directory.area_label(judged.area)
    return _("Support that you may be able to use in %(place)s") % {"place": place}


def _breadcrumbs() -> list[dict[str, str]]:
    return [
        {"title": _("Home"), "url": address_in("/")},
        {"title": _("Find support"), "url": address_in("/measures/")},
        {"title": _("Answer questions")},
    ]
