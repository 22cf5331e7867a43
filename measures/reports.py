"""Reports for editors: what must be checked, and what nobody has checked for long."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy

from cms.core.calendar import today
from cms.core.querysets import Reader
from measures.choices import Confidence
from measures.models import MeasurePage, ParameterValue

OLD_AFTER = timedelta(days=400)


def measures_to_check(editor: Reader) -> QuerySet[MeasurePage]:
    """Measures with open notes (要確認) that ``editor`` may change."""
    return _editable(editor).filter(check_notes__isnull=False).distinct().order_by("number")


def measures_checked_long_ago(editor: Reader, on: date) -> QuerySet[MeasurePage]:
    """Measures whose newest source was seen over 400 days before ``on``, or never."""
    measures = _editable(editor).annotate(checked_on=Max("sources__checked_on"))
    old = Q(checked_on__isnull=True) | Q(checked_on__lt=on - OLD_AFTER)
    return measures.filter(old).order_by("checked_on", "number")


def values_to_check(on: date) -> QuerySet[ParameterValue]:
    """Values that hold on a day and that nobody has confirmed."""
    values = ParameterValue.objects.on(on).filter(confidence=Confidence.TO_CHECK)
    return values.order_by("parameter__key")


def _editable(editor: Reader) -> QuerySet[MeasurePage]:
    may_change = page_permission_policy.instances_user_has_permission_for(editor, "change")
    return MeasurePage.objects.filter(pk__in=may_change.values("pk"))


class ChecksReport(WagtailAdminTemplateMixin, TemplateView):
    """要確認の一覧: three tables, each row leading to the editing screen."""

    template_name = "measures/admin/checks.html"
    page_title = "要確認の一覧"
    header_icon = "warning"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": reverse("measures_checks"), "label": self.page_title}
        return [*super().get_breadcrumbs_items(), here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = today()
        to_check = measures_to_check(self.request.user).prefetch_related("check_notes")
        return {
            **super().get_context_data(**kwargs),
            "measures": to_check,
            "values": values_to_check(day),
            "old": measures_checked_long_ago(self.request.user, day),
        }
