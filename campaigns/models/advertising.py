"""インターネット広告: the plan and the result of one placement, as numbers that can be added up."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from campaigns.models.campaign import CampaignPage
from campaigns.use_choices import Medium, Reach
from campaigns.use_querysets import AdvertisingQuerySet
from cms.core.calendar import fiscal_year


class AdvertisingRecord(models.Model):
    """One placement within one fiscal year (第3-3). Costs are whole yen, tax included.

    Results are empty until they are known; ``source`` says where they were read.
    """

    campaign = models.ForeignKey(
        CampaignPage,
        verbose_name="広報活動",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="advertising",
    )
    title = models.CharField("広告の名前", max_length=100)
    medium = models.CharField("媒体の種類", max_length=12, choices=Medium)
    service = models.CharField("媒体の名前", max_length=100, blank=True)
    reach_kind = models.CharField("届け方", max_length=12, choices=Reach)
    target = models.CharField("だれに", max_length=200, help_text="例：小学生のいる世帯")
    starts_on = models.DateField("はじまる日")
    ends_on = models.DateField("終わる日")
    planned_reach = models.PositiveBigIntegerField("届ける人数（計画）", null=True, blank=True)
    planned_cost = models.PositiveBigIntegerField("費用（計画、円）", null=True, blank=True)
    reach = models.PositiveBigIntegerField("届いた人数（実績）", null=True, blank=True)
    impressions = models.PositiveBigIntegerField("表示回数（実績）", null=True, blank=True)
    clicks = models.PositiveBigIntegerField("クリック数（実績）", null=True, blank=True)
    cost = models.PositiveBigIntegerField("費用（実績、円）", null=True, blank=True)
    source = models.CharField(
        "実績の出どころ", max_length=200, blank=True, help_text="例：媒体の管理画面、10月31日"
    )
    note = models.TextField("メモ", max_length=600, blank=True)
    is_sample = models.BooleanField("見本", default=False)

    objects = AdvertisingQuerySet.as_manager()

    panels = [
        HelpPanel("<p>年度をまたぐ広告は、年度ごとに分けて記録します。</p>"),
        FieldPanel("campaign"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("medium"), FieldPanel("service")]),
        FieldRowPanel([FieldPanel("reach_kind"), FieldPanel("target")]),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("planned_reach"), FieldPanel("planned_cost")])],
            heading="計画",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("reach"), FieldPanel("impressions")]),
                FieldRowPanel([FieldPanel("clicks"), FieldPanel("cost")]),
                FieldPanel("source"),
            ],
            heading="実績",
        ),
        FieldPanel("note"),
        FieldPanel("is_sample"),
    ]

    class Meta:
        verbose_name = "インターネット広告"
        verbose_name_plural = "インターネット広告"
        ordering = ("-starts_on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="advertising_ends_after_it_begins",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="終わる日が、はじまる日より前です。",
            )
        ]

    def __str__(self) -> str:
        is_marked = self.is_sample and "見本" not in self.title
        return f"{self.title}（見本）" if is_marked else self.title

    @property
    def fiscal_year(self) -> int:
        return fiscal_year(self.starts_on)

    def clean(self) -> None:
        super().clean()
        problems = {}
        if self._crosses_years():
            words = "年度をまたいでいます。3月31日までと、4月1日からに分けて記録してください。"
            problems["ends_on"] = words
        if self._exceeds("clicks", "impressions"):
            problems["clicks"] = "クリック数が、表示回数より多くなっています。"
        if self._exceeds("reach", "impressions"):
            problems["reach"] = "届いた人数が、表示回数より多くなっています。"
        results = (self.reach, self.impressions, self.clicks, self.cost)
        if any(value is not None for value in results) and not self.source.strip():
            problems["source"] = "実績の数字には、出どころを書いてください。"
        if problems:
            raise ValidationError(problems)

    def _crosses_years(self) -> bool:
        if not (self.starts_on and self.ends_on):
            return False
        return fiscal_year(self.starts_on) < fiscal_year(self.ends_on)

    def _exceeds(self, smaller: str, larger: str) -> bool:
        low, high = getattr(self, smaller), getattr(self, larger)
        return low is not None and high is not None and low > high
