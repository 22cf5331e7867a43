"""Downloads and plays are counted when a file begins to be sent; the counts in the admin."""

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.areas.models import Area
from cms.assets.models import PortalDocument, PortalMedia
from cms.core.calendar import today
from cms.insights.choices import Act
from cms.insights.services import count
from cms.insights.views import MonthlyCountsView

ACTS: dict[type[Model], Act] = {PortalDocument: Act.DOWNLOAD, PortalMedia: Act.PLAY}


@hooks.register("file_sent")
def count_sent_file(request: HttpRequest, file: Model) -> None:
    """A play is a film that begins to be sent; what the browser has kept is not asked for again."""
    act = ACTS.get(type(file))
    if act is not None:
        count(act=act, target=file, on=today(), municipality=municipality_of(request))


def municipality_of(request: HttpRequest) -> Area | None:
    """Who has no session is not asked for: the answer would vary by cookie for shared caches."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return getattr(request.user, "municipality", None)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("monthly-counts/", MonthlyCountsView.as_view(), name="monthly_counts")]


class CountsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("insights.view_dailycount")


@hooks.register("register_reports_menu_item")
def counts_item() -> MenuItem:
    return CountsItem(
        MonthlyCountsView.page_title, reverse("monthly_counts"), icon_name="order-down", order=930
    )
