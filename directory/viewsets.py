"""まちの窓口 in the admin: offices and organisations."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.areas.models import Area
from cms.core.calendar import today
from directory.choices import Task, Verification
from directory.forms import OfficeForm
from directory.models import Office, Organization
from directory.office_panels import TasksPanel

AGES = (
    ("180", "180日より前に確認"),
    ("400", "400日より前に確認"),
    ("never", "一度も確認していない"),
)

OFFICE_TAB = [
    HelpPanel(
        "<p>ここに書いたことが、まちのページと窓口のページにそのまま出ます。保存しただけでは出ません。"
        "「審査に出す」を押すと、地域の自治体が事実を確かめ、協議で承認されると出ます。"
        "電話・時間・住所は一度書けば、すべての言語のページに出ます。</p>"
    ),
    MultiFieldPanel(
        [FieldPanel("name"), FieldPanel("plain_name"), FieldPanel("kana")], heading="名前"
    ),
    TasksPanel("tasks", heading="相談できること"),
    InlinePanel(
        "contacts",
        heading="連絡先",
        label="連絡先",
        help_text="いちばん上の電話が、大きな「電話する」ボタンになります。",
    ),
    InlinePanel(
        "schedules",
        heading="開いている時間",
        label="時間",
        help_text="ここから「今かけられます」「明日 8:30から」が出ます。昼休みがあれば2行に。",
    ),
    InlinePanel("exceptions", heading="いつもと違う日", label="日"),
    FieldPanel("hours_text"),
    *Office.schedule_panels,
]
PLACE_TAB = [
    FieldPanel("area"),
    InlinePanel(
        "service_areas",
        heading="担当する地域",
        label="地域",
        help_text="なければ、上の「地域」だけを担当します。県の窓口は県を、全国の電話は空欄の行を1つ入れます。",
    ),
    FieldRowPanel([FieldPanel("postal_code"), FieldPanel("address")]),
    FieldPanel("access"),
    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    FieldPanel("is_sensitive"),
]
MORE_TAB = [
    FieldRowPanel([FieldPanel("organization"), FieldPanel("department")]),
    FieldPanel("description"),
    FieldPanel("notes"),
    MultiFieldPanel(
        [
            FieldPanel("father_welcome"),
            FieldPanel("before_divorce_welcome"),
            FieldPanel("anonymous_ok"),
        ],
        heading="相談できる人（確かめたものだけ）",
    ),
    FieldRowPanel([FieldPanel("languages"), FieldPanel("cost")]),
    FieldRowPanel([FieldPanel("reservation"), FieldPanel("childcare")]),
    FieldPanel("website"),
    FieldPanel("priority"),
]
CHECK_TAB = [
    HelpPanel(
        "<p>「確認済」にすると、公開ページに確認した日と機関が出ます。180日を過ぎると黄色の札がつき、"
        "400日を過ぎると県の窓口より下に下がります。</p>"
    ),
    FieldPanel("verification"),
    FieldRowPanel([FieldPanel("confirmed_on"), FieldPanel("confirmed_by")]),
    FieldRowPanel([FieldPanel("source_title"), FieldPanel("source_on")]),
    FieldRowPanel([FieldPanel("source_url"), FieldPanel("source_licence")]),
    FieldPanel("is_sample"),
    FieldPanel("external_id"),
]


class OfficeFilterSet(WagtailFilterSet):
    prefecture = django_filters.ModelChoiceFilter(
        label="都道府県", queryset=Area.objects.prefectures(), method="in_prefecture"
    )
    task = django_filters.ChoiceFilter(label="相談できること", choices=Task, method="with_task")
    age = django_filters.ChoiceFilter(label="確認の古さ", choices=AGES, method="of_age")

    class Meta:
        model = Office
        fields = ["live", "verification", "is_sample", "is_sensitive"]

    def in_prefecture(self, offices: QuerySet, name: str, area: Area | None) -> QuerySet:
        return offices.filter(area__code6__startswith=area.code6[:2]) if area else offices

    def with_task(self, offices: Any, name: str, task: str) -> QuerySet:
        return offices.with_task(task)

    def of_age(self, offices: Any, name: str, age: str) -> QuerySet:
        if age == "never":
            return offices.filter(verification=Verification.UNCONFIRMED)
        return offices.unconfirmed_since(today() - timedelta(days=int(age)))


class OfficeViewSet(SnippetViewSet):
    model = Office
    icon = "mobile-alt"
    menu_label = "窓口"
    filterset_class = OfficeFilterSet
    list_display = [
        "__str__",
        Column("place_name", label="地域"),
        LiveStatusTagColumn(),
        Column("get_verification_display", label="確認", accessor="get_verification_display"),
        Column("confirmed_on", label="確認した日"),
    ]
    list_export = ["external_id", "name", "place_name", "live", "verification", "confirmed_on"]
    search_fields = ["name", "plain_name", "kana", "department", "address", "external_id"]
    search_backend_name = None  # editors look for drafts too; the public index has none
    list_per_page = 50
    edit_handler = TabbedInterface(
        [
            ObjectList(OFFICE_TAB, heading="窓口"),
            ObjectList(PLACE_TAB, heading="場所"),
            ObjectList(MORE_TAB, heading="くわしく"),
            ObjectList(CHECK_TAB, heading="確認と資料"),
        ],
        base_form_class=OfficeForm,
    )

    def get_queryset(self, request: Any) -> QuerySet:
        return Office.objects.select_related("area__parent__parent")


class OrganizationViewSet(SnippetViewSet):
    model = Organization
    icon = "group"
    menu_label = "組織"
    list_display = [
        "name",
        "get_kind_display",
        "get_verification_level_display",
        LiveStatusTagColumn(),
    ]
    list_filter = ["kind", "verification_level", "listing_consent"]
    search_fields = ["name", "kana"]
    search_backend_name = None
    list_per_page = 50


class DirectoryViewSetGroup(SnippetViewSetGroup):
    menu_label = "まちの窓口"
    menu_icon = "site"
    menu_order = 210
    items = (OfficeViewSet, OrganizationViewSet)
