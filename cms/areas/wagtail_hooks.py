from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.areas.choosing import AreaChooserViewSet
from cms.areas.models import Area
from cms.areas.querysets import AreaQuerySet


class AreaViewSet(SnippetViewSet):
    """Areas come from ``load_areas``; editors add sites, coordinates, ends and old names."""

    model = Area
    menu_label = "地域"
    icon = "globe"
    add_to_settings_menu = True
    list_display = ["name", "kana", "code6", "kind", "parent", "valid_to"]
    list_filter = {"kind": ["exact"], "designated": ["exact"], "has_welfare_office": ["exact"]}
    list_per_page = 50
    search_fields = ["name", "kana", "romaji", "code6", "former_names__name"]
    chooser_viewset_class = AreaChooserViewSet
    search_backend_name = None  # by columns: areas need no entry in the search index
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("code6"), FieldPanel("kind")]),
                FieldRowPanel([FieldPanel("name"), FieldPanel("kana"), FieldPanel("romaji")]),
                FieldRowPanel([FieldPanel("county"), FieldPanel("county_kana")]),
                FieldRowPanel([FieldPanel("parent"), FieldPanel("designated")]),
            ],
            heading="名称とコード",
        ),
        MultiFieldPanel(
            [
                FieldPanel("website"),
                FieldPanel("has_welfare_office"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading="役所",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
                FieldPanel("successor"),
                FieldPanel("source"),
            ],
            heading="設置と廃止",
        ),
        InlinePanel("former_names", heading="旧名", label="旧名"),
    ]

    def get_queryset(self, request: HttpRequest) -> AreaQuerySet:
        return Area.objects.with_chain()


register_snippet(AreaViewSet)
