"""What the checks find on the sample site: a link that opens nowhere, rights that end soon."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction

from cms.assets.models import PortalDocument
from cms.assets.rights.choices import Licence, Transfer
from cms.core.calendar import today
from cms.demo.own_work import own_work
from cms.demo.sheets import sample_pdf
from cms.quality.choices import State
from cms.quality.fetching import Answer
from cms.quality.models import ExternalLink
from cms.quality.services import collect_links, note_answer, remind_of_ending_rights
from events.models import EventPage

LEAFLET = "使える期限が近いちらし（見本）"
NOWHERE = ".example/"  # names that belong to nobody (RFC 2606)
SILENT = Answer(State.BROKEN, "つながりません", may_pass=True)
DAYS_LEFT = 45


@transaction.atomic
def build_quality() -> None:
    """Repeatable: what is there stays, the link is looked at once."""
    if not PortalDocument.objects.filter(title=LEAFLET).exists():
        lines = ["これは見本です。", "権利の期限の知らせを試すためのファイルです。"]
        file = ContentFile(sample_pdf(LEAFLET, lines), name="mihon-leaflet.pdf")
        own_work(
            PortalDocument.objects.create(title=LEAFLET, file=file, source="見本"),
            holder="見本の絵をかいた人（見本）",
            licence=Licence.PERMITTED,
            evidence_note="見本の許諾（見本）",
            conditions="見本のための自作",
            valid_until=today() + timedelta(days=DAYS_LEFT),
            transfer=Transfer.UNKNOWN,
        )
    remind_of_ending_rights(on=today())
    for event in EventPage.objects.filter(live=True):
        collect_links(page=event)
    for link in ExternalLink.objects.filter(url__contains=NOWHERE, checked_on=None):
        note_answer(link=link, answer=SILENT, on=today() - timedelta(days=1))
        note_answer(link=link, answer=SILENT, on=today())
