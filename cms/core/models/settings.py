"""What differs between sites of one installation."""

from django.db import models
from django.db.models.signals import post_save
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from cms.areas.choices import AreaKind
from cms.core.choices import DEEP, BrandColour
from cms.core.frame import forget_frame, kept


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """Settings of one site. Words that need a translation live in menus and pages, not here.

    ``label`` names the groups and the folder of files of a site that ``create_site`` made; it is
    empty for the main site, whose groups are the roles without a place.
    """

    name = models.CharField(
        "サイトの名前", max_length=60, default="ひとり親家庭のための支援ポータル"
    )
    operator_name = models.CharField(
        "運営者の名前", max_length=100, blank=True, help_text="フッターに表示します。"
    )
    contact = models.CharField(
        "連絡先のことば",
        max_length=200,
        blank=True,
        help_text="フッターに表示します。担当する課の名前と、連絡のしかたを短く書きます。",
    )
    colour = models.CharField(
        "しるしの色",
        max_length=10,
        choices=BrandColour,
        default=BrandColour.GREEN,
        help_text="しるし、メニュー、ボタンの色です。どの色を選んでも、文字は読みやすいままです。",
    )
    area = models.ForeignKey(
        "areas.Area",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": AreaKind.PREFECTURE},
        verbose_name="はじめに出す都道府県",
        help_text="見る人がまちを選んでいないときに出します。空欄なら全国です。",
    )
    label = models.CharField("役割と入れ物の名前", max_length=20, blank=True, editable=False)
    collection = models.ForeignKey(
        "wagtailcore.Collection",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="ファイルの入れ物",
    )
    exit_url = models.URLField(
        "「このページから離れる」の行き先",
        default="https://www.jma.go.jp/jma/index.html",
        help_text="押した人の画面に出ても困らない、どこにでもあるページにします（例：天気予報）。",
    )
    is_sample = models.BooleanField(
        "見本サイトと表示する",
        default=False,
        help_text="全ページのヘッダーに「見本サイト」と出ます。",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("operator_name"),
        FieldPanel("contact"),
        FieldPanel("colour"),
        FieldPanel("area"),
        FieldPanel("exit_url"),
        FieldPanel("is_sample"),
    ]

    class Meta:
        verbose_name = "サイトの設定"

    def __str__(self) -> str:
        return self.name

    @property
    def mark(self) -> str:
        """Static path of the mark in the site's colour."""
        suffix = "" if self.colour == BrandColour.GREEN else f"-{self.colour}"
        return f"core/pictures/mark{suffix}.svg"

    @property
    def deep_colour(self) -> str:
        return DEEP[BrandColour(self.colour)]

    @classmethod
    def around(cls, request: HttpRequest) -> "SiteSettings":
        """Settings of the site being shown, the defaults where nobody saved any: reading a page
        writes nothing."""
        site = Site.find_for_request(request)
        if site is None:
            return cls()
        saved = cls.objects.filter(site=site).select_related("area")
        return kept(f"settings-{site.pk}", lambda: saved.first() or cls(site=site))


post_save.connect(forget_frame, sender=SiteSettings)
