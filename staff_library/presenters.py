"""What the templates of the library show."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, Window
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.core.addresses import path_of
from cms.core.frame import kept
from cms.core.languages import address_in
from cms.core.models import PrivatePage
from cms.core.querysets import is_readable
from directory.freshness import age_of
from directory.models import Office
from staff_library.comparing import compare, sentences
from staff_library.facts import facts_of
from staff_library.listing import frame_name, rows
from staff_library.models import (
    Attachment,
    Completion,
    LibraryItemPage,
    NoticePage,
    TrainingPage,
)
from staff_library.selectors import (
    chain_of,
    library_items,
    municipality_of,
    newest_files,
    numbers_by_kind,
    offices_due,
)
from staff_library.services import note_visit

if TYPE_CHECKING:
    from staff_library.models import StaffLibraryPage

NEW_ON_HOME = 6
FILES_ON_HOME = 6
DUE_ON_HOME = 5
OFFICES_PER_PAGE = 50

Context = dict[str, Any]


def home_context(page: "StaffLibraryPage", request: HttpRequest, *, at: datetime) -> Context:
    """/staff/: the newest items, own offices that are due, files, help."""
    items = library_items(request.user)
    since = note_visit(person=request.user, at=at)
    newest = items.order_by("-first_published_at", "-dated_on", "-pk")[:NEW_ON_HOME]
    municipality = municipality_of(request.user)
    return {
        "rows": rows(list(newest), since=since),
        "kinds": kept(frame_name("kinds", request.user), lambda: numbers_by_kind(items)),
        "files": [_file(each) for each in newest_files(items, number=FILES_ON_HOME)],
        "municipality": municipality,
        "due": _due(municipality, request, at.date()) if municipality else None,
        "breadcrumbs": _trail(page),
    }


def _due(municipality: Any, request: HttpRequest, on: date) -> Context:
    """The first offices to look at and how many more there are; one query."""
    due = offices_due(municipality, reader=request.user, on=on)
    first = list(due.annotate(number=Window(Count("pk")))[:DUE_ON_HOME])
    return {
        "offices": [_office(office, on) for office in first],
        "number": first[0].number if first else 0,
        "url": address_in(f"/staff/offices/{municipality.code6}/"),
    }


def _office(office: Office, on: date) -> Context:
    return {"name": str(office), "url": office.address_of_page(), "age": age_of(office, on)}


def _file(attachment: Attachment) -> Context:
    document = attachment.document
    return {
        "title": attachment.label or document.title,
        "url": document.url,
        "kind": document.file_extension.upper(),
        "size": document.file_size,
        "of": attachment.page.title,
    }


def item_context(item: LibraryItemPage, request: HttpRequest) -> Context:
    """Everything that any kind of item prints, then what its own kind adds."""
    reader = request.user
    related = [row.measure for row in item.related_measures.select_related("measure")]
    files = item.attachments.select_related("document", "page")
    return {
        "facts": facts_of(item),
        "files": [_file(each) for each in files],
        "measures": [
            {"title": page.title, "url": address_in(path_of(page, request))}
            for page in related
            if is_readable(page, reader)
        ],
        "breadcrumbs": _trail(item),
        **_own_context(item, request),
    }


def _own_context(item: LibraryItemPage, request: HttpRequest) -> Context:
    match item:
        case NoticePage():
            return notice_context(item, request)
        case TrainingPage():
            records = Completion.objects.visible_to(request.user)
            return {"completion": records.filter(training=item.pk).first()}
    return {}


def notice_context(notice: NoticePage, request: HttpRequest) -> Context:
    """Where the notice stands among those before and after it."""
    chain = chain_of(notice, request.user)
    newer = [each for each in chain if each.replaces_id == notice.pk]
    known = {each.pk for each in chain}
    return {
        "chain": chain if len(chain) > 1 else [],
        "newer": newer[0] if newer else None,
        "changes_url": f"{notice.address()}changes/" if notice.replaces_id in known else "",
    }


def changes_context(notice: NoticePage, request: HttpRequest) -> Context | None:
    """The two texts; None where there is no notice before this one that the reader may open."""
    before = NoticePage.objects.visible_to(request.user).filter(pk=notice.replaces_id).first()
    if before is None:
        return None
    found = compare(lines_of(before), lines_of(notice))
    trail = _trail(notice)
    trail[-1]["url"] = notice.address()
    return {
        "before": before,
        "changes": found,
        "is_same": all(row.kind == "same" for row in found),
        "breadcrumbs": [*trail, {"title": _("What changed"), "url": ""}],
    }


def lines_of(notice: NoticePage) -> list[str]:
    """The words of a notice, sentence by sentence."""
    body = notice.body.stream_block.get_searchable_content(notice.body)
    text = "\n".join([notice.summary, *map(str, body)])
    return [notice.title, *sentences(text)]


def completions_context(page: "StaffLibraryPage", request: HttpRequest) -> Context:
    records = list(Completion.objects.visible_to(request.user))
    return {"records": records, "breadcrumbs": _below(page, _("Training I finished"))}


def completion_context(
    page: "StaffLibraryPage", request: HttpRequest, number: int
) -> Context | None:
    """One record of the reader's own, ready to print."""
    record = Completion.objects.visible_to(request.user).filter(pk=number).first()
    if record is None:
        return None
    return {"record": record, "breadcrumbs": _below(page, _("Record of a training"))}


def offices_context(
    page: "StaffLibraryPage", request: HttpRequest, code6: str, *, on: date
) -> Context | None:
    """Offices of the reader's own municipality that are due; None for every other place."""
    municipality = municipality_of(request.user)
    if municipality is None or municipality.code6 != code6:
        return None
    due = offices_due(municipality, reader=request.user, on=on)
    shown = Paginator(due, OFFICES_PER_PAGE).get_page(request.GET.get("page"))
    return {
        "municipality": municipality,
        "offices": [_office(office, on) for office in shown],
        "shown": shown,
        "breadcrumbs": _below(page, _("Offices to look at")),
    }


def _trail(page: PrivatePage) -> list[dict[str, str]]:
    """Front page, the library, the item."""
    steps = [{"title": _("Home"), "url": address_in("/")}]
    if isinstance(page, LibraryItemPage):
        steps.append({"title": _("For staff"), "url": address_in("/staff/")})
    return [*steps, {"title": page.title, "url": ""}]


def _below(page: "StaffLibraryPage", title: str) -> list[dict[str, str]]:
    steps = _trail(page)
    steps[-1]["url"] = page.address()
    return [*steps, {"title": title, "url": ""}]
