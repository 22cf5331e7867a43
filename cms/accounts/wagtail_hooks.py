"""What accounts add to the admin: issuing in bulk, and the access record for 監査."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.accounts.models import User
from cms.accounts.views.access_records import AccessRecordsView, ExportAccessRecordsView
from cms.accounts.views.issuing import ConfirmIssueView, IssueView
from cms.core.admin_menu import PermittedItem


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("accounts/issue/", IssueView.as_view(), name="issue_accounts"),
        path("accounts/issue/confirm/", ConfirmIssueView.as_view(), name="confirm_issue_accounts"),
        path("access-records/", AccessRecordsView.as_view(), name="access_records"),
        path(
            "access-records/export/",
            ExportAccessRecordsView.as_view(),
            name="export_access_records",
        ),
    ]


@hooks.register("before_bulk_action")
def one_person_at_a_time(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """Wagtail changes many accounts without our rules: one role each, nobody mightier, recorded."""
    if action.model is User:
        raise PermissionDenied


@hooks.register("register_settings_menu_item")
def issuing() -> MenuItem:
    return PermittedItem(
        "アカウントをまとめて発行",
        reverse("issue_accounts"),
        icon_name="group",
        order=610,
        permission="accounts.issue_accounts",
    )


@hooks.register("register_settings_menu_item")
def own_account() -> MenuItem:
    return MenuItem("自分のアカウント", reverse("account"), icon_name="user", order=620)


@hooks.register("register_account_link")
def admin_link(request: HttpRequest) -> tuple[str, str] | None:
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return None
    return gettext("To the admin"), reverse("wagtailadmin_home")


@hooks.register("register_reports_menu_item")
def access_records() -> MenuItem:
    return PermittedItem(
        "操作の記録",
        reverse("access_records"),
        icon_name="history",
        order=910,
        permission="records.view_accessrecord",
    )
