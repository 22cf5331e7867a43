"""配布: which municipality gets how many of a kit, when it left and arrived, and its tickets."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from campaigns.models.kit import Kit
from campaigns.use_querysets import DeliveryQuerySet, DistributionQuerySet, ReportTicketQuerySet
from cms.areas.models import Area
from cms.core.tickets import DIGEST_LENGTH

MOST_COPIES = 100_000  # of one parcel; the largest municipality orders far fewer
COPIES = (MinValueValidator(1), MaxValueValidator(MOST_COPIES))


class Distribution(models.Model):
    """One round in which a kit goes out. ``reports_until`` is the last day of its tickets."""

    kit = models.ForeignKey(
        Kit, verbose_name="キット", on_delete=models.PROTECT, related_name="distributions"
    )
    title = models.CharField("名前", max_length=100, help_text="例：2026年度 秋の配布")
    reports_until = models.DateField(
        "報告を受け付ける最後の日", help_text="荷物のQRコードは、この日まで使えます。"
    )
    is_sample = models.BooleanField("見本", default=False)

    objects = DistributionQuerySet.as_manager()

    panels = [
        FieldPanel("kit"),
        FieldRowPanel([FieldPanel("title"), FieldPanel("reports_until")]),
        FieldPanel("is_sample"),
    ]

    class Meta:
        verbose_name = "配布"
        verbose_name_plural = "配布"
        ordering = ("-reports_until", "-pk")

    def __str__(self) -> str:
        is_marked = self.is_sample and "見本" not in self.title
        return f"{self.title}（見本）" if is_marked else self.title


class Delivery(models.Model):
    """One parcel to one municipality or prefecture: planned, sent, arrived.

    ``copies`` is what the list says, ``sent_copies`` what was packed. A report of use shows that a
    parcel arrived even where nobody noted the day.
    """

    distribution = models.ForeignKey(
        Distribution, verbose_name="配布", on_delete=models.CASCADE, related_name="deliveries"
    )
    area = models.ForeignKey(
        Area, verbose_name="配布先", on_delete=models.PROTECT, related_name="kit_deliveries"
    )
    copies = models.PositiveIntegerField("配布する数", validators=COPIES)
    sent_on = models.DateField("送った日", null=True, blank=True)
    sent_copies = models.PositiveIntegerField("送った数", null=True, blank=True, validators=COPIES)
    arrived_on = models.DateField("届いた日", null=True, blank=True)
    note = models.CharField("メモ", max_length=200, blank=True)
    reminded_on = models.DateField("お願いした日", null=True, blank=True, editable=False)
    reminders = models.PositiveSmallIntegerField("お願いした回数", default=0, editable=False)

    objects = DeliveryQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("distribution"), FieldPanel("area")]),
        FieldPanel("copies"),
        FieldRowPanel([FieldPanel("sent_on"), FieldPanel("sent_copies"), FieldPanel("arrived_on")]),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = "配布先"
        verbose_name_plural = "配布先"
        ordering = ("distribution", "area__code6")
        permissions = [("export_delivery", "配布と使用報告を書き出せる")]
        constraints = [
            models.UniqueConstraint(
                fields=("distribution", "area"),
                name="one_parcel_for_an_area",
                violation_error_message="この配布には、この配布先がもうあります。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.distribution}"

    def clean(self) -> None:
        super().clean()
        if self.sent_copies and not self.sent_on:
            raise ValidationError({"sent_on": "送った日も入れてください。"})
        if self.arrived_on and not self.sent_on:
            raise ValidationError({"sent_on": "届いた日があるときは、送った日も入れてください。"})
        if self.sent_on and self.arrived_on and self.arrived_on < self.sent_on:
            raise ValidationError({"arrived_on": "届いた日が、送った日より前です。"})

    @property
    def packed(self) -> int:
        """How many the parcel holds, as far as is known."""
        return self.sent_copies or self.copies

    @property
    def state(self) -> str:
        if hasattr(self, "report"):
            return "報告あり"
        if self.arrived_on:
            return "届いた"
        return "送った" if self.sent_on else "これから送る"


class ReportTicket(models.Model):
    """A link on paper or in a mail that opens the report of one parcel (``cms.core.tickets``).

    Several may count at once: a sheet that is printed again does not close the first one.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="tickets")
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True, editable=False)
    ends_on = models.DateField("使える最後の日")

    objects = ReportTicketQuerySet.as_manager()

    class Meta:
        verbose_name = "報告用のリンク"
        verbose_name_plural = "報告用のリンク"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.delivery} {self.ends_on}"

    def counts_on(self, on: date) -> bool:
        return on <= self.ends_on
