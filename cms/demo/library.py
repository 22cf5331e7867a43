"""The sample staff library: real laws by their official address, everything else marked 見本."""

import json
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from cms.assets.choices import Access
from cms.assets.models import PortalDocument
from cms.demo.fronts import main_front
from cms.demo.own_work import own_work
from cms.demo.sheets import sample_pdf, sample_xlsx
from staff_library.models import (
    Attachment,
    CasePage,
    LawArticle,
    LawPage,
    LibraryItemPage,
    NoticePage,
    RelatedMeasure,
    StaffLibraryPage,
    TrainingPage,
)

MODELS: dict[str, type[LibraryItemPage]] = {
    "laws": LawPage,
    "notices": NoticePage,
    "cases": CasePage,
    "trainings": TrainingPage,
}
DATES = ("dated_on", "population_on")
FORMATS = {"pdf": sample_pdf, "xlsx": sample_xlsx}
WARNING = "これは見本です。実際の資料ではありません。"


@transaction.atomic
def build_library(content: dict[str, Any]) -> None:
    """The entrance and every item that is missing; what editors changed stays as it is."""
    home = main_front()
    library = StaffLibraryPage.objects.child_of(home).first()
    if library is None:
        words = {"slug": "staff", "locale": home.locale, **content["page"]}
        library = home.add_child(instance=StaffLibraryPage(**words))
        library.save_revision().publish()
    login = PageViewRestriction.LOGIN  # the admin calls the pages private then
    PageViewRestriction.objects.get_or_create(page=library, restriction_type=login)
    known = set(library.get_children().values_list("slug", flat=True))
    for kind, model in MODELS.items():
        for record in content[kind]:
            if record["slug"] not in known:
                _publish(library, model, dict(record))


def _publish(library: StaffLibraryPage, model: type[LibraryItemPage], record: Any) -> None:
    measures, files = record.pop("measures", []), record.pop("files", [])
    articles, replaces = record.pop("articles", []), record.pop("replaces", "")
    body = [{"type": kind, "value": _value(kind, text)} for kind, text in record.pop("body", [])]
    for name in DATES:
        if name in record:
            record[name] = date.fromisoformat(record[name])
    item: Any = model(locale=library.locale, is_sample=model is not LawPage, **record)
    item.body = json.dumps(body, ensure_ascii=False)
    if replaces:
        item.replaces = NoticePage.objects.child_of(library).get(slug=replaces)
    if articles:
        item.articles = [LawArticle(article=name, summary=text) for name, text in articles]
    item.attachments = [
        Attachment(document=_document(kind, name, title, summary=item.summary))
        for kind, name, title in files
    ]
    found = Page.objects.filter(slug__in=measures, locale=library.locale)
    item.related_measures = [RelatedMeasure(measure=page) for page in found.order_by("path")]
    library.add_child(instance=item)
    item.save_revision().publish()


def _value(kind: str, text: str) -> str:
    return f"<p>{text}</p>" if kind == "paragraph" else text


def _document(kind: str, name: str, title: str, *, summary: str) -> PortalDocument:
    """The file for staff of that title, made when it is missing."""
    found = PortalDocument.objects.filter(title=title, access=Access.STAFF).first()
    if found:
        return found
    lines = [WARNING, *summary.replace("。", "。\n").split()]
    file = ContentFile(FORMATS[kind](title, lines), name=name)
    fields = {"title": title, "access": Access.STAFF, "source": "見本"}
    return own_work(PortalDocument.objects.create(file=file, **fields))
