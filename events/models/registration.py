"""申し込み: who comes, without an account, and the links that open it."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from cms.core.tickets import DIGEST_LENGTH
from events.choices import State
from events.querysets import STANDING, RegistrationQuerySet


class Registration(models.Model):
    """One registration for one or more people; deleted some days after the event."""

    event = models.ForeignKey(
        "events.EventPage", models.CASCADE, related_name="registrations", verbose_name="イベント"
    )
    state = models.CharField("状態", max_length=10, choices=State)
    name = models.CharField("お名前", max_length=60)
    mail = models.EmailField("メールアドレス")
    mail_key = models.CharField("同じ人を見分ける形", max_length=254, editable=False)
    people = models.PositiveSmallIntegerField("人数", default=1)
    wants_childcare = models.BooleanField("託児を希望", default=False)
    wants_sign_language = models.BooleanField("手話通訳を希望", default=False)
    wishes = models.CharField("ほかの希望", max_length=200, blank=True)
    created_at = models.DateTimeField("申し込み日時")
    consented_at = models.DateTimeField("同意した日時")
    moved_up_at = models.DateTimeField("繰り上げの日時", null=True, blank=True)
    cancelled_at = models.DateTimeField("取り消しの日時", null=True, blank=True)
    reminded_on = models.DateField("前日の連絡をした日", null=True, blank=True)
    told_of_cancellation_at = models.DateTimeField("中止を知らせた日時", null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "申し込み"
        verbose_name_plural = "申し込み"
        ordering = ["created_at", "pk"]
        default_permissions = ("view",)
        permissions = [("export_registration", "申し込みを書き出せる")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "mail_key"],
                condition=Q(state__in=STANDING),
                name="one_registration_for_a_mail",
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="somebody_comes"),
        ]
        indexes = [models.Index(fields=["event", "state", "created_at"], name="events_in_line")]

    def __str__(self) -> str:
        return f"{self.name}（{self.people}人）"

    @property
    def forgotten_after(self) -> datetime:
        """Until when the registration and its links are kept."""
        return self.event.ends_at + timedelta(days=self.event.keep_days)


class Ticket(models.Model):
    """A link in a mail (``cms.core.tickets``). Every mail brings one, and all of them work."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="tickets")
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "申し込みのリンク"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.registration_id} {self.made_at:%Y-%m-%d}"
