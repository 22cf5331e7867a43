"""What lies in the parcels: a card with a QR code for each, to print or as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

from campaigns.models import Delivery, Distribution
from cms.core.calendar import japanese_date
from cms.core.mails import absolute
from cms.spreadsheets.writing import xlsx

HEADER = ("自治体コード", "配布先", "部数", "報告のアドレス", "報告の期限")
COLOUR = "#08351f"


@dataclass(frozen=True)
class Label:
    """Holds a secret in clear: exists only in the answer that hands it out."""

    code: str
    name: str
    copies: int
    address: str

    @property
    def picture(self) -> str:
        """The address as a QR code, as a data address: nobody else is asked to draw it."""
        return str(segno.make_qr(self.address, error="m").svg_data_uri(border=4, dark=COLOUR))


def labels_of(deliveries: Sequence[Delivery], secrets: dict[int, str]) -> list[Label]:
    return [
        Label(
            code=each.area.code6,
            name=str(each.area),
            copies=each.packed,
            address=report_address(secrets[each.pk]),
        )
        for each in deliveries
    ]


def report_address(secret: str) -> str:
    return absolute(reverse("use_report", args=[secret]))


def as_page(labels: Sequence[Label], distribution: Distribution) -> str:
    """Cards to cut, eight on A4."""
    context = {
        "labels": labels,
        "distribution": distribution,
        "last_day": japanese_date(distribution.reports_until),
        "style": static("campaigns/labels.css"),
        "site": settings.WAGTAIL_SITE_NAME,
    }
    return render_to_string("campaigns/use/admin/labels.html", context)


def as_table(labels: Sequence[Label], distribution: Distribution) -> bytes:
    last_day = distribution.reports_until.isoformat()
    rows = [(each.code, each.name, str(each.copies), each.address, last_day) for each in labels]
    return xlsx("QRのカード", HEADER, rows)
