"""「このページは役に立ちましたか」: counts of a day, and a line for editors. Nobody is stored."""

from django.db import models

from cms.surveys.choices import Subject, Useful


class PageVote(models.Model):
    """How many said ``useful`` of one page on one day of Tokyo. ``key``: page number or code6."""

    day = models.DateField("日")
    subject = models.CharField("対象の種類", max_length=10, choices=Subject)
    key = models.CharField("対象の番号", max_length=20)
    label = models.CharField("対象", max_length=200)
    useful = models.CharField("答え", max_length=5, choices=Useful)
    number = models.PositiveIntegerField("回数", default=0)

    class Meta:
        verbose_name = "役に立ったか"
        verbose_name_plural = "役に立ったか"
        ordering = ("-day", "label", "useful")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=("day", "subject", "key", "useful"), name="one_vote_count_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.label}：{self.get_useful_display()} {self.number}"


class PageRemark(models.Model):
    """What somebody missed on a page, in a line of their own."""

    day = models.DateField("日", db_index=True)
    subject = models.CharField("対象の種類", max_length=10, choices=Subject)
    key = models.CharField("対象の番号", max_length=20)
    label = models.CharField("対象", max_length=200)
    text = models.CharField("足りなかったこと", max_length=200)

    class Meta:
        verbose_name = "足りなかったこと"
        verbose_name_plural = "足りなかったこと"
        ordering = ("-day", "-pk")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.day} {self.label}"
