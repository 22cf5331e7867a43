"""Sample distributions with reports of use, articles and advertising: everything marked 見本."""

import json
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageDraw
from wagtail.models import Locale

from campaigns.models import (
    AdvertisingRecord,
    CampaignIndexPage,
    Delivery,
    Distribution,
    Kit,
    KnowHowIndexPage,
    KnowHowPage,
    StaffKnowHowPage,
    UsePhoto,
    UsePlace,
    UseReport,
)
from campaigns.use.services import show_example
from campaigns.use_choices import Amount, Place
from cms.areas.models import Area
from cms.core.calendar import TOKYO, today
from cms.demo.accounts import MUNICIPALITIES

TOWNS = 9  # of every prefecture, beside the prefecture itself
FEW = {"31": 2, "39": 3}  # prefectures with so few towns that no share is shown
SIZES = (50, 100, 200, 300)
EXAMPLES = 4
DAYS = ("dated_on", "starts_on", "ends_on", "sent_on", "reports_until")
NOBODY_YET = set(MUNICIPALITIES.values())  # people of these sign in and report themselves


@transaction.atomic
def build_use_of_kits(content: dict[str, Any]) -> None:
    """What is missing is made; a round that is there is left as it is."""
    index = _index(content["index"])
    for key, model in (("articles", KnowHowPage), ("staff_articles", StaffKnowHowPage)):
        for record in content[key]:
            if not model.objects.child_of(index).filter(slug=record["slug"]).exists():
                _article(index, model, _dated(record))
    kit = Kit.objects.select_related("campaign").earliest("pk")
    for number, record in enumerate(content["rounds"]):
        if not Distribution.objects.filter(title=record["title"]).exists():
            _round(kit, _dated(record), content, number)
    for record in content["advertising"]:
        words = {**_dated(record), "campaign": kit.campaign, "is_sample": True}
        AdvertisingRecord.objects.get_or_create(title=record["title"], defaults=words)


def _dated(record: dict[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(record[name]) for name in DAYS if name in record}
    return {**record, **days}


def _index(words: dict[str, str]) -> KnowHowIndexPage:
    campaigns = CampaignIndexPage.objects.get(locale=Locale.get_default())
    found = KnowHowIndexPage.objects.child_of(campaigns).first()
    return found or _publish(campaigns, KnowHowIndexPage(slug="know-how", **words))


def _publish(parent: Any, page: Any) -> Any:
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _article(index: KnowHowIndexPage, model: type[Any], record: dict[str, Any]) -> None:
    body = [
        {"type": kind, "value": f"<p>{text}</p>" if kind == "paragraph" else text}
        for kind, text in record.pop("body")
    ]
    page = model(is_sample=True, body=json.dumps(body, ensure_ascii=False), **record)
    _publish(index, page)


def _round(kit: Kit, record: dict[str, Any], content: dict[str, Any], number: int) -> None:
    """Sizes and answers follow from the codes: the same sample on every machine."""
    sent_on = min(record.pop("sent_on"), today() - timedelta(days=1))
    round_ = Distribution.objects.create(kit=kit, is_sample=True, **record)
    parcels = [_parcel(round_, area, sent_on) for area in _receivers()]
    stored = Delivery.objects.bulk_create(parcels, batch_size=500)
    answering = [parcel for parcel in stored if _answers(parcel.area, number)]
    at = datetime.combine(sent_on + timedelta(days=9), datetime.min.time(), TOKYO)
    reports = [_report(parcel, content["effects"], at) for parcel in answering]
    reports = UseReport.objects.bulk_create(reports, batch_size=500)
    UsePlace.objects.bulk_create(place for report in reports for place in _places(report))
    if number == 0:
        _show(reports, content["photo_alt"])


def _receivers() -> list[Area]:
    """Every prefecture and its first municipalities; those of the sample sign-ins as well."""
    current = Area.objects.current(today())
    chosen = list(current.prefectures())
    seen: dict[str, int] = {}
    for town in current.municipalities().order_by("code6"):
        code2 = town.code6[:2]
        seen[code2] = seen.get(code2, 0) + 1
        if seen[code2] <= FEW.get(code2, TOWNS) or town.code6 in NOBODY_YET:
            chosen.append(town)
    return chosen


def _parcel(round_: Distribution, area: Area, sent_on: date) -> Delivery:
    copies = SIZES[_draw(area, 3) % len(SIZES)]
    arrived_on = sent_on + timedelta(days=2) if _draw(area, 5) % 2 else None
    return Delivery(
        distribution=round_,
        area=area,
        copies=copies,
        sent_on=sent_on,
        sent_copies=copies,
        arrived_on=arrived_on,
    )


def _draw(area: Area, factor: int) -> int:
    """A number that looks drawn and is the same for ever."""
    return int(area.code6) * factor * 2_654_435_761 % 1_000_003


def _answers(area: Area, number: int) -> bool:
    """Each prefecture has a habit of its own, so that the map has every shade."""
    if area.code6 in NOBODY_YET:
        return False
    habit = int(area.code6[:2]) * 37 % 90 + 8
    return _draw(area, 7 + number) % 100 < habit


def _report(parcel: Delivery, effects: list[str], at: datetime) -> UseReport:
    amount = (Amount.ALL, Amount.HALF, Amount.ALL, Amount.NONE)[_draw(parcel.area, 11) % 4]
    used = {Amount.ALL: parcel.copies, Amount.HALF: parcel.copies // 2, Amount.NONE: 0}[amount]
    talks = amount != Amount.NONE and _draw(parcel.area, 13) % 3 == 0
    moment = at + timedelta(minutes=_draw(parcel.area, 17) % 20_000)
    return UseReport(
        delivery=parcel,
        first_reported_at=moment,
        reported_at=moment,
        amount=amount,
        copies_used=used,
        effect=effects[_draw(parcel.area, 19) % len(effects)] if talks else "",
        may_show=talks,
        agreed_at=moment if talks else None,
    )


def _places(report: UseReport) -> list[UsePlace]:
    if report.amount == Amount.NONE:
        return []
    usual = [place for place in Place.values if place != Place.OTHER]
    first = _draw(report.delivery.area, 23) % len(usual)
    chosen = dict.fromkeys([Place.OFFICE.value, usual[first]])
    return [UsePlace(report=report, place=place) for place in chosen]


def _show(reports: list[UseReport], alt_text: str) -> None:
    """A few good examples; the first has a picture that says by itself that it is none."""
    willing = {report.effect: report for report in reports if report.may_show}
    for number, report in enumerate(list(willing.values())[:EXAMPLES]):
        if number == 0:
            report.alt_text = alt_text
            UsePhoto.objects.create(report=report, file=ContentFile(_picture(), "board.png"))
        show_example(report=report)


def _picture() -> bytes:
    """A notice board with a poster, drawn: no photograph of a real place."""
    picture = Image.new("RGB", (960, 640), "#fdf8ef")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 60, 900, 560), fill="#c9a36b", outline="#7a5a2a", width=14)
    draw.rectangle((380, 120, 640, 490), fill="#e6f5ec", outline="#08351f", width=6)
    draw.ellipse((450, 170, 570, 290), fill="#ff9e4a")
    for top in (330, 370, 410):
        draw.rectangle((420, top, 600, top + 14), fill="#08351f")
    for left, top in ((130, 150), (160, 340), (710, 180), (740, 370)):
        draw.rectangle((left, top, left + 120, top + 130), fill="#ffffff", outline="#999999")
    file = BytesIO()
    picture.save(file, format="PNG")
    return file.getvalue()
