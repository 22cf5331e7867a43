"""What keeps a page right once it is public: who answers for it, when it is looked at again."""

from django.conf import settings
from django.db import models
from wagtail.models import Page


class PageUpkeep(models.Model):
    """Beside the page and not in its drafts: changing it changes nothing that visitors read.

    ``municipality`` is the authority whose facts the page tells; its people confirm a change.
    ``noticed_for`` is the date of review whose notice was sent.
    """

    page = models.OneToOneField(Page, models.CASCADE, related_name="+", verbose_name="ページ")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="担当者",
        help_text="見直しのお知らせのメールが届きます。空欄なら、ページを作った人に届きます。",
    )
    next_review = models.DateField("次に見直す日", null=True, blank=True, db_index=True)
    municipality = models.ForeignKey(
        "areas.Area",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="名前が出る自治体",
        help_text="この自治体の事実確認者が、公開の前に内容を確かめます。",
    )
    noticed_for = models.DateField("お知らせした見直しの日", null=True, editable=False)

    class Meta:
        verbose_name = "ページの手入れ"
        verbose_name_plural = "ページの手入れ"
        ordering = ["next_review", "pk"]
        default_permissions = ("change", "view")

    def __str__(self) -> str:
        return str(self.page)
