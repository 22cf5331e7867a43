"""What the templates of the section show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.addresses import shared_origin
from cms.core.languages import address_in, default_language, html_language
from companies.ageing import ends_on, is_stale
from companies.choices import Certification, Evidence, Fact, Figure, Status
from companies.consent import consent_points
from companies.contents import Content, certification_label, figure_content
from companies.forms import CompanyForm, ConsentForm, EvidenceForm
from companies.forms.company import COMPANY, CONTACT, NUMBERS, OFFER, PLACES, initial_of
from companies.forms.small import MOST_FILES
from companies.models import EmployerFigure, EmployerPage, Submission
from companies.services.submitting import SubmittingError
from companies.telling import number_words, told
from directory.json_ld import script

ADDRESS = "/companies/"
FEW_PEOPLE = 3  # below, a number could name somebody
MOST_PLACES_SHOWN = 3


ICONS = {
    Fact.SHORT_REGULAR: "clock",
    Fact.HOME_WORKING: "home",
    Fact.SUDDEN_LEAVE: "phone",
    Fact.SCHOOL_PICKUP: "bag",
    Fact.CHILDCARE: "family",
    Fact.NO_NIGHTS: "moon",
    Fact.MOVING: "box",
    Fact.QUALIFICATIONS: "cap",
}


@dataclass(frozen=True)
class FactLine:
    """``icon``: its name in the sprite."""

    icon: str
    label: str
    note: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class FigureLine:
    label: str
    text: str
    counted_on: date
    evidence: str


@dataclass(frozen=True)
class CertificationLine:
    label: str
    year: int
    evidence: str

    @property
    def is_official(self) -> bool:
        return self.evidence == str(Evidence.OFFICIAL_LIST.label)


@dataclass(frozen=True)
class Card:
    """An employer in a list. ``lang``: BCP 47 tag where its words are in another language."""

    title: str
    url: str
    text: str
    place: str
    facts: list[FactLine]
    figures: list[FigureLine]
    certifications: list[CertificationLine]
    confirmed_on: date | None
    is_stale: bool
    is_sample: bool
    lang: str


def cards(pages: Iterable[EmployerPage], *, chosen: Iterable[str], on: date) -> list[Card]:
    language = get_language() or default_language()
    return [_card(page, set(chosen), language, on) for page in pages]


def _card(page: EmployerPage, chosen: set[str], language: str, on: date) -> Card:
    own = html_language(page.language)
    return Card(
        title=page.title,
        url=page.address(language),
        text=page.business,
        place=place_words(page),
        facts=fact_lines(page, chosen),
        figures=figure_lines(page.figures.all()),
        certifications=certification_lines(page),
        confirmed_on=page.confirmed_on,
        is_stale=is_stale(page.confirmed_on, on=on),
        is_sample=page.is_sample,
        lang="" if own == html_language(language) else own,
    )


def place_words(page: EmployerPage) -> str:
    """東京都八王子市、東京都日野市 ほか2か所."""
    names = [row.area.full_name for row in page.areas.all()]
    if page.is_anywhere:
        names = [_("Anywhere in Japan"), *names]
    rest = len(names) - MOST_PLACES_SHOWN
    shown = "、".join(names[:MOST_PLACES_SHOWN])
    if rest <= 0:
        return shown
    return _("%(places)s and %(number)s more") % {"places": shown, "number": rest}


def fact_lines(page: EmployerPage, chosen: set[str] = frozenset()) -> list[FactLine]:  # type: ignore[assignment]
    """Chosen facts first, then the others in the order of the list."""
    held = {row.fact: row.note for row in page.facts.all()}
    lines = [
        FactLine(ICONS[fact], str(fact.label), held[fact], fact in chosen)
        for fact in Fact
        if fact in held
    ]
    return sorted(lines, key=lambda line: not line.is_chosen)


def figure_lines(rows: Iterable[EmployerFigure]) -> list[FigureLine]:
    """In the order of the criteria; nothing that could name somebody."""
    known = {row.kind: row for row in rows}
    parents = known.get(Figure.SINGLE_PARENTS)
    few = parents is not None and 0 < parents.value < FEW_PEOPLE
    lines = []
    for kind in Figure:
        row = known.get(kind)
        if row is None or (few and kind != Figure.SINGLE_PARENTS):
            continue
        if kind == Figure.REGULAR and (row.whole or 0) < FEW_PEOPLE:
            continue
        text = number_words(figure_content(row))
        if few:
            text = _("fewer than %(number)s people") % {"number": FEW_PEOPLE}
        evidence = str(Evidence(row.evidence).label)
        lines.append(FigureLine(str(kind.label), text, row.counted_on, evidence))
    return lines


def certification_lines(page: EmployerPage) -> list[CertificationLine]:
    """Of published lists first; what the company says of the same kind and year is not repeated."""
    listed = {(row.kind, row.year) for row in page.listed.all()}
    lines = [
        CertificationLine(str(Certification(kind).label), year, str(Evidence.OFFICIAL_LIST.label))
        for kind, year in sorted(listed, key=lambda each: (-each[1], each[0]))
    ]
    stated = [row for row in page.certifications.all() if (row.kind, row.year) not in listed]
    return lines + [
        CertificationLine(
            certification_label(row.kind, row.name), row.year, str(Evidence(row.evidence).label)
        )
        for row in sorted(stated, key=lambda row: -row.year)
    ]


def employer_context(page: EmployerPage, request: HttpRequest, *, on: date) -> dict[str, Any]:
    entrance = page.get_parent()
    return {
        "on": on,
        "facts": fact_lines(page),
        "figures": figure_lines(page.figures.all()),
        "certifications": certification_lines(page),
        "places": [row.area for row in page.areas.select_related("area__parent__parent")],
        "is_stale": is_stale(page.confirmed_on, on=on),
        "ends_on": ends_on(page.confirmed_on) - timedelta(days=1) if page.confirmed_on else None,
        "structured_data": structured_data(page, request),
        "breadcrumbs": [
            {"title": _("Home"), "url": address_in("/")},
            {"title": entrance.title, "url": address_in(ADDRESS)},
            {"title": page.title},
        ],
    }


def structured_data(page: EmployerPage, request: HttpRequest) -> SafeString | str:
    """schema.org Organization; samples are left out, a search engine would take them for real."""
    if page.is_sample:
        return ""
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": page.title,
        "description": page.business,
        "url": page.website or shared_origin(request) + page.address(),
        "areaServed": [row.area.full_name for row in page.areas.all()],
        "award": [f"{line.label} {line.year}" for line in certification_lines(page)],
    }
    if page.corporate_number:
        number = {"@type": "PropertyValue", "propertyID": "法人番号"}
        data["identifier"] = {**number, "value": page.corporate_number}
    return script({key: value for key, value in data.items() if value})


@dataclass(frozen=True)
class Fieldset:
    title: str
    hint: str
    fields: list[Any]
    kind: str = "plain"


def form_context(form: CompanyForm, *, secret: str = "") -> dict[str, Any]:
    """The fields in groups. ``secret``: of the link, when something stored is changed."""
    pairs = [(form[f"fact_{fact}"], form[f"note_{fact}"]) for fact in Fact]
    years = [form[f"year_{kind}"] for kind in Certification]
    groups = [
        Fieldset(_("The company"), "", [form[name] for name in COMPANY]),
        Fieldset(_("Where people work"), "", [form[name] for name in PLACES]),
        Fieldset(
            _("How people work at your company"),
            _("Tick only what is really the case today, and say how it works."),
            pairs,
            "facts",
        ),
        Fieldset(
            _("Numbers (if you have them)"),
            _("Leave empty what you do not know. You show the documents in the next step."),
            [form[name] for name in NUMBERS],
        ),
        Fieldset(
            _("Certifications and awards"),
            _("Enter the year (for example 2024) only for those you have."),
            [*years, form["local_name"]],
            "years",
        ),
        Fieldset(_("Offers"), "", [form[name] for name in OFFER]),
        Fieldset(
            _("Whom we may ask"),
            _("Used for questions only. It never appears on the site."),
            [form[name] for name in CONTACT],
        ),
    ]
    return {"form": form, "groups": groups, "secret": secret}


def initial_for(submission: Submission) -> dict[str, Any]:
    contact = {name: getattr(submission, name) for name in CONTACT}
    return initial_of(Content.of_json(submission.content), contact)


def case_context(submission: Submission, secret: str, *, on: date) -> dict[str, Any]:
    evidence = list(submission.evidence.all())
    return {
        "case": submission,
        "secret": secret,
        "is_draft": submission.status == Status.DRAFT,
        "may_send": submission.status in (Status.DRAFT, Status.ACCEPTED),
        "evidence": evidence,
        "room_left": MOST_FILES - len(evidence),
        "lines": told(Content.of_json(submission.content)),
        "evidence_form": EvidenceForm(),
        "consent_form": ConsentForm(),
        "points": consent_points(),
        "public_page": submission.page if submission.page and submission.page.live else None,
    }


def words_of(error: SubmittingError) -> str:
    return {
        "twin": _(
            "We have this company from your mail address already. Ask for a new link below "
            "and change it there."
        ),
        "closed": _("This was decided already and cannot be changed any more."),
        "many": _("You can send %(most)s documents. Remove one first.") % {"most": MOST_FILES},
        "evidence": _("Please add at least one document first."),
    }[error.code]
