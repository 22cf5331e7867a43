"""Addresses below /campaigns/know-how/. Each is a route of KnowHowIndexPage."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from campaigns.models import Delivery, KnowHowIndexPage
from campaigns.use import presenters
from campaigns.use.services import issue_tickets
from cms.core.calendar import today
from cms.core.models.private import keep_private
from cms.core.tickets import keep_secret


def entrance(page: KnowHowIndexPage, request: HttpRequest) -> HttpResponse:
    return page.render(request, context_overrides=presenters.know_how_context(page, request))


def rates(page: KnowHowIndexPage, request: HttpRequest) -> HttpResponse:
    """How many have reported, by prefecture: a table, and the same as a map."""
    context = presenters.rates_context(page, request, on=today())
    return page.render(request, context_overrides=context, template="campaigns/use/rates.html")


def town(page: KnowHowIndexPage, request: HttpRequest, code6: str) -> HttpResponse:
    """One's own municipality; another one's does not exist, whoever asks."""
    if not request.user.is_authenticated:
        return keep_private(redirect_to_login(request.get_full_path()))
    area = getattr(request.user, "municipality", None)
    if area is None or area.code6 != code6 or not presenters.reads_town(request.user):
        raise Http404
    context = presenters.town_context(page, area, on=today())
    return keep_private(
        page.render(request, context_overrides=context, template="campaigns/use/town.html")
    )


@require_POST
def report_signed_in(request: HttpRequest, number: int) -> HttpResponse:
    """The paper got lost: people of the municipality get a fresh link to the same report."""
    area = getattr(request.user, "municipality", None)
    if area is None or not presenters.reads_town(request.user):
        raise Http404
    parcels = Delivery.objects.sent(on=today()).of_area(area)
    parcel = get_object_or_404(parcels.select_related("distribution"), pk=number)
    until = parcel.distribution.reports_until
    if until < today():
        raise Http404
    secret = issue_tickets(deliveries=[parcel], until=until)[parcel.pk]
    return keep_secret(redirect("use_report", ticket=secret))
