"""Desks of a place by what one wants to ask."""

from dataclasses import dataclass, field
from datetime import date

from directory.cards import OfficeCard
from directory.choices import Level, Task
from directory.selectors import Answer, Desk

FULL_CARDS = 3  # in a group; the others are one line each, so that a big city's page stays small

Printed = dict[tuple[str, str], OfficeCard]  # the first card of every desk, by identity


@dataclass
class TaskGroup:
    """``cards`` in full, ``lines`` short; ``seen``: desks printed in a group above.

    ``is_fallback``: the municipality has no desk for this, the prefecture's is shown.
    """

    task: Task
    is_fallback: bool
    cards: list[OfficeCard] = field(default_factory=list)
    lines: list[OfficeCard] = field(default_factory=list)
    seen: list[OfficeCard] = field(default_factory=list)


def task_groups(answer: Answer, on: date) -> list[TaskGroup]:
    """A group for every task somebody of the municipality or the prefecture answers.

    The municipality's desks; where it has none, or only outdated ones, the prefecture's first.
    """
    printed: Printed = {}
    groups = [_group(answer, task, on, printed) for task in Task]
    return [group for group in groups if group.cards or group.seen]


def _group(answer: Answer, task: Task, on: date, printed: Printed) -> TaskGroup:
    local = [desk for desk in answer.with_task(task) if desk.level != Level.NATION]
    own = [desk for desk in local if desk.level == Level.MUNICIPALITY]
    is_current = any(not desk.is_old for desk in own)
    shown = own if is_current else local
    has_fallback = any(desk.level == Level.PREFECTURE for desk in shown)
    group = TaskGroup(task, is_fallback=has_fallback and bool(answer.area.parent_id))
    for desk in shown:
        _place(group, desk, on, printed)
    return group


def _place(group: TaskGroup, desk: Desk, on: date, printed: Printed) -> None:
    card = OfficeCard(desk, on)
    above = printed.setdefault(card.identity, card)
    if above is not card:
        if above not in (*group.cards, *group.lines, *group.seen):
            group.seen.append(above)
    elif len(group.cards) < FULL_CARDS:
        group.cards.append(card)
    else:
        group.lines.append(card)
