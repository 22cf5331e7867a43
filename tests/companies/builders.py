"""Builders of employers and submissions. 法人番号 of tests begin like none that was ever given."""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Site

from cms.areas.models import Area
from cms.core.calendar import TOKYO
from cms.demo.sheets import sample_pdf
from companies.contents import CertificationContent, Content, FigureContent
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
from directory.corporate_number import check_digit
from tests.builders import add_page, home_of

AT = datetime(2026, 11, 24, 10, 0, tzinfo=TOKYO)
CONTACT = {
    "contact_name": "見本 花子",
    "contact_email": "hanako@company.example",
    "contact_telephone": "",
}


def corporate_number(number: int) -> str:
    """A valid 法人番号 of a registry office that does not exist (9999)."""
    body = f"9999{number:08d}"
    return f"{check_digit(body)}{body}"


def company_index(site: Site) -> CompanyIndexPage:
    """会社をさがす below the front page, made when it is missing."""
    home = home_of(site)
    found = CompanyIndexPage.objects.child_of(home).first()
    return found or add_page(home, CompanyIndexPage, title="会社をさがす", slug="companies")


def make_employer(
    site: Site,
    *,
    slug: str = "employer",
    facts: tuple[str, ...] = ("short_regular",),
    areas: tuple[Area, ...] = (),
    certifications: tuple[tuple[str, int], ...] = (),
    figures: tuple[tuple[str, int, int | None], ...] = (),
    **fields: Any,
) -> EmployerPage:
    """A published employer with consent, evidence and a day of confirmation."""
    index = company_index(site)
    defaults: dict[str, Any] = {
        "title": "見本の会社",
        "industry": "P",
        "business": "調理と配膳",
        "confirmed_on": date(2026, 3, 31),
        "consent_on": date(2026, 3, 31),
        "evidence_note": "見本の書類",
    }
    page = EmployerPage(slug=slug, locale=index.locale, **{**defaults, **fields})
    page.facts = [EmployerFact(fact=fact, sort_order=n) for n, fact in enumerate(facts)]
    page.areas = [EmployerArea(area=area, sort_order=n) for n, area in enumerate(areas)]
    page.certifications = [
        EmployerCertification(kind=kind, year=year, sort_order=n)
        for n, (kind, year) in enumerate(certifications)
    ]
    page.figures = [
        EmployerFigure(
            kind=kind, value=value, whole=whole, counted_on=date(2026, 3, 31), sort_order=n
        )
        for n, (kind, value, whole) in enumerate(figures)
    ]
    index.add_child(instance=page)
    return page


def make_content(**fields: Any) -> Content:
    defaults: dict[str, Any] = {
        "name": "見本食品株式会社",
        "kana": "みほんしょくひん",
        "industry": "M",
        "business": "お弁当づくり",
        "introduction": "朝の電話一本で休めます。",
        "is_anywhere": True,
        "facts": {"short_regular": "一日6時間", "sudden_leave": ""},
        "figures": (
            FigureContent("single_parents", "6", "2026-03-31"),
            FigureContent("regular", "4", "2026-03-31", 6),
            FigureContent("average_years", "5.2", "2026-03-31"),
        ),
        "certifications": (CertificationContent("kurumin", 2024),),
    }
    return Content(**{**defaults, **fields})


def pdf(name: str = "kisoku.pdf") -> SimpleUploadedFile:
    content = sample_pdf("就業規則（見本）", ["短時間正社員の決まり"])
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def make_submission(
    *, sent: bool = True, at: datetime = AT, contact: dict[str, str] | None = None, **content: Any
) -> tuple[Submission, str]:
    """A submission, with a document and sent unless told otherwise, and the secret of its link."""
    opened = begin_submission(
        content=make_content(**content), contact={**CONTACT, **(contact or {})}, at=at
    )
    submission = opened.submission
    if sent:
        add_evidence(submission=submission, file=pdf(), at=at)
        submission = send_submission(submission=submission, secret=opened.secret, at=at)
    return submission, opened.secret
