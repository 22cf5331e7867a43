"""Desks and places in the site search."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.areas.models import Area
from cms.core.querysets import Reader
from cms.search.sources import Result, SearchSource
from directory.choices import Verification
from directory.models import Office, ServiceArea
from directory.presenters import area_label, place_address

SHOWN_TEXT = 120


class OfficeSource(SearchSource):
    """Published offices; a place in the query is one of their words."""

    key = "directory"
    label = gettext_lazy("Desks")
    order = 20
    model = Office
    knows_places = True

    def visible_to(self, reader: Reader, *, language: str) -> QuerySet:
        return Office.objects.visible_to(reader).select_related("area__parent__parent")

    def in_prefecture(self, found: QuerySet, prefecture: Area) -> QuerySet:
        """Offices that serve the prefecture or a part of it, and the lines for everybody."""
        concerned = Q(area__code6__startswith=prefecture.code6[:2]) | Q(area__isnull=True)
        return found.filter(pk__in=ServiceArea.objects.filter(concerned).values("office"))

    def present(self, objects: Sequence[Office], *, language: str) -> list[Result]:
        return [_result(office, language) for office in objects]

    def names(self, *, language: str) -> Iterable[str]:
        lines = Office.objects.visible_to(AnonymousUser()).nationwide().order_by("priority", "pk")
        return lines.values_list("name", flat=True)[:100]

    def place(self, area: Area, *, language: str) -> Result:
        title = _("Desks of %(place)s") % {"place": area_label(area)}
        text = _("Whom you can call for allowances, work, housing and more, and when they answer.")
        return Result(title, place_address(area, language), text, place=area.full_name)


def _result(office: Office, language: str) -> Result:
    notes = [
        _("Sample") if office.is_sample else "",
        _("Not confirmed") if office.verification != Verification.CONFIRMED else "",
    ]
    text = " ".join(part for part in (office.plain_name, office.description) if part)
    return Result(
        title=str(office),
        url=office.address_of_page(language),
        text=text[:SHOWN_TEXT],
        place=office.place_name or _("Nationwide"),
        note="・".join(note for note in notes if note),
        language="ja",
    )
