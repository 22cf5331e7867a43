from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.navigation.models import EmergencyBanner, Menu


class MenuViewSet(SnippetViewSet):
    model = Menu
    icon = "list-ul"
    list_display = ["__str__", "site", "locale"]
    list_filter = ["site", "place"]


class EmergencyBannerViewSet(SnippetViewSet):
    model = EmergencyBanner
    icon = "warning"
    list_display = ["title", "site", "level", "is_active", "starts_at", "ends_at"]


class NavigationViewSetGroup(SnippetViewSetGroup):
    menu_label = "ナビゲーション"
    menu_icon = "site"
    menu_order = 400
    items = (MenuViewSet, EmergencyBannerViewSet)


register_snippet(NavigationViewSetGroup)
