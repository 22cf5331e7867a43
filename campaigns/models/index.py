"""広報キット: the entrance of the campaigns."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.contrib.routable_page.models import path

from cms.core.models import SectionIndexPage

YEARS = range(2000, 2100)


class CampaignIndexPage(SectionIndexPage):
    """/campaigns/: every campaign, newest fiscal year first."""

    template = "campaigns/campaign_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["campaigns.CampaignPage", "campaigns.KnowHowIndexPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "広報キットの一覧"

    @path("")
    def entrance(self, request: HttpRequest) -> HttpResponse:
        return self.render_list(request, year=None)

    @path("years/<int:year>/", name="year")
    def of_year(self, request: HttpRequest, year: int) -> HttpResponse:
        """Campaigns of one fiscal year (年度)."""
        if year not in YEARS:
            raise Http404
        return self.render_list(request, year=year)

    def render_list(self, request: HttpRequest, *, year: int | None) -> HttpResponse:
        from campaigns.presenters.pages import index_context  # presenters stand on models

        own: dict[str, Any] = index_context(self, request, year=year)
        return TemplateResponse(request, self.template, {**self.get_context(request), **own})
