from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.navigation.models import EmergencyBanner, Menu

for model in (Menu, EmergencyBanner):
    register_permission_policy(model, SitePermissionPolicy(model))

ACTIONS = ("view", "add", "change", "delete")


class OfOwnSite:
    """A screen about one record: Wagtail asks for the right on any, we for its own site's."""

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        policy = policy_registry.get_by_type(type(found))
        action = self.permission_required or "view"  # type: ignore[attr-defined]
        if not policy.user_has_permission_for_instance(self.request.user, action, found):  # type: ignore[attr-defined]
            raise PermissionDenied
        return found


class EditView(OfOwnSite, snippets.EditView):
    pass


class DeleteView(OfOwnSite, snippets.DeleteView):
    pass


class CopyView(OfOwnSite, snippets.CopyView):
    pass


class HistoryView(OfOwnSite, snippets.HistoryView):
    pass


class UsageView(OfOwnSite, snippets.UsageView):
    pass


class OwnSiteViewSet(SnippetViewSet):
    """Lists and opens the records of the sites that the editor keeps."""

    edit_view_class = EditView
    delete_view_class = DeleteView
    copy_view_class = CopyView
    history_view_class = HistoryView
    usage_view_class = UsageView

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        policy = policy_registry.get_by_type(self.model)
        return policy.instances_user_has_any_permission_for(request.user, ACTIONS)


class MenuViewSet(OwnSiteViewSet):
    model = Menu
    icon = "list-ul"
    list_display = ["__str__", "site", "locale"]
    list_filter = ["site", "place"]


class EmergencyBannerViewSet(OwnSiteViewSet):
    model = EmergencyBanner
    icon = "warning"
    list_display = [
        "title",
        "site",
        "level",
        BooleanColumn("is_active", label="出す"),
        "starts_at",
        "ends_at",
    ]


class NavigationViewSetGroup(SnippetViewSetGroup):
    menu_label = "ナビゲーション"
    menu_icon = "site"
    menu_order = 400
    items = (MenuViewSet, EmergencyBannerViewSet)


register_snippet(NavigationViewSetGroup)
