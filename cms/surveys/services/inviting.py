"""Links for one respondent each."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from cms.accounts.origin import Origin
from cms.areas.models import Area
from cms.core.tickets import new_ticket
from cms.records.choices import Action
from cms.records.services import record_access
from cms.surveys.guest_lists import Guest
from cms.surveys.links import public_address
from cms.surveys.models import Invitation, Survey

LABEL = 100


@transaction.atomic
def invite(
    *, survey: Survey, label: str, until: date, area: Area | None = None, context: str = ""
) -> tuple[Invitation, str]:
    """A link that answers ``survey`` once, and its secret for ``public_address``.

    The secret exists only here: the database knows its digest. ``label`` says to whom it goes,
    ``context`` what it is about (a kit), ``until`` is the last day (Tokyo) it counts.
    """
    secret, ticket_digest = new_ticket()
    invitation = Invitation.objects.create(
        survey=survey,
        ticket_digest=ticket_digest,
        label=label[:LABEL],
        area=area,
        context=context[:LABEL],
        until=until,
    )
    return invitation, secret


@transaction.atomic
def invite_guests(
    *, survey: Survey, guests: Iterable[Guest], until: date, by: Any, origin: Origin
) -> list[tuple[Guest, str]]:
    """A link for every guest: its whole address, which exists nowhere else. Recorded once.

    ``by`` is a person, or the name of a command of the operator.
    """
    made = []
    for guest in guests:
        _invitation, secret = invite(
            survey=survey, label=guest.label, area=guest.area, context=guest.context, until=until
        )
        made.append((guest, public_address(survey=survey, secret=secret)))
    record_access(
        at=origin.at,
        action=Action.EXPORTED,
        actor=by,
        actor_name=by if isinstance(by, str) else "",
        target=survey,
        label=f"{survey}のリンク {len(made)}件",
        address=origin.address,
        reason="回答用のリンクを配る",
    )
    return made
