import re
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from directory.choices import HolidayPolicy
from directory.opening import DayException, Hours

LONGEST_NIGHT = timedelta(hours=16)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Schedule(models.Model):
    """One line of opening hours; an office has as many as it needs (lunch break, late Thursday)."""

    office = ParentalKey("directory.Office", on_delete=models.CASCADE, related_name="schedules")
    monday = models.BooleanField("月", default=True)
    tuesday = models.BooleanField("火", default=True)
    wednesday = models.BooleanField("水", default=True)
    thursday = models.BooleanField("木", default=True)
    friday = models.BooleanField("金", default=True)
    saturday = models.BooleanField("土", default=False)
    sunday = models.BooleanField("日", default=False)
    opens = models.TimeField("開く時刻", default=time(8, 30))
    closes = models.TimeField(
        "閉まる時刻",
        default=time(17, 15),
        help_text="開く時刻より早いときは次の日の時刻、同じときは24時間です。",
    )
    weeks = models.CharField(
        "第何週",
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^[1-5](,[1-5])*\Z", "「1,3」のように書きます。")],
        help_text="毎週なら空欄。第1と第3だけなら「1,3」。",
    )
    holidays = models.CharField(
        "祝日と年末年始", max_length=8, choices=HolidayPolicy, default=HolidayPolicy.CLOSED
    )
    valid_from = models.DateField("この日から", null=True, blank=True)
    valid_to = models.DateField("この日まで", null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel(name) for name in WEEKDAYS]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes"), FieldPanel("weeks")]),
        FieldRowPanel([FieldPanel("holidays"), FieldPanel("valid_from"), FieldPanel("valid_to")]),
    ]

    class Meta:
        verbose_name = "開いている時間"
        verbose_name_plural = "開いている時間"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"

    def clean(self) -> None:
        super().clean()
        if not self.weekdays and self.holidays != HolidayPolicy.ALSO:
            raise ValidationError(_("Choose at least one day of the week."))
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The last day is before the first.")})
        _refuse_mistyped_night(self.opens, self.closes)

    @property
    def weekdays(self) -> frozenset[int]:
        return frozenset(day for day, name in enumerate(WEEKDAYS) if getattr(self, name))

    @property
    def hours(self) -> Hours:
        """For directory.opening."""
        weeks = frozenset(int(week) for week in re.findall("[1-5]", self.weeks))
        return Hours(
            self.weekdays,
            self.opens,
            self.closes,
            weeks,
            self.holidays,
            self.valid_from,
            self.valid_to,
        )


class ScheduleException(models.Model):
    """Days on which something else holds: 臨時休業, or other hours."""

    office = ParentalKey("directory.Office", on_delete=models.CASCADE, related_name="exceptions")
    first = models.DateField("この日から")
    last = models.DateField("この日まで")
    opens = models.TimeField("開く時刻", null=True, blank=True, help_text="空欄なら休みです。")
    closes = models.TimeField("閉まる時刻", null=True, blank=True)
    reason = models.CharField("理由", max_length=100, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("first"), FieldPanel("last")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes"), FieldPanel("reason")]),
    ]

    class Meta:
        verbose_name = "いつもと違う日"
        verbose_name_plural = "いつもと違う日"
        ordering = ["first", "pk"]

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"

    def clean(self) -> None:
        super().clean()
        if self.first and self.last and self.last < self.first:
            raise ValidationError({"last": _("The last day is before the first.")})
        if (self.opens is None) != (self.closes is None):
            raise ValidationError(_("Enter both times, or none for a day off."))
        _refuse_mistyped_night(self.opens, self.closes)

    @property
    def rule(self) -> DayException:
        """For directory.opening."""
        return DayException(self.first, self.last, self.opens, self.closes)


def _refuse_mistyped_night(opens: time | None, closes: time | None) -> None:
    """18:00 → 17:15 would be 23 hours: rather a slip than a night. Until midnight is no night."""
    if opens is None or closes is None or not time.min < closes < opens:
        return
    day = date.min
    closed_for = datetime.combine(day, opens) - datetime.combine(day, closes)
    if timedelta(days=1) - closed_for > LONGEST_NIGHT:
        words = _("This would stay open until %(closes)s of the next day. Please check the times.")
        raise ValidationError({"closes": words % {"closes": f"{closes:%H:%M}"}})
