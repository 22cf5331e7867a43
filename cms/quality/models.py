"""Links that pages hold and what is known of them; rights whose owner was told that they end."""

from django.conf import settings
from django.db import models
from wagtail.models import Page

from cms.assets.rights.models import RightsRecord
from cms.quality.choices import Problem, State
from cms.quality.querysets import ExternalLinkQuerySet, LinkUseQuerySet, RightsTaskQuerySet

LONGEST = 1000  # letters of an address


class ExternalLink(models.Model):
    """An address of another site. ``failing_since``: the first of the failed days in a row."""

    url = models.CharField("アドレス", max_length=LONGEST, unique=True)
    state = models.CharField("状態", max_length=12, choices=State, default=State.UNCHECKED)
    answer = models.CharField("返事", max_length=200, blank=True)
    checked_on = models.DateField("確かめた日", null=True, blank=True)
    failing_since = models.DateField("開けなくなった日", null=True, blank=True)

    objects = ExternalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "外のリンク"
        verbose_name_plural = "外のリンク"
        default_permissions = ()

    def __str__(self) -> str:
        return self.url


class LinkUse(models.Model):
    """One link of one page. ``link`` is set for other sites, ``problem`` for pages of ours."""

    page = models.ForeignKey(
        Page, verbose_name="ページ", on_delete=models.CASCADE, related_name="+"
    )
    where = models.CharField("どこ", max_length=300)
    words = models.CharField("リンクの文字", max_length=300, blank=True)
    link = models.ForeignKey(
        ExternalLink, null=True, blank=True, on_delete=models.CASCADE, related_name="uses"
    )
    problem = models.CharField("問題", max_length=12, choices=Problem, default="", blank=True)

    objects = LinkUseQuerySet.as_manager()

    class Meta:
        verbose_name = "リンク"
        verbose_name_plural = "リンク"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.where} {self.words}"

    @property
    def trouble(self) -> str:
        """Why it leads nowhere, in words."""
        if self.link is None:
            return str(Problem(self.problem).label)
        return self.link.answer or str(State(self.link.state).label)


class RightsTask(models.Model):
    """The owner of a file was told that its rights end. Done when another last day is written."""

    record = models.ForeignKey(RightsRecord, on_delete=models.CASCADE, related_name="tasks")
    valid_until = models.DateField("使える最後の日")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_on = models.DateField("知らせた日")

    objects = RightsTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "権利の期限の仕事"
        verbose_name_plural = "権利の期限の仕事"
        default_permissions = ()
        ordering = ("valid_until", "pk")
        constraints = [
            models.UniqueConstraint(fields=("record", "valid_until"), name="one_task_a_last_day")
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.valid_until}"
