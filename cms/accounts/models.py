"""People who sign in: editors, municipal staff, operators. Visitors have no accounts."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person with an own sign-in. Accounts are personal and never shared.

    ``municipality`` is the authority whose staff the person is (全国地方公共団体コード); people of
    the operator have none. After ``expires_on`` (the last day, Asia/Tokyo) nobody gets in.
    """

    municipality = models.ForeignKey(
        "areas.Area",
        verbose_name="所属する自治体",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    expires_on = models.DateField("この日まで使える", null=True, blank=True)

    class Meta:
        verbose_name = "利用者"
        verbose_name_plural = "利用者"
        permissions = [("read_staff_library", "職員向けページを読める")]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def has_expired(self, today: date) -> bool:
        return self.expires_on is not None and self.expires_on < today
