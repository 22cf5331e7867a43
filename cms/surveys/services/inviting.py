"""Links for one respondent each."""

from datetime import date

from django.db import transaction

from cms.areas.models import Area
from cms.core.tickets import new_ticket
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
