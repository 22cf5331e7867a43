"""What is known of an employer beside its page, so that no version of the page can lose it."""

from django.db import models

from companies.choices import Stage
from companies.models.rows import EMPLOYER, AbstractCertification


class ListedCertification(AbstractCertification):
    """A row of a list that an authority published, matched by 法人番号.

    Not part of the page: publishing an older draft neither removes nor restores it.
    """

    page = models.ForeignKey(EMPLOYER, on_delete=models.CASCADE, related_name="listed")
    source = models.CharField("一覧", max_length=200)
    imported_on = models.DateField("取り込んだ日")

    class Meta:
        verbose_name = "公表された認定"
        verbose_name_plural = "公表された認定"
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["page", "kind", "year"], name="listed_certification_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"


class Reminder(models.Model):
    """That a company was asked before one limit of one confirmation: once."""

    page = models.ForeignKey(EMPLOYER, on_delete=models.CASCADE, related_name="reminders")
    stage = models.CharField("段階", max_length=10, choices=Stage)
    confirmed_on = models.DateField("もとの確認した日")
    sent_on = models.DateField("送った日")

    class Meta:
        verbose_name = "確認のお願い"
        verbose_name_plural = "確認のお願い"
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["page", "stage", "confirmed_on"], name="one_reminder_a_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.get_stage_display()}"
