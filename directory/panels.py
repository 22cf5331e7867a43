"""Boxes that other sections put on a place page, without this section knowing them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from cms.areas.models import Area

HOOK = "construct_place_page"


@dataclass(frozen=True)
class PlacePanel:
    """``template`` is included with ``panel`` (= ``context``), ``area`` and nothing else."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 100


def place_panels(area: Area, request: HttpRequest, context: dict[str, Any]) -> list[PlacePanel]:
    """What the hooks ``construct_place_page(area, request, context)`` return, in order.

    A hook returns a list of PlacePanel (or of (template, context) pairs). ``context["answer"]`` is
    the directory.selectors.Answer of the place: ask it for desks, it has read them already.
    """
    panels: list[PlacePanel] = []
    for hook in hooks.get_hooks(HOOK):
        section: Callable[[Area, HttpRequest, dict[str, Any]], list[Any]] = hook
        panels += [_as_panel(item) for item in section(area, request, context) or []]
    return sorted(panels, key=lambda panel: panel.order)


def _as_panel(item: Any) -> PlacePanel:
    return item if isinstance(item, PlacePanel) else PlacePanel(*item)
