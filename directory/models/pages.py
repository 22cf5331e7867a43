"""The public addresses of the directory: /directory/ and /directory/<code>/ for every area."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path, re_path
from wagtail.fields import StreamField
from wagtail.search import index

from cms.areas.models import Area
from cms.core.blocks import BodyBlock
from cms.core.models import SectionIndexPage, SectionPage


class DirectoryIndexPage(SectionIndexPage):
    """まちの窓口: find one's town; serves every area and every office from facts."""

    template = "directory/index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["directory.MunicipalityPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "まちの窓口"

    @path("")
    def entrance(self, request: HttpRequest) -> HttpResponse:
        from directory import views  # views stand on models

        return views.entrance(self, request)

    @path("towns/", name="towns")
    def towns(self, request: HttpRequest) -> HttpResponse:
        from directory import views  # views stand on models

        return views.towns(self, request)

    @path("offices/<str:external_id>/", name="office")
    def office(self, request: HttpRequest, external_id: str) -> HttpResponse:
        from directory import views  # views stand on models

        return views.office(self, request, external_id)

    @re_path(r"^(?P<code6>[0-9]{6})/$", name="place")
    def place(self, request: HttpRequest, code6: str) -> HttpResponse:
        from directory import views  # views stand on models

        return views.place(self, request, code6)


class MunicipalityPage(SectionPage):
    """What an area says about itself, shown on the area's page above the desks.

    The slug is the area's code, so this page's own address is the place page's.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="地域")
    body = StreamField(BodyBlock(), verbose_name="本文", blank=True)

    content_panels = [FieldPanel("area"), *SectionPage.content_panels, FieldPanel("body")]
    promote_panels = SectionPage.promote_panels
    search_fields = [*SectionPage.search_fields, index.SearchField("body")]
    template = "directory/place_page.html"
    parent_page_types = ["directory.DirectoryIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "まちのページ"
        verbose_name_plural = "まちのページ"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """The address is the area's code, whatever was typed."""
        if self.area_id:
            self.slug = self.area.code6
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        twins = type(self).objects.filter(area_id=self.area_id, locale=self.locale_id)
        if self.area_id and twins.exclude(pk=self.pk).exists():
            raise ValidationError({"area": _("This area has a page already. Edit that one.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The whole place page; reached by previews, visitors come through the index page."""
        from cms.core.calendar import now
        from directory.presenters import place_context  # presenters stand on models

        context = super().get_context(request, *args, **kwargs)
        shown = place_context(self.area, request, at=now(), below=[], editorial=self)
        return {**context, **shown}
