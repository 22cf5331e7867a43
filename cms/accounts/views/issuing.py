"""Issuing accounts in the admin: a sheet in, a preview with what is wrong, one-time sheets out.

Between the two steps the rows travel sealed in the browser of the administrator: nothing is kept
here. The passwords exist only in the answer that shows them.
"""

import json
import zlib
from dataclasses import asdict
from typing import Any

from cryptography.fernet import InvalidToken
from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.generic import FormView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.issuing.checking import check_wishes
from cms.accounts.issuing.reading import Wish, read_wishes
from cms.accounts.issuing.sheets import Sheet, sheets_as_page, sheets_as_xlsx
from cms.accounts.origin import Origin, origin_of, person_of
from cms.accounts.services.issuing import NothingIssuedError, issue_accounts
from cms.core.calendar import today
from cms.core.sealing import box
from cms.core.sheet_uploads import SheetField, on_disk
from cms.spreadsheets.reading import UnreadableFileError

SALT = "cms.accounts.views.issuing"
LIFETIME = 30 * 60  # seconds between the preview and issuing
MOST_UNPACKED = 20 * 1024 * 1024
SHOWN = 100
TABLE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileForm(forms.Form):
    file = SheetField(
        label="アカウントの表",
        help_text="CSV（UTF-8、Shift_JIS）、.xlsx、.ods。10MB、5,000人まで。"
        "列は、自治体コード・氏名・メール・ID（空欄でもよい）・役割・所有者（○か空欄）です。",
    )

    def wishes(self) -> list[Wish]:
        """Raises UnreadableFileError."""
        with on_disk(self.cleaned_data["file"]) as path:
            return read_wishes(path)


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
            wishes = form.wishes()
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
    written = json.dumps([asdict(wish) for wish in wishes], ensure_ascii=False).encode()
    return box(SALT).encrypt(zlib.compress(written)).decode("ascii")


def open_wishes(token: str, origin: Origin) -> list[Wish] | None:
    """None when the token is forged, damaged or too old."""
    try:
        sealed = token.encode("ascii")
        packed = box(SALT).decrypt_at_time(sealed, LIFETIME, int(origin.at.timestamp()))
        written = zlib.decompressobj().decompress(packed, MOST_UNPACKED)
        return [Wish(**fields) for fields in json.loads(written)]
    except (InvalidToken, ValueError, TypeError, zlib.error):
        return None


def handed_out(sheets: list[Sheet], *, as_table: bool) -> HttpResponse:
    if as_table:
        response = HttpResponse(sheets_as_xlsx(sheets), content_type=TABLE)
        response.headers["Content-Disposition"] = 'attachment; filename="initial-passwords.xlsx"'
    else:
        response = HttpResponse(sheets_as_page(sheets, style=static("accounts/sheets.css")))
    response.headers["Cache-Control"] = "private, no-store"
    return response
