"""The entrance of the section: every employer, with filters that work without JavaScript."""

from typing import Any

from django.http import HttpRequest

from cms.core.models import SectionIndexPage


class CompanyIndexPage(SectionIndexPage):
    """/companies/."""

    template = "companies/company_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["companies.EmployerPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "会社をさがす"
        verbose_name_plural = "会社をさがす"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.core.calendar import today
        from companies.listing import listing_context  # stands on models

        context = super().get_context(request, *args, **kwargs)
        return {**context, **listing_context(self, request, on=today())}
