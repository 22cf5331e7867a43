"""The page of 名入れ: the desk that is chosen, the form, and where its preview is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from campaigns.forms.naming import NamingForm
from campaigns.models import Licence, NamingTemplate
from campaigns.naming.offices import OfficeWords, choice_label, place_address, words_of
from campaigns.naming.printing import boxes_of, sheet_of
from campaigns.naming.sheets import Box, Sheet
from campaigns.presenters.pages import trail
from campaigns.presenters.taking import naming_address
from campaigns.selectors import municipality_of, own_offices
from cms.core.languages import address_in
from cms.core.querysets import Reader

PREVIEW_WIDTH = 640  # points across
INCH = 25.4  # mm


@dataclass(frozen=True)
class Desk:
    """The office whose words are placed; ``choices`` are all of the municipality."""

    key: str
    words: OfficeWords
    choices: Sequence[tuple[str, str]]
    boxes: tuple[Box, ...]
    licences: Sequence[Licence]
    place: str

    def form(self, data: QueryDict | None, *, needs_terms: bool) -> NamingForm:
        return NamingForm(
            data,
            words=self.words,
            boxes=self.boxes,
            licences=self.licences,
            needs_terms=needs_terms,
        )


def desk_of(template: NamingTemplate, reader: Reader, key: str, *, on: date) -> Desk | None:
    """The office with that identity, the first one where none is named; None without any.

    404 for an office of another municipality, as for one that does not exist.
    """
    municipality = municipality_of(reader)
    if municipality is None:
        raise Http404
    offices = list(own_offices(municipality, reader))
    if not offices and not key:
        return None
    office = next((each for each in offices if key in ("", each.external_id)), None)
    if office is None:
        raise Http404
    return Desk(
        key=office.external_id,
        words=words_of(office, municipality, on=on),
        choices=[(each.external_id, choice_label(each)) for each in offices],
        boxes=boxes_of(template),
        licences=[template.asset.licence],
        place=place_address(municipality),
    )


def sheet_for(template: NamingTemplate, desk: Desk, form: NamingForm, *, has_marks: bool) -> Sheet:
    words = {**form.chosen_words, "qr": desk.place}
    return sheet_of(template, desk.boxes, words, has_marks=has_marks)


def preview_dpi(template: NamingTemplate) -> float:
    return PREVIEW_WIDTH / (template.width / INCH)


def naming_context(template: NamingTemplate, desk: Desk, form: NamingForm) -> dict[str, Any]:
    asset = template.asset
    address = naming_address(asset)
    return {
        "asset": asset,
        "desk": desk,
        "form": form,
        "licences": desk.licences,
        "preview_url": "" if form.errors else _preview_address(address, desk, form),
        "preview_height": round(PREVIEW_WIDTH * template.height / template.width),
        "preview_width": PREVIEW_WIDTH,
        "breadcrumbs": trail(
            (str(asset), address_in(f"/campaigns/assets/{asset.pk}/")),
            (_("Put your desk on it"), ""),
        ),
    }


def _preview_address(address: str, desk: Desk, form: NamingForm) -> str:
    chosen = form.cleaned_data if form.is_bound else form.initial
    query = {
        "office": desk.key,
        "name": chosen["name"],
        "telephone": chosen["telephone"],
        "hours": chosen["hours"],
        "read": form.initial["read"],
    }
    return f"{address}preview.png?{urlencode(query, doseq=True)}"
