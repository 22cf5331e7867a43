"""How old what we know about an office is, and what that is called."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.core.templatetags.ui import japanese_date
from directory.choices import Verification

if TYPE_CHECKING:
    from directory.models import Office

AMBER_AFTER = timedelta(days=180)
OLD_AFTER = timedelta(days=400)


@dataclass(frozen=True)
class Age:
    """``kind``: fresh, amber (over 180 days), old (over 400 days), unknown (nobody checked)."""

    kind: str
    text: str


def is_old(known_on: date | None, on: date) -> bool:
    """Too old to stand before the prefecture's office; without a date it is only unconfirmed."""
    return known_on is not None and on - known_on > OLD_AFTER


def age_of(office: "Office", on: date) -> Age:
    """The label on the public page; it changes by itself as days go by. Nobody confirms
    a sample, whatever its fields say."""
    if office.is_sample:
        return Age("unknown", _("Sample"))
    if office.verification != Verification.CONFIRMED or office.confirmed_on is None:
        return Age("unknown", _unconfirmed_words(office))
    day = japanese_date(office.confirmed_on)
    text = _("%(day)s: confirmed by %(who)s") if office.confirmed_by else _("Confirmed on %(day)s")
    text %= {"day": day, "who": office.confirmed_by}
    passed = on - office.confirmed_on
    if passed > OLD_AFTER:
        return Age("old", _("%(text)s. It may have changed: please ask") % {"text": text})
    if passed > AMBER_AFTER:
        return Age("amber", _("%(text)s. Some time has passed") % {"text": text})
    return Age("fresh", text)


def _unconfirmed_words(office: "Office") -> str:
    if office.source_on is None:
        return _("Not confirmed yet. Please ask by telephone")
    day = japanese_date(office.source_on)
    return _("Not confirmed yet (from a list of %(day)s)") % {"day": day}
