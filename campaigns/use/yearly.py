"""The figures of one fiscal year (April to March), for the screen and the yearly report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, Sum

from campaigns.models import AdvertisingRecord, Delivery, Kit
from campaigns.use.selectors import place_counts, rates_of
from campaigns.use_choices import Medium
from cms.areas.models import Area
from cms.core.calendar import fiscal_year
from cms.insights.choices import Act
from cms.insights.models import DailyCount

Cell = str | int
PARCELS = ("送った数（か所）", "報告（か所）", "割合（%）")
COPIES = ("送った部数", "報告した所に送った部数", "使っている部数")
PEOPLE = ("届ける人数（計画）", "届いた人数", "表示回数", "クリック数")
MONEY = ("費用（計画、円）", "費用（実績、円）")


@dataclass(frozen=True)
class Table:
    """``rows`` hold texts and whole numbers, in the order of ``header``."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def years(*, on: date) -> list[int]:
    """Fiscal years of which there is something, newest first; always the one of ``on``."""
    begins = [
        Delivery.objects.aggregate(day=Min("sent_on"))["day"],
        AdvertisingRecord.objects.aggregate(day=Min("starts_on"))["day"],
    ]
    this = fiscal_year(on)
    first = min((fiscal_year(day) for day in begins if day), default=this)
    return list(range(this, min(first, this) - 1, -1))


def tables_of(year: int) -> list[Table]:
    """A dozen queries, whatever the number of parcels."""
    deliveries = Delivery.objects.of_fiscal_year(year)
    return [
        _by_prefecture(deliveries),
        Table("使った場所", ("場所", "報告の数"), place_counts(deliveries)),
        _advertising(year),
        _placements(year),
        _counts(year),
    ]


def _by_prefecture(deliveries: Any) -> Table:
    country, rates = rates_of(deliveries)
    names = dict(Area.objects.prefectures().values_list("code6", "name"))
    named = {code6[:2]: name for code6, name in names.items()}
    rows = [_rate_row(named.get(code2, code2), rate) for code2, rate in sorted(rates.items())]
    return Table(
        "配布と使用報告（都道府県別）",
        ("都道府県", *PARCELS, *COPIES),
        [*rows, _rate_row("全国", country)] if rows else [],
    )


def _rate_row(name: str, rate: Any) -> list[Cell]:
    share: Cell = "少数" if rate.share is None else rate.share
    return [
        name,
        rate.sent,
        rate.reported,
        share,
        rate.sent_total,
        rate.got_total,
        rate.used_total,
    ]


def _advertising(year: int) -> Table:
    people = ("planned_reach_sum", "reach_sum", "impressions_sum", "clicks_sum")
    names = ("number", *people, "planned_cost_sum", "cost_sum")
    found = list(AdvertisingRecord.objects.of_fiscal_year(year).by_medium())
    rows: list[Sequence[Cell]] = [
        [str(Medium(row["medium"]).label), *(row[name] for name in names)] for row in found
    ]
    if rows:
        rows.append(["合計", *(sum(row[name] for row in found) for name in names)])
    return Table("インターネット広告（媒体別）", ("媒体", "件数", *PEOPLE, *MONEY), rows)


def _placements(year: int) -> Table:
    header = ("名前", "媒体", "届け方", "だれに", "はじまり", "おわり", "届いた人数", "費用（円）")
    found = AdvertisingRecord.objects.of_fiscal_year(year).order_by("starts_on", "pk")
    rows = [
        [
            str(each),
            f"{each.get_medium_display()} {each.service}".strip(),
            str(each.get_reach_kind_display()),
            each.target,
            each.starts_on.isoformat(),
            each.ends_on.isoformat(),
            "" if each.reach is None else each.reach,
            "" if each.cost is None else each.cost,
        ]
        for each in found
    ]
    return Table("インターネット広告（一件ずつ）", header, rows)


def _counts(year: int) -> Table:
    """Downloads and reports by kit or asset, counted without persons (``cms.insights``)."""
    prefix = Kit._meta.app_label + "."
    counted = DailyCount.objects.filter(
        kind__startswith=prefix, day__gte=date(year, 4, 1), day__lte=date(year + 1, 3, 31)
    )
    grouped = counted.order_by().values("act", "kind", "key").annotate(total=Sum("number"))
    labels = {
        (kind, key): label
        for kind, key, label in counted.order_by("day").values_list("kind", "key", "label")
    }
    rows = [
        [labels[row["kind"], row["key"]], str(Act(row["act"]).label), row["total"]]
        for row in grouped.order_by("-total", "kind", "key")
    ]
    return Table("ダウンロードと送信の回数", ("対象", "したこと", "回数"), rows)
