"""The report of use behind a ticket: opened from the paper in the parcel, without an account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.models import Delivery
from campaigns.use.forms import UseReportForm
from campaigns.use.presenters import thanks_context
from campaigns.use.selectors import find_delivery
from campaigns.use.services import report_use
from cms.core.calendar import now, today
from cms.core.tickets import keep_secret
from cms.insights.choices import Act
from cms.insights.services import count
from cms.records.addresses import client_address


def answer(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return keep_secret(render(request, f"campaigns/use/{template}", context, status=status))


def lost(request: HttpRequest) -> HttpResponse:
    """Forged, closed or too old: the same page, which says how to get a new link."""
    return answer(request, "lost_ticket.html", {}, status=404)


@sensitive_variables("ticket")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, ticket: str) -> HttpResponse:
    delivery = find_delivery(secret=ticket, on=today())
    if delivery is None:
        return lost(request)
    if request.method != "POST":
        return show(request, delivery, UseReportForm(delivery=delivery))
    address = client_address(request)
    form = UseReportForm(request.POST, request.FILES, delivery=delivery, address=address)
    if not form.is_valid():
        return show(request, delivery, form, status=422)
    report_use(delivery=delivery, told=form.told(), at=now())
    count(act=Act.SUBMISSION, target=delivery.distribution.kit, on=today())
    return keep_secret(redirect("use_report_sent", ticket=ticket))


def show(
    request: HttpRequest, delivery: Delivery, form: UseReportForm, status: int = 200
) -> HttpResponse:
    context = {"delivery": delivery, "form": form, "report": getattr(delivery, "report", None)}
    return answer(request, "report.html", context, status=status)


@sensitive_variables("ticket")
@require_safe
def sent(request: HttpRequest, ticket: str) -> HttpResponse:
    delivery = find_delivery(secret=ticket, on=today())
    if delivery is None or not hasattr(delivery, "report"):
        return lost(request)
    context = {**thanks_context(delivery, request.user), "ticket": ticket}
    return answer(request, "sent.html", context)
