"""Front page, standard pages and news."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.core.blocks import BodyBlock
from cms.core.facts import own
from cms.core.models import SectionIndexPage, SectionPage


class HomePage(SectionPage):
    """The front page: needs first, then the town, then who answers now."""

    headline = models.CharField(
        "大きな見出し",
        max_length=80,
        default="ひとりで、がんばりすぎないで。使える支援を、いっしょに探します。",
    )

    content_panels = [
        *SectionPage.content_panels[:1],
        MultiFieldPanel(
            [FieldPanel("headline"), FieldPanel("introduction")], heading="いちばん上の言葉"
        ),
    ]
    override_translatable_fields = own("slug")  # front pages are brothers: home, home-en …
    template = "home/home_page.html"
    prose_fields = ("headline", *SectionPage.prose_fields)
    parent_page_types = ["wagtailcore.Page"]
    shared_between_sites = False
    max_count_per_parent = None

    class Meta:
        verbose_name = "ホーム"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.presenters import home_context  # presenters stand on models

        return {**super().get_context(request, *args, **kwargs), **home_context(self, request)}


class StandardPage(SectionPage):
    """About, accessibility, privacy, safety …: words only."""

    class Look(models.TextChoices):
        PLAIN = "plain", "ふつう"
        SAFETY = "safety", "安全に使うために（題名を目立たせない）"

    look = models.CharField("見た目", max_length=20, choices=Look.choices, default=Look.PLAIN)
    body = StreamField(BodyBlock(), verbose_name="本文", blank=True)

    content_panels = [*SectionPage.content_panels, FieldPanel("body")]
    settings_panels = [*SectionPage.settings_panels, FieldPanel("look")]
    search_fields = [*SectionPage.search_fields, index.SearchField("body")]
    template = "home/standard_page.html"
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = "ふつうのページ"
        verbose_name_plural = "ふつうのページ"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.presenters import trail  # presenters stand on models

        context = super().get_context(request, *args, **kwargs)
        return {**context, "breadcrumbs": trail(self, request)}


class SiteMapPage(SectionPage):
    """All pages of the site as one list for people (the XML one is for machines)."""

    shared_between_sites = False
    template = "home/site_map_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = "サイトマップ"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.presenters import site_map, trail  # presenters stand on models

        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "branches": site_map(self, request),
            "breadcrumbs": trail(self, request),
        }


class NewsIndexPage(SectionIndexPage):
    """お知らせ, newest first."""

    shared_between_sites = False
    template = "home/news_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "お知らせ一覧"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.presenters import news_list, trail  # presenters stand on models

        context = super().get_context(request, *args, **kwargs)
        return {**context, "news": news_list(self, request), "breadcrumbs": trail(self, request)}


class NewsPage(SectionPage):
    """One announcement with its date."""

    published_on = models.DateField("日付")
    body = StreamField(BodyBlock(), verbose_name="本文", blank=True)

    content_panels = [
        *SectionPage.content_panels,
        FieldPanel("published_on"),
        FieldPanel("body"),
    ]
    search_fields = [
        *SectionPage.search_fields,
        index.SearchField("body"),
        index.FilterField("published_on"),
    ]
    shared_between_sites = False
    template = "home/news_page.html"
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "お知らせ"
        verbose_name_plural = "お知らせ"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.presenters import trail  # presenters stand on models

        context = super().get_context(request, *args, **kwargs)
        return {**context, "breadcrumbs": trail(self, request)}
