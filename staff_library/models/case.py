"""先進事例: what another municipality did, with the figures one needs to judge it."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from staff_library.models.item import LIBRARY, LibraryItemPage


class CasePage(LibraryItemPage):
    """``population`` in persons, ``budget`` in 千円 of one fiscal year: facts, not prose."""

    area = models.ForeignKey(
        "areas.Area",
        verbose_name="自治体",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="見本や複数の自治体の事例では空欄にします。",
    )
    population = models.PositiveIntegerField("人口規模（人）", null=True, blank=True)
    population_on = models.DateField("人口の時点", null=True, blank=True)
    budget = models.PositiveIntegerField("予算（千円）", null=True, blank=True)
    budget_year = models.PositiveSmallIntegerField("予算の年度（西暦）", null=True, blank=True)
    effect = models.TextField("効果", max_length=600, help_text="どう確かめたかも書きます。")
    contact = models.TextField("連絡先", max_length=300, blank=True, help_text="担当課の名前など。")

    date_label = "調べた日"
    issuer_label = "取り組んだ自治体"
    content_panels = [
        *LibraryItemPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("area"),
                FieldRowPanel([FieldPanel("population"), FieldPanel("population_on")]),
                FieldRowPanel([FieldPanel("budget"), FieldPanel("budget_year")]),
                FieldPanel("effect"),
                FieldPanel("contact"),
            ],
            heading="規模と効果",
        ),
        *LibraryItemPage.shared_panels,
    ]
    search_fields = [*LibraryItemPage.search_fields, index.SearchField("effect")]
    prose_fields = (*LibraryItemPage.prose_fields, "effect")
    template = "staff_library/case_page.html"
    parent_page_types = [LIBRARY]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "先進事例"
        verbose_name_plural = "先進事例"

    def clean(self) -> None:
        super().clean()
        if (self.population is None) != (self.population_on is None):
            message = "人口と、いつの人口かを、両方入れてください。"
            raise ValidationError({"population_on": message})
        if (self.budget is None) != (self.budget_year is None):
            message = "予算と、何年度の予算かを、両方入れてください。"
            raise ValidationError({"budget_year": message})
