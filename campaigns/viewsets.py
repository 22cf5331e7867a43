"""広報キット in the admin: kits, their designs, the terms, and where a town's words go."""

from typing import Any

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import BooleanColumn, Column, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from campaigns.models import Asset, Kit, Licence, NamingTemplate

MENU_HOOK = "register_campaigns_menu_item"

ASSET_PANELS = [
    HelpPanel(
        "<p>「公開」を押し、キットに入れ、広報活動のページを公開すると、だれでもダウンロードできます。"
        "「ロゴ入り」と「実施団体名を入れない」の確認が終わるまで、ページは公開できません。"
        "職員だけにわたすときは、ファイル（文書）の「だれが開けるか」を「職員だけ」にします。</p>"
    ),
    FieldPanel("title"),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("size_name")]),
    FieldPanel("description"),
    MultiFieldPanel([FieldPanel("preview"), FieldPanel("alt_text")], heading="見本の画像"),
    InlinePanel(
        "files",
        heading="ファイル",
        label="ファイル",
        min_num=1,
        help_text="大きさは自動で読み取ります。入稿用のPDFには塗り足しをつけてください。",
    ),
    MultiFieldPanel(
        [
            FieldPanel("licence"),
            FieldPanel("rights_holder"),
            FieldPanel("rights_until"),
            FieldPanel("rights_note"),
        ],
        heading="権利と使用条件",
    ),
    MultiFieldPanel(
        [FieldPanel("logo_check"), FieldPanel("logo_note"), FieldPanel("operator_check")],
        heading="確認（第4-2）",
    ),
    FieldPanel("is_sample"),
]


class KitViewSet(SnippetViewSet):
    model = Kit
    icon = "folder-open-1"
    menu_label = "キット"
    list_display = ["title", Column("campaign", label="広報活動"), "order"]
    search_fields = ["title", "campaign__title"]
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False

    def get_queryset(self, request: Any) -> Any:
        return Kit.objects.select_related("campaign")


class AssetViewSet(SnippetViewSet):
    model = Asset
    icon = "image"
    menu_label = "素材"
    list_display = [
        "__str__",
        Column("kind", label="種類", accessor="get_kind_display"),
        Column("logo_check", label="ロゴ入り", accessor="get_logo_check_display"),
        Column("operator_check", label="団体名なし", accessor="get_operator_check_display"),
        Column("rights_until", label="使える最後の日"),
        LiveStatusTagColumn(),
    ]
    list_filter = ["kind", "logo_check", "operator_check", "live"]
    search_fields = ["title", "description", "rights_holder"]
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False
    edit_handler = ObjectList(ASSET_PANELS)


class LicenceViewSet(SnippetViewSet):
    model = Licence
    icon = "clipboard-list"
    menu_label = "使用条件"
    list_display = ["title", "version", "valid_from"]
    list_per_page = 50


class NamingTemplateViewSet(SnippetViewSet):
    model = NamingTemplate
    icon = "form"
    menu_label = "名入れのひな型"
    list_display = [
        "__str__",
        "width",
        "height",
        "bleed",
        BooleanColumn("is_active", label="名入れに使える"),
    ]
    list_per_page = 50
    copy_view_enabled = False


class CampaignsViewSetGroup(SnippetViewSetGroup):
    menu_label = "広報キット"
    menu_name = "campaigns"
    menu_icon = "thumbtack"
    menu_order = 230
    items: Any = (KitViewSet, AssetViewSet, LicenceViewSet, NamingTemplateViewSet)
    submenu_hook = MENU_HOOK
