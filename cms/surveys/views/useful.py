"""「このページは役に立ちましたか」: a page of its own, so that the pages asked about need neither a
cookie nor a query and stay in every cache."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cms.accounts.exporting import kept_nowhere
from cms.core.calendar import today
from cms.records.addresses import client_address
from cms.surveys.choices import Useful
from cms.surveys.forms import UsefulForm
from cms.surveys.services import vote
from cms.surveys.subjects import Target, find_target


@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: HttpRequest, subject: str, key: str) -> HttpResponse:
    target = find_target(subject, key)
    if target is None:
        raise Http404
    if "done" in request.GET and request.method != "POST":
        return _shown(request, target, None)
    chosen = request.GET.get("useful", "")
    initial = {"useful": chosen} if chosen in Useful.values else {}
    posted = request.POST if request.method == "POST" else None
    form = UsefulForm(posted, initial=initial, address=client_address(request))
    if not form.is_valid():
        return _shown(request, target, form)
    told = form.cleaned_data
    vote(
        subject=target.subject,
        key=target.key,
        label=target.label,
        useful=Useful(told["useful"]),
        remark=told["remark"],
        on=today(),
    )
    return redirect(f"{reverse('useful', args=[subject, key])}?done")


def _shown(request: HttpRequest, target: Target, form: UsefulForm | None) -> HttpResponse:
    response = render(request, "surveys/useful.html", {"target": target, "form": form})
    response.headers["X-Robots-Tag"] = "noindex"
    return kept_nowhere(response)
