"""Links from a sheet in the admin: the list in, the links out, kept nowhere else."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.views.generic import FormView

from cms.accounts.origin import origin_of, person_of
from cms.core.calendar import today
from cms.core.sheet_upload import SheetField, on_disk
from cms.fields.days import DayField
from cms.spreadsheets.reading import UnreadableFileError
from cms.spreadsheets.writing import XLSX
from cms.surveys.guest_lists import Guest, read_guests
from cms.surveys.services import invite_guests
from cms.surveys.sheets import links_as_xlsx
from cms.surveys.views.office import OfficeView, as_download

SHOWN = 20


class GuestListForm(forms.Form):
    """The list is read while the form is checked: ``guests`` are its rows."""

    guests: list[Guest]

    file = SheetField(
        label="渡す先の表",
        help_text="CSV（UTF-8、Shift_JIS）、.xlsx、.ods。10MBまで。"
        "列は「自治体コード」か「だれへ」（両方でもよい）です。",
    )
    until = DayField(label="リンクを使える最後の日")

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        try:
            with on_disk(file) as path:
                self.guests, problems = read_guests(path)
        except UnreadableFileError as error:
            raise forms.ValidationError(str(error)) from error
        if problems:
            raise forms.ValidationError([*problems[:SHOWN], "直してから、もう一度選んでください。"])
        return file

    def clean_until(self) -> Any:
        if self.cleaned_data["until"] < today():
            raise forms.ValidationError("今日か、それより後の日にしてください。")
        return self.cleaned_data["until"]


class InviteView(OfficeView, FormView):
    """Each time new links: whoever got one before keeps it."""

    permission_required = "surveys.change_survey"
    form_class = GuestListForm
    template_name = "surveys/admin/invite.html"
    page_title = "回答用のリンクをつくる"
    header_icon = "link"

    def form_valid(self, form: Any) -> HttpResponse:
        survey, until = self.survey, form.cleaned_data["until"]
        links = invite_guests(
            survey=survey,
            guests=form.guests,
            until=until,
            by=person_of(self.request),
            origin=origin_of(self.request),
        )
        sheet = HttpResponse(links_as_xlsx(links, until), content_type=XLSX)
        return as_download(sheet, f"{survey.slug}-links.xlsx")
