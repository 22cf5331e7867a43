"""Sample employers: five written with care, and enough made by rule to try list and search.

None has a 法人番号: whatever passes the check digit may belong to somebody.
"""

import json
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageDraw

from cms.areas.models import Area
from cms.assets.models import PortalImage
from cms.core.bulk_pages import references_once
from cms.core.calendar import now, today
from cms.demo.fronts import main_front
from cms.demo.own_work import own_work
from cms.demo.sheets import sample_pdf
from companies.ageing import months_after
from companies.choices import Certification, Fact
from companies.contents import Content
from companies.models import (
    CompanyIndexPage,
    EmployerArea,
    EmployerCertification,
    EmployerFact,
    EmployerFigure,
    EmployerPage,
    Submission,
)
from companies.services.submitting import add_evidence, begin_submission, send_submission

SEED = 20_261_124
PICTURE = "見本の調理場の絵"
OLDEST_MONTHS = 27  # some carry 「情報が古い可能性」, none is due to be taken off
PLAIN = ("slug", "title", "kana", "industry", "business", "introduction")


def build_companies(content: dict[str, Any]) -> None:
    """The entrance and every employer that is missing; what editors changed stays as it is."""
    index = _index(content["page"])
    known = set(index.get_children().values_list("slug", flat=True))
    found = Area.objects.with_chain().filter(code6__in=_codes(content))
    areas = {area.code6: area for area in found}
    with transaction.atomic():
        for record in content["careful"]:
            if record["slug"] not in known:
                _publish(index, record, areas)
    with transaction.atomic(), references_once() as added:
        for page in generated(content["generated"], areas, on=today()):
            if page.slug not in known:
                page.locale = index.locale
                added.append(index.add_child(instance=page))
    _submission(content["submission"])


def _codes(content: dict[str, Any]) -> set[str]:
    careful = {code for record in content["careful"] for code in record["areas"]}
    return careful | set(content["generated"]["areas"])


@transaction.atomic
def _index(words: dict[str, str]) -> CompanyIndexPage:
    home = main_front()
    found = CompanyIndexPage.objects.child_of(home).first()
    if found is not None:
        return found
    page = CompanyIndexPage(slug="companies", locale=home.locale, **words)
    index: CompanyIndexPage = home.add_child(instance=page)
    index.save_revision().publish()
    return index


def _published(confirmed_on: date, **fields: Any) -> EmployerPage:
    return EmployerPage(
        confirmed_on=confirmed_on,
        consent_on=confirmed_on,
        consent_version="見本",
        evidence_note="見本",
        is_sample=True,
        **fields,
    )


def _publish(index: CompanyIndexPage, record: dict[str, Any], areas: dict[str, Area]) -> None:
    on = months_after(today(), -record["confirmed_months"])
    page = _published(
        on,
        locale=index.locale,
        is_anywhere=record.get("is_anywhere", False),
        job_number=record.get("job_number", ""),
        **{name: record[name] for name in PLAIN},
    )
    page.areas = [EmployerArea(area=areas[code]) for code in record["areas"]]
    page.facts = [EmployerFact(fact=fact, note=note) for fact, note in record["facts"]]
    page.figures = [_figure(kind, value, whole, on) for kind, value, whole in record["figures"]]
    page.certifications = [
        EmployerCertification(kind=kind, year=year, name=name)
        for kind, year, name in record["certifications"]
    ]
    blocks = [_block(kind, value) for kind, value in record.get("interview", [])]
    page.interview = json.dumps(blocks, ensure_ascii=False)
    index.add_child(instance=page)
    page.save_revision().publish()


def _figure(kind: str, value: str, whole: int | None, on: date) -> EmployerFigure:
    return EmployerFigure(kind=kind, value=Decimal(value), whole=whole, counted_on=on)


def _block(kind: str, value: Any) -> dict[str, Any]:
    if kind != "photo":
        return {"type": kind, "value": value}
    months = value.pop("months")
    until = months_after(today(), months)
    rights = {"agreed_on": today().isoformat(), "until": until.isoformat()}
    return {"type": kind, "value": {**value, **rights, "image": _picture().pk}}


def _picture() -> PortalImage:
    """The drawn kitchen, made when it is missing."""
    found = PortalImage.objects.filter(title=PICTURE).first()
    if found:
        return found
    file = ContentFile(kitchen(), name="mihon-kitchen.png")
    return own_work(PortalImage.objects.create(title=PICTURE, file=file, credit="見本の絵"))


