"""広報の効果 in the admin: rounds, parcels, reports, advertising."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import (
    SnippetViewSet,
    SnippetViewSetGroup,
)

from campaigns.models import AdvertisingRecord, Delivery, Distribution, UseReport
from campaigns.use.services import hide_example, show_example
from campaigns.use.yearly import years
from cms.areas.models import Area
from cms.core.calendar import today
from cms.core.filters import DayRangeFilter

STATES = (
    ("waiting", "これから送る"),
    ("sent", "送った"),
    ("reported", "報告あり"),
    ("missing", "送ったが報告なし"),
)


def screen_of(distribution: Distribution) -> str:
    return reverse("use_distribution", args=[distribution.pk])


class DistributionViewSet(SnippetViewSet):
    model = Distribution
    icon = "mail"
    menu_label = "配布"
    list_display = [
        "__str__",
        Column("kit", label="キット"),
        Column("parcels", label="配布先"),
        Column("sent", label="送った"),
        Column("reported", label="報告"),
        "reports_until",
        TitleColumn("screen", label="作業", accessor=lambda each: "ひらく", get_url=screen_of),
    ]
    list_filter = ["kit"]
    ordering = ("-reports_until", "-pk")
    search_fields = ["title"]
    search_backend_name = None
    list_per_page = 50

    def get_queryset(self, request: Any) -> QuerySet:
        return Distribution.objects.with_figures().select_related("kit")


class DeliveryFilterSet(WagtailFilterSet):
    prefecture = django_filters.ModelChoiceFilter(
        label="都道府県", queryset=Area.objects.prefectures(), method="of_prefecture"
    )
    state = django_filters.ChoiceFilter(label="状態", choices=STATES, method="of_state")
    sent_on = DayRangeFilter(label="送った日")

    class Meta:
        model = Delivery
        fields = ["distribution"]

    def of_prefecture(self, found: Any, name: str, area: Area | None) -> Any:
        return found.in_prefecture(area.code6[:2]) if area else found

    def of_state(self, found: Any, name: str, state: str) -> Any:
        conditions: dict[str, dict[str, Any]] = {
            "waiting": {"sent_on__isnull": True},
            "sent": {"sent_on__isnull": False},
            "reported": {"report__isnull": False},
            "missing": {"sent_on__isnull": False, "report__isnull": True},
        }
        return found.filter(**conditions[state])


class DeliveryViewSet(SnippetViewSet):
    model = Delivery
    icon = "site"
    menu_label = "配布先"
    filterset_class = DeliveryFilterSet
    list_display = [
        "__str__",
        "copies",
        "sent_on",
        "arrived_on",
        Column("state", label="状態"),
    ]
    ordering = ("-distribution", "area__code6")
    search_fields = ["area__name", "area__kana", "note"]
    search_backend_name = None
    list_per_page = 50

    def get_queryset(self, request: Any) -> QuerySet:
        return Delivery.objects.with_area().select_related("report")


class JudgingPolicy(ModelPermissionPolicy):
    """Reports come from municipalities: nobody adds, copies or removes one here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("view", "change") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class UseReportForm(WagtailAdminModelForm):
    """What the municipality said is not the editor's to change: only whether it is shown."""

    def save(self, commit: bool = True) -> Any:
        report = super().save(commit=False)
        act = show_example if report.is_shown else hide_example
        act(report=report)
        return report


class UseReportFilterSet(WagtailFilterSet):
    prefecture = django_filters.ModelChoiceFilter(
        label="都道府県", queryset=Area.objects.prefectures(), method="of_prefecture"
    )
    has_photo = django_filters.BooleanFilter(
        label="写真あり", field_name="photo", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = UseReport
        fields = ["delivery__distribution", "amount", "may_show", "is_shown"]

    def of_prefecture(self, found: Any, name: str, area: Area | None) -> Any:
        return found.filter(delivery__area__code6__startswith=area.code6[:2]) if area else found


def said(report: UseReport) -> SafeString:
    """What the municipality wrote, to read beside the decision."""
    photo = ""
    if hasattr(report, "photo"):
        photo = format_html(
            '<p><a href="{}">写真を見る</a>（見たことが記録されます）</p>',
            reverse("use_photo", args=[report.pk]),
        )
    agreement = "同意あり" if report.may_show else "同意なし。紹介できません"
    return format_html(
        "<p>{}部のうち{}部。場所：{}</p><p>{}</p><p>部署：{}</p><p>紹介：{}</p>{}",
        f"{report.delivery.packed:,}",
        f"{report.copies_used:,}",
        report.place_words or "–",
        report.effect or "（効果は書かれていません）",
        report.department or "–",
        agreement,
        photo,
    )


class SaidPanel(HelpPanel):
    """The report itself, above the two fields of the editor."""

    class BoundPanel(HelpPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.content = said(self.instance) if self.instance.pk else ""


class UseReportViewSet(SnippetViewSet):
    model = UseReport
    icon = "form"
    menu_label = "使用報告"
    filterset_class = UseReportFilterSet
    list_display = [
        "__str__",
        Column("copies_used", label="使った数"),
        Column("place_words", label="場所"),
        BooleanColumn("may_show", label="同意"),
        BooleanColumn("is_shown", label="紹介"),
        "reported_at",
    ]
    ordering = ("-reported_at", "-pk")
    search_fields = ["delivery__area__name", "effect"]
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False
    edit_handler = ObjectList(
        [SaidPanel(heading="報告"), FieldPanel("is_shown"), FieldPanel("alt_text")],
        base_form_class=UseReportForm,
    )

    def get_queryset(self, request: Any) -> QuerySet:
        related = ("delivery__area__parent__parent", "delivery__distribution", "photo")
        return UseReport.objects.select_related(*related).prefetch_related("places")


class AdvertisingFilterSet(WagtailFilterSet):
    year = django_filters.ChoiceFilter(label="年度", choices=[], method="of_year")

    class Meta:
        model = AdvertisingRecord
        fields = ["medium", "reach_kind", "campaign"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(year, f"{year}年度") for year in years(on=today())]
        self.filters["year"].extra["choices"] = choices

    def of_year(self, found: Any, name: str, year: str) -> Any:
        return found.of_fiscal_year(int(year))


class AdvertisingViewSet(SnippetViewSet):
    model = AdvertisingRecord
    icon = "globe"
    menu_label = "インターネット広告"
    filterset_class = AdvertisingFilterSet
    list_display = [
        "__str__",
        Column("get_medium_display", label="媒体"),
        "starts_on",
        "ends_on",
        "planned_reach",
        "reach",
        "cost",
    ]
    ordering = ("-starts_on", "-pk")
    search_fields = ["title", "service", "target"]
    search_backend_name = None
    list_per_page = 50


class UseViewSetGroup(SnippetViewSetGroup):
    menu_label = "広報の効果"
    menu_icon = "success"
    menu_order = 231
    items = (DistributionViewSet, DeliveryViewSet, UseReportViewSet, AdvertisingViewSet)
