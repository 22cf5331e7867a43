from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.insights.views import MonthlyCountsView


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
