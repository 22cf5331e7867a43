"""活用のコツ: what helped elsewhere, how kits are used in Japan and in one's own town."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path, re_path
from wagtail.search import index

from campaigns.models.article import Article
from cms.core.models import PrivatePage, SectionIndexPage, SectionPage

RESERVED_SLUGS = frozenset({"rates", "towns"})
INDEX = "campaigns.KnowHowIndexPage"


class KnowHowIndexPage(SectionIndexPage):
    """/campaigns/know-how/: articles and good examples; below it the rates and one's own town."""

    template = "campaigns/use/know_how_index.html"
    parent_page_types = ["campaigns.CampaignIndexPage"]
    subpage_types = ["campaigns.KnowHowPage", "campaigns.StaffKnowHowPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "活用のコツの一覧"
        verbose_name_plural = "活用のコツの一覧"

    @path("")
    def entrance(self, request: HttpRequest) -> HttpResponse:
        from campaigns.use.views import know_how  # views stand on models

        return know_how.entrance(self, request)

    @path("rates/", name="rates")
    def rates(self, request: HttpRequest) -> HttpResponse:
        from campaigns.use.views import know_how  # views stand on models

        return know_how.rates(self, request)

    @re_path(r"^towns/(?P<code6>[0-9]{6})/$", name="town")
    def town(self, request: HttpRequest, code6: str) -> HttpResponse:
        from campaigns.use.views import know_how  # views stand on models

        return know_how.town(self, request, code6)


class KnowHowPage(SectionPage, Article):
    """An article for everybody."""

    content_panels = [*SectionPage.content_panels, *Article.own_panels]
    search_fields = [*SectionPage.search_fields, index.SearchField("body")]
    template = "campaigns/use/know_how_page.html"
    parent_page_types = [INDEX]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "活用のコツ"
        verbose_name_plural = "活用のコツ"

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self.slug)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, **self.article_context(request)}


class StaffKnowHowPage(PrivatePage, Article):
    """An article that only staff of municipalities read (prices of printers, names of shops)."""

    content_panels = [*PrivatePage.content_panels, *Article.own_panels]
    search_fields = [*PrivatePage.search_fields, index.SearchField("body")]
    template = "campaigns/use/know_how_page.html"
    parent_page_types = [INDEX]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "活用のコツ（職員向け）"
        verbose_name_plural = "活用のコツ（職員向け）"

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self.slug)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, **self.article_context(request)}


def refuse_reserved(slug: str) -> None:
    """An article of that slug could never be opened."""
    if slug in RESERVED_SLUGS:
        message = "このスラッグは使えません。別のスラッグにしてください。"
        raise ValidationError({"slug": message})
