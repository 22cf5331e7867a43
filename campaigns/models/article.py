"""What an article about using kits says, whoever may read it."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.core.blocks import BodyBlock


class Article(models.Model):
    """Fields of the articles for everybody and of those for staff."""

    dated_on = models.DateField("日付")
    body = StreamField(BodyBlock(), verbose_name="本文", blank=True)
    kits = ParentalManyToManyField(
        "campaigns.Kit", verbose_name="関係するキット", blank=True, related_name="+"
    )
    is_sample = models.BooleanField("見本", default=False, help_text="ページに「見本」と出ます。")

    own_panels = [
        FieldPanel("dated_on"),
        FieldPanel("body"),
        FieldPanel("kits", widget=forms.CheckboxSelectMultiple),
        FieldPanel("is_sample"),
    ]

    class Meta:
        abstract = True

    def article_context(self, request: HttpRequest) -> dict[str, Any]:
        from campaigns.use.presenters import article_context  # presenters stand on models

        return article_context(self, request)
