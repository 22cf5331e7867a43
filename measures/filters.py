"""Filters of the list of 実施状況: measure × prefecture × status × age."""

from datetime import timedelta

import django_filters
from django.db.models import Q
from wagtail.admin.filters import WagtailFilterSet

from cms.areas.models import Area
from cms.core.calendar import today
from measures.choices import Status
from measures.models import Implementation, MeasurePage
from measures.querysets import ImplementationQuerySet

AGES = (("180", "180日より前に確認"), ("400", "400日より前に確認、または未確認"))


class ImplementationFilterSet(WagtailFilterSet):
    measure = django_filters.ModelChoiceFilter(
        label="施策", queryset=lambda request: MeasurePage.objects.in_order()
    )
    prefecture = django_filters.ModelChoiceFilter(
        label="都道府県",
        queryset=lambda request: Area.objects.prefectures().order_by("code6"),
        method="in_prefecture",
    )
    status = django_filters.ChoiceFilter(label="実施状況", choices=Status.choices)
    age = django_filters.ChoiceFilter(label="確認の古さ", choices=AGES, method="checked_before")

    class Meta:
        model = Implementation
        fields = ["measure", "prefecture", "status", "age"]

    def in_prefecture(
        self, queryset: ImplementationQuerySet, name: str, prefecture: Area
    ) -> ImplementationQuerySet:
        """The prefecture itself, its municipalities and their wards."""
        inside = Q(area=prefecture) | Q(area__parent=prefecture)
        return queryset.filter(inside | Q(area__parent__parent=prefecture))

    def checked_before(
        self, queryset: ImplementationQuerySet, name: str, days: str
    ) -> ImplementationQuerySet:
        return queryset.checked_before(today() - timedelta(days=int(days)))
