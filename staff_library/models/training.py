"""研修資料, and the record of who went through it."""

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from cms.core.calendar import today
from staff_library.models.item import LIBRARY, LibraryItemPage


class TrainingPage(LibraryItemPage):
    """Slides are attachments; ``minutes`` is what one should set aside for all of it."""

    film = models.ForeignKey(
        "assets.PortalMedia",
        verbose_name="動画",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="字幕と文字起こしも入れてください。音を出せない職場でも見られます。",
    )

    minutes = models.PositiveSmallIntegerField("かかる時間（分）", null=True, blank=True)
    audience = models.CharField("対象", max_length=120, blank=True)

    date_label = "作成日"
    issuer_label = "作成したところ"
    content_panels = [
        *LibraryItemPage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("audience"), FieldPanel("minutes")]),
                MediaChooserPanel("film", media_type="video"),
            ],
            heading="受け方",
        ),
        *LibraryItemPage.shared_panels,
    ]
    search_fields = [*LibraryItemPage.search_fields, index.SearchField("film_text")]
    template = "staff_library/training_page.html"
    parent_page_types = [LIBRARY]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "研修資料"
        verbose_name_plural = "研修資料"

    @property
    def film_text(self) -> str:
        return self.film.transcript if self.film else ""

    @path("done/")
    def done(self, request: HttpRequest) -> HttpResponse:
        """Record that the person finished; asked twice, the first day stays."""
        from staff_library.services import record_completion  # services stand on models

        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        record = record_completion(person=request.user, training=self, on=today())
        return redirect(record.address)
