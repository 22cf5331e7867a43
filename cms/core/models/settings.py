"""What differs between sites of one installation."""

from django.db import models
from django.db.models.signals import post_save
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from cms.core.frame import forget_frame, kept


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """Settings of one site. Words that need a translation live in menus and pages, not here."""

    name = models.CharField(
        "サイトの名前", max_length=60, default="ひとり親家庭のための支援ポータル"
    )
    operator_name = models.CharField(
        "運営者の名前", max_length=100, blank=True, help_text="フッターに表示します。"
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
        FieldPanel("exit_url"),
        FieldPanel("is_sample"),
    ]

    class Meta:
        verbose_name = "サイトの設定"

    def __str__(self) -> str:
        return self.name

    @classmethod
    def around(cls, request: HttpRequest) -> "SiteSettings":
        """Settings of the site being shown, the defaults where nobody saved any: reading a page
        writes nothing."""
        site = Site.find_for_request(request)
        if site is None:
            return cls()
        saved = cls.objects.filter(site=site)
        return kept(f"settings-{site.pk}", lambda: saved.first() or cls(site=site))


post_save.connect(forget_frame, sender=SiteSettings)
