"""Issuing accounts in the admin: a sheet in, a preview with what is wrong, one-time sheets out.

Between the two steps the rows travel sealed in the browser of the administrator: nothing is kept
here. The passwords exist only in the answer that shows them.
"""

from dataclasses import asdict
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.generic import FormView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.exporting import as_download, kept_nowhere
from cms.accounts.issuing.checking import check_wishes
from cms.accounts.issuing.reading import Wish, read_wishes
from cms.accounts.issuing.sheets import Sheet, sheets_as_page, sheets_as_xlsx
from cms.accounts.origin import Origin, origin_of, person_of
from cms.accounts.services.issuing import NothingIssuedError, issue_accounts
from cms.core.calendar import today
from cms.core.sheet_upload import SheetForm, open_rows, seal_rows
from cms.spreadsheets.reading import UnreadableFileError
from cms.spreadsheets.writing import XLSX

SALT = "cms.accounts.views.issuing"
SHOWN = 100


class FileForm(SheetForm):
    label = "アカウントの表"
    words = (
        "10MB、5,000人まで。"
        "列は、自治体コード・氏名・メール・ID（空欄でもよい）・役割・所有者（○か空欄）です。"
    )


class IssueView(PermissionRequiredMixin, WagtailAdminTemplateMixin, FormView):
    """Step 1: the file, and what its rows would become."""

    permission_required = "accounts.issue_accounts"
    raise_exception = True
    form_class = FileForm
    template_name = "accounts/admin/issue.html"
    page_title = "アカウントをまとめて発行"
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": reverse("issue_accounts"), "label": self.page_title}
        return [*super().get_breadcrumbs_items(), here]

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            wishes = form.read(read_wishes)
        except UnreadableFileError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, **preview_of(wishes)))


class ConfirmIssueView(PermissionRequiredMixin, View):
    """Step 2: issue, and answer with the sheets themselves: they are shown this once."""

    permission_required = "accounts.issue_accounts"
    raise_exception = True

    def post(self, request: HttpRequest) -> HttpResponse:
        origin = origin_of(request)
        wishes = open_wishes(request.POST.get("rows", ""), origin)
        if wishes is None:
            return self.refuse("時間がたちました。もう一度ファイルを選んでください。")
        skips = request.POST.get("skip") == "on"
        try:
            sheets = issue_accounts(
                wishes=wishes, by=person_of(request), origin=origin, skip_wrong_rows=skips
            )
        except NothingIssuedError as error:
            return self.refuse(str(error))
        return handed_out(sheets, as_table=request.POST.get("sheets") == "table")

    def refuse(self, words: str) -> HttpResponse:
        context = {"words": words, "again": reverse("issue_accounts")}
        return render(self.request, "accounts/admin/not_issued.html", context, status=409)


def preview_of(wishes: list[Wish]) -> dict[str, Any]:
    checked = check_wishes(wishes, today())
    return {
        "checked": checked,
        "shown": checked.candidates[:SHOWN],
        "problems": checked.problems[:SHOWN],
        "more_problems": max(0, len(checked.problems) - SHOWN),
        "more_rows": max(0, len(checked.candidates) - SHOWN),
        "rows": seal_wishes(wishes),
    }


def seal_wishes(wishes: list[Wish]) -> str:
    return seal_rows(map(asdict, wishes), purpose=SALT)


def open_wishes(token: str, origin: Origin) -> list[Wish] | None:
    """None when the token is forged, damaged or too old."""
    rows = open_rows(token, purpose=SALT, at=origin.at)
    return None if rows is None else [Wish(**fields) for fields in rows]


def handed_out(sheets: list[Sheet], *, as_table: bool) -> HttpResponse:
    if as_table:
        table = HttpResponse(sheets_as_xlsx(sheets), content_type=XLSX)
        return as_download(table, "initial-passwords.xlsx")
    return kept_nowhere(HttpResponse(sheets_as_page(sheets, style=static("accounts/sheets.css"))))