def kitchen() -> bytes:
    """A pot, lunch boxes and a window in the colours of the site: no photograph of anybody."""
    picture = Image.new("RGB", (1200, 675), "#fdf3cf")
    draw = ImageDraw.Draw(picture)
    line: dict[str, Any] = {"outline": "#0c472a", "width": 6}
    draw.rectangle((0, 470, 1200, 675), fill="#e3c9a0")
    draw.rounded_rectangle((90, 70, 420, 330), 18, fill="#bfe0f7", **line)
    draw.line((255, 70, 255, 330), fill="#0c472a", width=6)
    draw.line((90, 200, 420, 200), fill="#0c472a", width=6)
    draw.ellipse((300, 100, 380, 180), fill="#ffd43d", **line)
    draw.rounded_rectangle((520, 300, 800, 500), 26, fill="#e8604c", **line)
    draw.rounded_rectangle((500, 280, 820, 316), 14, fill="#ffffff", **line)
    draw.ellipse((632, 236, 688, 284), fill="#ff8d44", **line)
    for place in (590, 660, 730):
        draw.arc((place - 26, 120, place + 26, 180), 90, 270, fill="#8a9a8f", width=8)
        draw.arc((place - 26, 172, place + 26, 232), 270, 90, fill="#8a9a8f", width=8)
    for number in range(3):
        left = 130 + number * 330
        draw.rounded_rectangle((left, 520, left + 270, 650), 22, fill="#ffffff", **line)
        draw.ellipse((left + 24, 545, left + 104, 625), fill="#fff7e8", **line)
        draw.rounded_rectangle((left + 130, 545, left + 246, 580), 10, fill="#4fb171", **line)
        draw.rounded_rectangle((left + 130, 592, left + 246, 627), 10, fill="#ff8d44", **line)
    draw.rounded_rectangle((900, 110, 1120, 400), 18, fill="#ffffff", **line)
    for shelf in (200, 300):
        draw.line((900, shelf, 1120, shelf), fill="#0c472a", width=6)
    for place in (925, 990, 1055):
        draw.rounded_rectangle((place, 140, place + 46, 196), 8, fill="#a9d9b4", **line)
        draw.ellipse((place, 246, place + 46, 296), fill="#ffe1cc", **line)
        draw.rounded_rectangle((place, 336, place + 46, 396), 8, fill="#ffd43d", **line)
    file = BytesIO()
    picture.quantize(64).save(file, format="PNG", optimize=True)
    return file.getvalue()


def generated(words: dict[str, Any], areas: dict[str, Area], *, on: date) -> list[EmployerPage]:
    """The same employers whenever it runs; only the days move with ``on``."""
    return [_generated(number, words, areas, on) for number in range(1, words["number"] + 1)]


def _generated(
    number: int, words: dict[str, Any], areas: dict[str, Area], on: date
) -> EmployerPage:
    chance = Random(SEED + number)  # noqa: S311  samples, no secret
    industry, kind, business = chance.choice(words["kinds"])
    name = f"見本{chance.choice(words['words'])}{kind}{number:03d}"
    months = chance.choice((1, 2, 4, 6, 9, 12, 16, 20, 23, 25, OLDEST_MONTHS))
    confirmed_on = months_after(on, -months) + timedelta(days=chance.randrange(20))
    page = _published(
        min(confirmed_on, on),
        slug=f"sample-{number:03d}",
        title=name,
        industry=industry,
        business=business,
        introduction=words["introduction"],
        is_anywhere=chance.random() < 0.06,
    )
    facts = sorted(chance.sample(Fact.values, chance.randint(1, 4)), key=Fact.values.index)
    page.facts = [
        EmployerFact(fact=fact, note=chance.choice(words["notes"][fact])) for fact in facts
    ]
    codes = chance.sample(words["areas"], chance.randint(1, 2))
    page.areas = [EmployerArea(area=areas[code]) for code in codes]
    page.figures = _figures(chance, page.confirmed_on or on)
    if chance.random() < 0.45:
        kind = chance.choice([each for each in Certification.values if each != Certification.LOCAL])
        year = chance.randint(2018, on.year - 1)
        page.certifications = [EmployerCertification(kind=kind, year=year)]
    return page


def _figures(chance: Random, on: date) -> list[EmployerFigure]:
    if chance.random() < 0.25:
        return []
    parents = chance.randint(1, 30)
    years = f"{chance.randint(10, 120) / 10}"
    return [
        _figure("single_parents", str(parents), None, on),
        _figure("regular", str(chance.randint(0, parents)), parents, on),
        _figure("average_years", years, None, on),
    ]


def _submission(words: dict[str, Any]) -> None:
    """One that waits for the review, with a document."""
    fields = {name: value for name, value in words.items() if name != "contact"}
    if Submission.objects.filter(name=fields["name"]).exists():
        return
    with transaction.atomic():
        opened = begin_submission(
            content=Content.of_json(fields), contact=words["contact"], at=now()
        )
        paper = sample_pdf("営業時間のお知らせ（見本）", ["店は9時から16時までです。"])
        file = SimpleUploadedFile("営業時間（見本）.pdf", paper, content_type="application/pdf")
        add_evidence(submission=opened.submission, file=file, at=now())
        send_submission(submission=opened.submission, secret=opened.secret, at=now())
