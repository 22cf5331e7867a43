"""What a company says of itself, between form, storage and page."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any, Self

from cms.areas.models import Area
from companies.choices import Certification, Evidence, Fact, Figure
from companies.models import (
    EmployerArea,
    EmployerCertification,
    EmployerFact,
    EmployerFigure,
    EmployerPage,
)

PLAIN = (
    *("kana", "corporate_number", "industry", "business", "introduction"),
    *("website", "is_anywhere", "job_number", "job_url"),
)


@dataclass(frozen=True)
class FigureContent:
    """``value`` and ``whole`` in persons or years; ``counted_on`` as ISO date."""

    kind: str
    value: str
    counted_on: str
    whole: int | None = None


@dataclass(frozen=True)
class CertificationContent:
    kind: str
    year: int
    name: str = ""


@dataclass(frozen=True)
class Content:
    """``places``: codes of areas. ``facts``: fact → the company's words."""

    name: str
    kana: str = ""
    corporate_number: str = ""
    industry: str = ""
    business: str = ""
    introduction: str = ""
    website: str = ""
    is_anywhere: bool = False
    job_number: str = ""
    job_url: str = ""
    places: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[FigureContent, ...] = ()
    certifications: tuple[CertificationContent, ...] = ()

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> Self:
        """What was stored; names that a later version does not know are left out."""
        known = {each.name for each in fields(cls)}
        given = {name: value for name, value in stored.items() if name in known}
        given["places"] = tuple(given.get("places", ()))
        given["figures"] = tuple(FigureContent(**row) for row in given.get("figures", ()))
        rows = given.get("certifications", ())
        given["certifications"] = tuple(CertificationContent(**row) for row in rows)
        return cls(**given)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_page(cls, page: EmployerPage) -> Self:
        return cls(
            name=page.title,
            places=tuple(row.area.code6 for row in page.areas.all()),
            facts={row.fact: row.note for row in page.facts.all()},
            figures=tuple(map(figure_content, page.figures.all())),
            certifications=tuple(
                CertificationContent(row.kind, row.year, row.name)
                for row in page.certifications.all()
            ),
            **{name: getattr(page, name) for name in PLAIN},
        )


def figure_content(row: EmployerFigure) -> FigureContent:
    value = str(row.value.normalize() if row.value % 1 else int(row.value))
    return FigureContent(row.kind, value, row.counted_on.isoformat(), row.whole)


def fill_page(page: EmployerPage, content: Content) -> None:
    """Write ``content`` into a draft; the interview and what editors keep stay as they are."""
    page.title = content.name
    for name in PLAIN:
        setattr(page, name, getattr(content, name))
    places = areas_of(content.places)
    page.areas = [EmployerArea(area=area, sort_order=n) for n, area in enumerate(places)]
    page.facts = [
        EmployerFact(fact=fact, note=note, sort_order=n)
        for n, (fact, note) in enumerate(_ordered(content.facts))
    ]
    page.figures = [_figure_row(n, figure) for n, figure in enumerate(content.figures)]
    page.certifications = [
        EmployerCertification(
            kind=each.kind, year=each.year, name=each.name, evidence=Evidence.DOCUMENT, sort_order=n
        )
        for n, each in enumerate(content.certifications)
    ]


def _ordered(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """In the order of the list, whatever order they were stored in."""
    return [(fact, facts[fact]) for fact in Fact.values if fact in facts]


def _figure_row(number: int, figure: FigureContent) -> EmployerFigure:
    return EmployerFigure(
        kind=figure.kind,
        value=Decimal(figure.value),
        whole=figure.whole,
        counted_on=date.fromisoformat(figure.counted_on),
        evidence=Evidence.DOCUMENT,
        sort_order=number,
    )


def areas_of(codes: Iterable[str]) -> list[Area]:
    """Areas in the order of ``codes``, their chains loaded; one query."""
    found = {area.code6: area for area in Area.objects.with_chain().filter(code6__in=list(codes))}
    return [found[code] for code in codes if code in found]


def certification_label(kind: str, name: str) -> str:
    return name or str(Certification(kind).label)


def figure_label(kind: str) -> str:
    return str(Figure(kind).label)
