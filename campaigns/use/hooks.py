"""What the use of kits adds to the admin, the account page and the site search."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from campaigns.models import KnowHowPage, UseReport
from campaigns.use import presenters
from campaigns.use.selectors import know_how_page
from campaigns.use.views import admin, exports
from campaigns.use.viewsets import JudgingPolicy, UseViewSetGroup
from campaigns.viewsets import MENU_HOOK
from cms.accounts.wagtail_hooks import PermittedItem
from cms.search.sources import PageSource

ROUND = "campaigns/distributions/<int:distribution_id>/"

register_permission_policy(UseReport, JudgingPolicy(UseReport))
register_snippet(UseViewSetGroup)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path(ROUND, admin.DistributionView.as_view(), name="use_distribution"),
        path(f"{ROUND}list/", admin.ImportView.as_view(), name="use_import"),
        path(f"{ROUND}list/confirm/", admin.ConfirmImportView.as_view(), name="use_confirm_import"),
        path(f"{ROUND}cards/", admin.LabelsView.as_view(), name="use_labels"),
        path(f"{ROUND}sent/", admin.NoteSentView.as_view(), name="use_note_sent"),
        path(f"{ROUND}missing/", admin.MissingView.as_view(), name="use_missing"),
        path("campaigns/photos/<int:usereport_id>/", admin.photo, name="use_photo"),
        path("campaigns/year/", exports.YearView.as_view(), name="use_year"),
        path("campaigns/export/", exports.ExportUseView.as_view(), name="use_export"),
    ]


@hooks.register(MENU_HOOK)
def year() -> MenuItem:
    return PermittedItem(
        exports.YearView.page_title,
        reverse("use_year"),
        icon_name="date",
        order=320,
        permission="campaigns.view_delivery",
    )


@hooks.register("register_account_link")
def own_town(request: HttpRequest) -> tuple[str, str] | None:
    """For staff of a municipality: how its parcels are used."""
    index = know_how_page(request.user)
    town = presenters.town_link(index, request.user) if index else None
    return (gettext("How our posters are used"), town["url"]) if town else None


@hooks.register("register_search_source")
def articles_for_search() -> PageSource:
    return PageSource(key="know-how", label=_("Tips for using kits"), model=KnowHowPage, order=66)
