from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.core.read_only import ReadOnlyPolicy
from cms.search.models import Synonym, ZeroResultQuery


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "resubmit"
    list_display = [
        "words",
        "expands_to",
        "direction",
        BooleanColumn("is_active", label="使う"),
        "changed_at",
    ]
    list_filter = ["direction", "is_active"]
    search_fields = ["words", "expands_to", "note"]
    list_export = ["words", "direction", "expands_to", "is_active", "note"]
    list_per_page = 50


class ZeroResultViewSet(SnippetViewSet):
    model = ZeroResultQuery
    icon = "search"
    menu_label = _("Searches without result")
    list_display = ["text", "day", "count"]
    list_filter = ["day"]
    search_fields = ["text"]
    list_export = ["text", "day", "count"]
    list_per_page = 100
    inspect_view_enabled = False
    copy_view_enabled = False


class SearchViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Search")
    menu_icon = "search"
    menu_order = 410
    items = (SynonymViewSet, ZeroResultViewSet)


register_permission_policy(ZeroResultQuery, ReadOnlyPolicy(ZeroResultQuery))
register_snippet(SearchViewSetGroup)
