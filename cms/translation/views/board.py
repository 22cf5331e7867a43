"""言語とページの一覧表: what is missing, being worked on, old or up to date, and for how long."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import get_page_models

from cms.core.calendar import TOKYO, today
from cms.core.languages import other_languages
from cms.core.numbers import key_of
from cms.core.querysets import read_permission_of
from cms.translation.board import Cell, Row, Wanted, board_rows, totals, with_missing
from cms.translation.choices import Order, State
from cms.translation.guarding import TRANSLATES
from cms.translation.interface import Interface, interface_in

PER_PAGE = 50
LOOKS = {State.STALE: "critical", State.WAITING: "primary"}


@dataclass(frozen=True)
class ShownCell:
    """``days`` since the state began; ``look``: of Wagtail's status mark."""

    cell: Cell
    days: int | None
    url: str
    look: str

    @property
    def label(self) -> str:
        return State(self.cell.state).label


@dataclass(frozen=True)
class ShownRow:
    title: str
    url: str
    cells: list[ShownCell]


@dataclass(frozen=True)
class LanguageColumn:
    """A language with its totals in the order of the states, and the words of its screens."""

    code: str
    name: str
    counts: list[tuple[str, int]]
    interface: Interface


def read_wanted(query: QueryDict) -> Wanted:
    """What the address asks for; what names nothing we know is left out."""
    codes = [code for code, _name in other_languages()]
    kind, order = query.get("type", ""), query.get("order", "")
    return Wanted(
        languages=[code for code in codes if query.get("language") in (code, None, "")] or codes,
        state=query.get("state", "") if query.get("state") in State.values else "",
        content_type=key_of(kind),
        title=query.get("title", "")[:100].strip(),
        order=order if order in Order.values else Order.LONGEST,
    )


class BoardView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = TRANSLATES
    raise_exception = True
    template_name = "translation/admin/board.html"
    page_title = "翻訳の状況"
    header_icon = "wagtail-localize-language"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": reverse("translation_board"), "label": self.page_title}
        return [*super().get_breadcrumbs_items(), here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted, day = read_wanted(self.request.GET), today()
        rows = board_rows(wanted, reader=self.request.user)
        shown = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        given = {name: value for name, value in self.request.GET.items() if name != "page"}
        return {
            **super().get_context_data(**kwargs),
            "wanted": wanted,
            "language": wanted.languages[0] if len(wanted.languages) == 1 else "",
            "columns": columns(rows, wanted),
            "rows": [shown_row(row, day) for row in with_missing(list(shown.object_list))],
            "shown": shown,
            "query": f"{urlencode(given)}&" if given else "",
            "all_languages": other_languages(),
            "states": State.choices,
            "orders": Order.choices,
            "types": translated_types(),
        }


def columns(rows: list[Row], wanted: Wanted) -> list[LanguageColumn]:
    names, counted = dict(settings.LANGUAGES), totals(rows)
    return [
        LanguageColumn(
            code,
            names[code],
            [(state.label, counted.get(code, {}).get(state, 0)) for state in State],
            interface_in(code),
        )
        for code in wanted.languages
    ]


def shown_row(row: Row, day: date) -> ShownRow:
    address = reverse("wagtailadmin_pages:edit", args=[row.page])
    return ShownRow(row.title, address, [shown_cell(row, cell, day) for cell in row.cells])


def shown_cell(row: Row, cell: Cell, day: date) -> ShownCell:
    """A cell leads to the translation, or to the screen that submits the page for it."""
    if cell.page:
        url = reverse("wagtailadmin_pages:edit", args=[cell.page])
    else:
        url = reverse("wagtail_localize:submit_page_translation", args=[row.page])
        url = f"{url}?{urlencode({'select_locale': cell.language})}"
    days = (day - cell.since.astimezone(TOKYO).date()).days if cell.since else None
    return ShownCell(cell, days, url, LOOKS.get(cell.state, "label"))


def translated_types() -> list[tuple[int, str]]:
    """Kinds of pages that can be translated, by their Japanese names."""
    models = [
        model
        for model in get_page_models()
        if not read_permission_of(model) and not model.__module__.startswith("wagtail.")
    ]
    found = ContentType.objects.get_for_models(*models)
    return sorted((kind.pk, str(model._meta.verbose_name)) for model, kind in found.items())
