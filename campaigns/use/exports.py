"""Sheets that leave the admin: the reports one by one, and a fiscal year."""

from collections.abc import Iterable
from typing import Any

from campaigns.use.reminding import Missing
from campaigns.use.yearly import Table, tables_of
from cms.core.calendar import TOKYO
from cms.spreadsheets.writing import workbook

PARCEL = ("自治体コード", "配布先", "配布", "部数", "送った日", "送った部数", "届いた日")
REPORT = (
    "報告した日",
    "使っている部数",
    "自分で刷った数",
    "場所",
    "効果・反響",
    "部署",
    "紹介への同意",
)


def reports_table(deliveries: Any) -> Table:
    """One row for each parcel, with its report where there is one. Three queries."""
    found = deliveries.with_area().select_related("report").prefetch_related("report__places")
    rows = [_row(each) for each in found.order_by("distribution", "area__code6")]
    return Table("配布と使用報告", (*PARCEL, *REPORT), rows)


def _row(parcel: Any) -> list[str | int]:
    report = getattr(parcel, "report", None)
    days = [day.isoformat() if day else "" for day in (parcel.sent_on, parcel.arrived_on)]
    known: list[str | int] = [parcel.area.code6, str(parcel.area), str(parcel.distribution)]
    known += [parcel.copies, days[0], parcel.sent_copies or "", days[1]]
    if report is None:
        return [*known, *[""] * len(REPORT)]
    return [
        *known,
        report.reported_at.astimezone(TOKYO).date().isoformat(),
        report.copies_used,
        report.own_copies,
        report.place_words,
        report.effect,
        report.department,
        "あり" if report.may_show else "なし",
    ]


def missing_table(rows: Iterable[Missing]) -> Table:
    """Whom to telephone: one row for each parcel without a report."""
    header = (
        "自治体コード",
        "配布先",
        "配布",
        "部数",
        "送った日",
        "お願いした回数",
        "メール",
        "電話",
    )
    return Table("まだ報告のない配布先", header, [_missing_row(row) for row in rows])


def _missing_row(row: Missing) -> list[str | int]:
    parcel = row.delivery
    return [
        parcel.area.code6,
        str(parcel.area),
        str(parcel.distribution),
        parcel.packed,
        parcel.sent_on.isoformat() if parcel.sent_on else "",
        parcel.reminders,
        f"{len(row.people)}人" if row.people else "なし",
        row.telephone,
    ]


def year_book(year: int) -> bytes:
    return book(tables_of(year))


def book(tables: list[Table]) -> bytes:
    return workbook([(table.title, table.header, table.rows) for table in tables])
