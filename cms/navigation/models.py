"""Menus, footer and emergency banner as data: editors change them without an engineer."""

from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, Site, TranslatableMixin

from cms.core.frame import forget_frame
from cms.core.locales import language_of
from cms.navigation.choices import BannerLevel, MenuPlace
from cms.navigation.forms import OwnSiteForm
from cms.navigation.targets import check_target


def default_site() -> int | None:
    """The site that a new record is for unless an editor chooses another."""
    sites = Site.objects.filter(is_default_site=True)
    return sites.values_list("pk", flat=True).first()


class Menu(TranslatableMixin, ClusterableModel):
    """The links of one place (main row, one footer column) of one site in one language."""

    site = models.ForeignKey(
        Site, models.CASCADE, default=default_site, related_name="menus", verbose_name="サイト"
    )
    base_form_class = OwnSiteForm
    place = models.CharField("場所", max_length=20, choices=MenuPlace.choices)
    title = models.CharField("見出し", max_length=40, blank=True)
    order = models.PositiveSmallIntegerField("並び順", default=0)

    panels = [
        FieldPanel("site"),
        FieldPanel("place"),
        FieldPanel("title"),
        FieldPanel("order"),
        InlinePanel("items", label="リンク"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = "メニュー"
        verbose_name_plural = "メニュー"
        ordering = ["place", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.get_place_display()} {self.title}".strip()


class MenuItemQuerySet(models.QuerySet):
    def of_site(self, site: Site) -> Self:
        """Links of all menus of ``site`` in all languages, in the order they are shown."""
        links = self.filter(menu__site=site).select_related("menu__locale", "page")
        return links.order_by("menu__place", "menu__order", "menu_id", "sort_order", "pk")


class MenuItem(Orderable):
    """One link: to a page of ours (then it moves along) or to an address."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    label = models.CharField("文字", max_length=40)
    page = models.ForeignKey(
        Page, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="ページ"
    )
    path = models.CharField(
        "アドレス", max_length=200, blank=True, help_text="例：/directory/、https://www.cfa.go.jp/"
    )

    objects = MenuItemQuerySet.as_manager()

    panels = [FieldPanel("label"), FieldPanel("page"), FieldPanel("path")]

    class Meta(Orderable.Meta):
        verbose_name = "リンク"
        constraints = [
            models.CheckConstraint(
                name="menu_item_has_one_target",
                condition=Q(page__isnull=False, path="") | (Q(page__isnull=True) & ~Q(path="")),
            )
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if bool(self.page_id) == bool(self.path):
            raise ValidationError("ページかアドレスの、どちらか一つを入れてください。")
        if self.path:
            check_target(self.path, field="path")


class EmergencyBannerQuerySet(models.QuerySet):
    def switched_on(self, site: Site) -> Self:
        """Banners of ``site`` that editors switched on, whatever their time."""
        return self.filter(site=site, is_active=True).order_by("-level", "-pk")


class EmergencyBanner(TranslatableMixin, models.Model):
    """A message on top of every page: disaster, outage, a hotline's change."""

    site = models.ForeignKey(
        Site, models.CASCADE, default=default_site, related_name="+", verbose_name="サイト"
    )
    base_form_class = OwnSiteForm
    level = models.PositiveSmallIntegerField(
        "重さ", choices=BannerLevel.choices, default=BannerLevel.INFORMATION
    )
    title = models.CharField("見出し", max_length=60)
    text = models.CharField("説明", max_length=200, blank=True)
    link_label = models.CharField("リンクの文字", max_length=40, blank=True)
    link = models.CharField("リンク先", max_length=200, blank=True)
    starts_at = models.DateTimeField("出し始める日時", null=True, blank=True)
    ends_at = models.DateTimeField("終わる日時", null=True, blank=True)
    is_active = models.BooleanField("出す", default=False)

    objects = EmergencyBannerQuerySet.as_manager()

    panels = [
        FieldPanel("site"),
        FieldPanel("is_active"),
        FieldPanel("level"),
        FieldPanel("title"),
        FieldPanel("text"),
        MultiFieldPanel([FieldPanel("link_label"), FieldPanel("link")], heading="リンク"),
        MultiFieldPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading="期間"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = "緊急のお知らせ"
        verbose_name_plural = "緊急のお知らせ"

    def __str__(self) -> str:
        return self.title

    def shows_at(self, at: datetime) -> bool:
        """Whether ``at`` (aware) lies in the banner's time: from its start until before its end."""
        begun = self.starts_at is None or self.starts_at <= at
        return begun and (self.ends_at is None or at < self.ends_at)

    @property
    def language(self) -> str:
        """Language code of the banner, without a query."""
        return language_of(self.locale_id)

    def clean(self) -> None:
        super().clean()
        if self.link:
            check_target(self.link, field="link", calls=True)
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "出し始める日時より後にしてください。"})


for model in (Menu, MenuItem, EmergencyBanner):
    post_save.connect(forget_frame, sender=model)
    post_delete.connect(forget_frame, sender=model)
