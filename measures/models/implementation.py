"""実施状況: whether and how an authority runs a measure. The table every visitor misses."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.areas.models import Area
from cms.core.amounts import amounts_in
from directory.models import Office
from measures.choices import Status
from measures.models.detail import MeasurePage
from measures.querysets import ImplementationQuerySet


class Implementation(models.Model):
    """One measure in one area. No record means 未確認, never 未実施."""

    measure = models.ForeignKey(
        MeasurePage, models.CASCADE, related_name="implementations", verbose_name="施策"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="地域")
    status = models.CharField("実施状況", max_length=12, choices=Status, default=Status.UNCONFIRMED)
    local_name = models.CharField("その地域での名前", max_length=80, blank=True)
    extra_benefit = models.CharField(
        "上乗せ",
        max_length=200,
        blank=True,
        help_text="国の基準に加えてあること。金額は書きません。",
    )
    difference = models.CharField("国の基準とちがうところ", max_length=200, blank=True)
    office = models.ForeignKey(
        Office, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="窓口"
    )
    apply_url = models.URLField("申し込みのページ", max_length=500, blank=True)
    valid_from = models.DateField("始まる日", null=True, blank=True)
    valid_to = models.DateField("終わる日", null=True, blank=True)
    checked_on = models.DateField("確認した日", null=True, blank=True)
    checked_by = models.CharField("確認した人・機関", max_length=80, blank=True)
    evidence = models.CharField(
        "根拠", max_length=300, blank=True, help_text="ページのアドレスや、電話で聞いた相手と日付。"
    )

    objects = ImplementationQuerySet.as_manager()

    panels = [
        FieldPanel("measure"),
        FieldPanel("area"),
        FieldPanel("status"),
        MultiFieldPanel(
            [
                FieldPanel("local_name"),
                FieldPanel("extra_benefit"),
                FieldPanel("difference"),
                FieldPanel("office"),
                FieldPanel("apply_url"),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            ],
            heading="この地域でのちがい",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("checked_on"), FieldPanel("checked_by")]),
                FieldPanel("evidence"),
            ],
            heading="確認（根拠は公開ページには出ません）",
        ),
    ]

    class Meta:
        verbose_name = "実施状況"
        verbose_name_plural = "実施状況"
        ordering = ["area__code6", "measure__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "area"], name="one_implementation_per_measure_and_area"
            ),
            models.CheckConstraint(
                name="implementation_ends_after_it_begins",
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area.name} {self.measure.official_name}：{self.get_status_display()}"

    def clean(self) -> None:
        super().clean()
        errors = {}
        for name in ("local_name", "extra_benefit", "difference"):
            if amounts_in(getattr(self, name)):
                errors[name] = "金額や割合は書かないでください。窓口のページを案内します。"
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            errors["valid_to"] = "始まる日より後の日にしてください。"
        if self.status in (Status.RUNNING, Status.NOT_RUNNING) and not self.checked_on:
            errors["checked_on"] = (
                "確認した日を入れてください。わからないときは「未確認」にします。"
            )
        if errors:
            raise ValidationError(errors)
