"""支援施策の一覧: by need, by category, by stage."""

from typing import Any

from django.http import HttpRequest

from cms.core.models import SectionIndexPage


class MeasureIndexPage(SectionIndexPage):
    """The entrance of the measures."""

    template = "measures/measure_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["measures.MeasurePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "支援施策の一覧"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from measures.listing import listing_context  # presenters stand on models

        context = super().get_context(request, *args, **kwargs)
        return {**context, **listing_context(self, request)}
