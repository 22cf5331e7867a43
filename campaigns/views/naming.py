"""名入れ: a town's own desk on a poster. For people of municipalities; nothing is stored."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.filenames import filename
from campaigns.forms.naming import NamingForm, Output
from campaigns.models import NamingTemplate
from campaigns.naming.printing import NotPrintedError, printed
from campaigns.presenters.naming import Desk, desk_of, naming_context, preview_dpi, sheet_for
from campaigns.presenters.sending import drawn_response
from campaigns.selectors import municipality_of
from campaigns.services import count_taking
from campaigns.views.taking import find_asset
from cms.assets.access import reads_staff_files
from cms.core.calendar import today
from cms.core.models.private import keep_private

View = Callable[..., HttpResponse]


def municipal_staff_only(view: View) -> View:
    """Strangers sign in first; who is signed in without a municipality is told why not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not reads_staff_files(request.user) or municipality_of(request.user) is None:
            return keep_private(render(request, "campaigns/naming_refused.html", status=403))
        return keep_private(view(request, *args, **kwargs))

    return guarded


@municipal_staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def naming(request: HttpRequest, pk: int) -> HttpResponse:
    """The form with its preview; POST gives the file, or the form again with what is wrong."""
    template = find_template(request, pk)
    desk = desk_of(template, request.user, request.GET.get("office", ""), on=today())
    if desk is None:
        return render(request, "campaigns/naming_empty.html", {"asset": template.asset})
    is_preview = request.POST.get("act") == "preview"
    form = desk.form(request.POST or None, needs_terms=not is_preview)
    if request.method == "POST" and form.is_valid() and not is_preview:
        answer = download(request, template, desk, form)
        if answer:
            return answer
    status = 422 if form.errors else 200
    context = naming_context(template, desk, form)
    return render(request, "campaigns/naming.html", context, status=status)


@municipal_staff_only
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The poster as a small picture, from the same words and rules as the download."""
    template = find_template(request, pk)
    desk = desk_of(template, request.user, request.GET.get("office", ""), on=today())
    form = desk.form(request.GET, needs_terms=False) if desk else None
    if desk is None or form is None or not form.is_valid():
        raise Http404
    sheet = sheet_for(template, desk, form, has_marks=False)
    try:
        picture = printed(template, sheet, dpi=preview_dpi(template))
    except NotPrintedError as failure:
        raise Http404 from failure
    return HttpResponse(picture, content_type="image/png")


def find_template(request: HttpRequest, pk: int) -> NamingTemplate:
    """The active template of an asset that the reader may take; else 404."""
    asset = find_asset(request, pk)
    templates = NamingTemplate.objects.filter(is_active=True).select_related("ground")
    template = templates.prefetch_related("boxes").filter(asset=asset).first()
    if template is None:
        raise Http404
    template.asset = asset
    return template


def download(
    request: HttpRequest, template: NamingTemplate, desk: Desk, form: NamingForm
) -> HttpResponse | None:
    """The file, counted; None when it could not be made, which the form then says."""
    output = Output(form.cleaned_data["output"])
    sheet = sheet_for(template, desk, form, has_marks=output.has_marks)
    try:
        content = printed(template, sheet, dpi=output.dpi)
    except NotPrintedError:
        form.add_error(None, _("The poster could not be made. We were told. Please try later."))
        return None
    count_taking(
        target=template,
        licences=form.licences,
        on=today(),
        municipality=municipality_of(request.user),
    )
    ending, kind = ("png", "image/png") if output.dpi else ("pdf", "application/pdf")
    name = filename((str(template.asset), form.cleaned_data["name"]), ending)
    return drawn_response(content, name, kind)
