"""通知 and 事務連絡, and what each changed in the one before."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import PageManager
from wagtail.search import index

from staff_library.models.item import LIBRARY, LibraryItemPage
from staff_library.querysets import NoticeQuerySet


class NoticePage(LibraryItemPage):
    """A notice of a ministry or agency; ``replaces`` is the notice whose place it takes."""

    replaces = models.ForeignKey(
        "self",
        verbose_name="改正前の通知",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaced_by",
        help_text="公開すると、改正前の通知には「改正」と出て、検索では後ろに並びます。",
    )
    what_changed = models.TextField(
        "何が変わったか",
        max_length=600,
        blank=True,
        help_text="改正前の通知から変わったところ。文の違いは「改正前との違い」のページに出ます。",
    )

    objects = PageManager.from_queryset(NoticeQuerySet)()

    date_label = "発出日"
    issuer_label = "発出元"
    content_panels = [
        *LibraryItemPage.content_panels,
        MultiFieldPanel(
            [
                PageChooserPanel("replaces", "staff_library.NoticePage"),
                FieldPanel("what_changed"),
            ],
            heading="改正関係",
        ),
        *LibraryItemPage.shared_panels,
    ]
    search_fields = [*LibraryItemPage.search_fields, index.SearchField("what_changed")]
    prose_fields = (*LibraryItemPage.prose_fields, "what_changed")
    template = "staff_library/notice_page.html"
    parent_page_types = [LIBRARY]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "通知"
        verbose_name_plural = "通知"

    def clean(self) -> None:
        super().clean()
        if self.replaces_id and self._replaces_itself():
            message = "この通知より新しい通知は選べません。改正前の通知を選んでください。"
            raise ValidationError({"replaces": message})

    def _replaces_itself(self) -> bool:
        """Whether the chain of predecessors leads back to this notice."""
        links = NoticePage.objects.links()
        seen, pk = {self.pk}, self.replaces_id
        while pk is not None and pk not in seen:
            seen.add(pk)
            pk = links.get(pk)
        return pk is not None

    @path("changes/")
    def changes(self, request: HttpRequest) -> HttpResponse:
        """The text beside that of the notice before it; 404 where there is none."""
        from staff_library.presenters import changes_context  # presenters stand on models

        context: dict[str, Any] | None = changes_context(self, request)
        if context is None:
            raise Http404
        template = "staff_library/changes.html"
        return self.render(request, template=template, context_overrides=context)
