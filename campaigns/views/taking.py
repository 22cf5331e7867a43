"""Taking designs: the page of an asset or a kit, its terms, and the bytes."""

import logging
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.archive import MissingFilesError, licences_of, missing_files, saved_name
from campaigns.forms.taking import FileTakingForm, TakingForm
from campaigns.presenters.sending import archive_response
from campaigns.presenters.taking import asset_context, kit_context
from campaigns.selectors import files_of, municipality_of, open_assets, open_kits
from campaigns.services import count_taking
from campaigns.tokens import is_good, token_for
from cms.core.calendar import today
from cms.core.files.presenters import send_file

logger = logging.getLogger(__name__)
READING_AND_TAKING = require_http_methods(["GET", "HEAD", "POST"])


@READING_AND_TAKING
def asset(request: HttpRequest, pk: int) -> HttpResponse:
    """The asset with its files; POST accepts the terms of one and leads to its bytes."""
    found = find_asset(request, pk)
    form = FileTakingForm(request.POST or None, files=found.open_files, licences=[found.licence])
    if request.method == "POST" and form.is_valid() and is_stored(form, [form.chosen]):
        count(request, found, form)
        token = token_for("file", form.chosen.pk)
        return redirect("take_asset_file", pk, form.chosen.pk, token)
    status = 422 if form.errors else 200
    return render(
        request, "campaigns/asset.html", asset_context(found, form, request), status=status
    )


@require_safe
def asset_file(request: HttpRequest, pk: int, number: int, token: str) -> HttpResponseBase:
    """The bytes of one file, whole or in part; without accepted terms, back to them."""
    found = find_asset(request, pk)
    row = next((each for each in found.open_files if each.pk == number), None)
    if row is None:
        raise Http404
    if not is_good(token, "file", number):
        return ask_again(request, "campaign_asset", pk)
    row.asset = found
    return send_file(request, row.document, "documents", name=saved_name(row))


@READING_AND_TAKING
def kit(request: HttpRequest, pk: int) -> HttpResponse:
    """What a kit holds; POST accepts all its terms and leads to the archive."""
    found = find_kit(request, pk)
    files = files_of(found)
    form = TakingForm(request.POST or None, licences=licences_of(files))
    if request.method == "POST" and form.is_valid() and is_stored(form, files):
        count(request, found, form)
        return redirect("take_kit", pk, token_for("kit", pk))
    context = kit_context(found, files, form, request)
    return render(request, "campaigns/kit.html", context, status=422 if form.errors else 200)


@require_safe
def kit_archive(request: HttpRequest, pk: int, token: str) -> HttpResponseBase:
    """The archive, made while it is sent."""
    found = find_kit(request, pk)
    if not is_good(token, "kit", pk):
        return ask_again(request, "campaign_kit", pk)
    try:
        return archive_response(request, found, files_of(found), on=today())
    except MissingFilesError as missing:
        messages.error(request, missing_words(missing.names))
        return redirect("campaign_kit", pk)


def find_asset(request: HttpRequest, pk: int) -> Any:
    """The asset, if the reader may take it today; else 404."""
    found = open_assets(request.user, on=today()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def find_kit(request: HttpRequest, pk: int) -> Any:
    """The kit, if it holds something that the reader may take today; else 404."""
    found = open_kits(request.user, on=today()).filter(pk=pk).first()
    if found is None or not files_of(found):
        raise Http404
    return found


def is_stored(form: TakingForm, files: list[Any]) -> bool:
    """Whether the storage holds every file; else the form says which it does not."""
    missing = missing_files(files)
    if missing:
        logger.error("Missing in the storage: %s", missing)
        form.add_error(None, missing_words(missing))
    return not missing


def missing_words(names: list[str]) -> str:
    return _(
        "We cannot give you this now: %(names)s is missing. We were told. Please try again later."
    ) % {"names": "、".join(f"「{name}」" for name in names)}


def count(request: HttpRequest, target: Any, form: TakingForm) -> None:
    count_taking(
        target=target,
        licences=form.licences,
        on=today(),
        municipality=municipality_of(request.user),
    )


def ask_again(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    messages.info(request, _("This link is too old. Please accept the terms once more."))
    return redirect(name, pk)
