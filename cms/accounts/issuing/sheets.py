"""One-time sheets: what a person needs for the first sign-in, as a page of paper or a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from cms.accounts.mails import absolute
from cms.core.calendar import TOKYO, japanese_date
from cms.spreadsheets.writing import xlsx

VALID_FOR = timedelta(days=14)
HEADER = ("自治体コード", "自治体", "氏名", "ID", "初回パスワード", "役割", "期限", "サインイン")


@dataclass(frozen=True)
class Sheet:
    """Holds a password in clear: exists only in the answer that hands it out."""

    code: str
    municipality: str
    name: str
    username: str
    password: str
    role: str
    is_owner: bool
    until: datetime

    @property
    def last_day(self) -> str:
        moment = self.until.astimezone(TOKYO)
        return f"{japanese_date(moment.date())}{moment:%H:%M}"


def sheets_as_xlsx(sheets: Sequence[Sheet]) -> bytes:
    address = absolute(reverse("sign_in"))
    rows = [
        (
            sheet.code,
            sheet.municipality,
            sheet.name,
            sheet.username,
            sheet.password,
            f"{sheet.role}・所有者" if sheet.is_owner else sheet.role,
            sheet.last_day,
            address,
        )
        for sheet in sheets
    ]
    return xlsx("初回パスワード", HEADER, rows)


def sheets_as_page(sheets: Sequence[Sheet], *, style: str) -> str:
    """One A4 page for each person. ``style`` is the address of accounts/sheets.css."""
    context = {
        "sheets": sheets,
        "style": style,
        "site": settings.WAGTAIL_SITE_NAME,
        "address": absolute(reverse("sign_in")),
        "days": VALID_FOR.days,
    }
    return render_to_string("accounts/sheets.html", context)
