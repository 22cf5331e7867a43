"""People who sign in: editors, municipal staff, operators. Visitors have no accounts."""

import uuid
from datetime import date, datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from cms.accounts.querysets import OpenSessionQuerySet, UserManager

ADMIN = "wagtailadmin.access_admin"


class User(AbstractUser):
    """A person with an own sign-in. Accounts are personal and never shared.

    ``municipality`` is the authority whose staff the person is (全国地方公共団体コード); people of
    the operator have none. After ``expires_on`` (the last day, Asia/Tokyo) nobody gets in.
    The owner of a municipality adds, ends and once a year re-confirms its people.
    """

    municipality = models.ForeignKey(
        "areas.Area",
        verbose_name="所属する自治体",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_owner = models.BooleanField(
        "自治体の所有者",
        default=False,
        help_text="自治体に一人です。その自治体の人を足し、終わらせ、年に一度確認します。",
    )
    expires_on = models.DateField("この日まで使える", null=True, blank=True)
    confirmed_on = models.DateField("続けて使うと確認した日", null=True, blank=True)
    reminded_on = models.DateField("確認をお願いした日", null=True, blank=True, editable=False)
    must_change_password = models.BooleanField(
        "次のサインインでパスワードを決める", default=False, editable=False
    )
    initial_password_until = models.DateTimeField(
        "初回パスワードの期限", null=True, blank=True, editable=False
    )
    initial_password_used_at = models.DateTimeField(
        "初回パスワードを使った日時", null=True, blank=True, editable=False
    )

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "利用者"
        verbose_name_plural = "利用者"
        permissions = [
            ("read_staff_library", "職員向けページを読める"),
            ("issue_accounts", "アカウントをまとめて発行できる"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(is_owner=True, is_active=True),
                name="one_owner_for_a_municipality",
                violation_error_message="この自治体には、もう所有者がいます。所有者は一人です。",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="one_account_for_a_mail_address",
                violation_error_message="このメールアドレスのアカウントは、もうあります。",
            ),
            models.CheckConstraint(
                condition=Q(is_owner=False) | Q(municipality__isnull=False),
                name="an_owner_has_a_municipality",
                violation_error_message="所有者には、所属する自治体を選んでください。",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def has_expired(self, today: date) -> bool:
        return self.expires_on is not None and self.expires_on < today

    @property
    def uses_admin(self) -> bool:
        return bool(self.is_active and self.has_perm(ADMIN))


class OpenSession(models.Model):
    """One place where somebody is signed in. The session holds the key; without the row it ends.

    ``device`` is what a person recognises (Windows・Chrome), not a fingerprint.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="open_sessions")
    device = models.CharField("端末", max_length=60)
    address = models.GenericIPAddressField("どこから", null=True)
    first_seen = models.DateTimeField("サインインした日時")
    last_seen = models.DateTimeField("最後に使った日時")
    second_factor_at = models.DateTimeField("2段階認証をした日時", null=True)
    has_factor: bool  # of for_gate()

    objects = OpenSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "サインイン中の端末"
        verbose_name_plural = "サインイン中の端末"
        default_permissions = ()
        ordering = ("-last_seen",)

    def __str__(self) -> str:
        return self.device


class SecondFactor(models.Model):
    """An authenticator app of one person: the seed sealed, the last step used kept against replay.

    ``confirmed_at`` is empty until the first right code proved that the app holds the seed.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="second_factor")
    sealed_seed = models.BinaryField("封をした種")
    confirmed_at = models.DateTimeField("使い始めた日時", null=True)
    last_step = models.BigIntegerField("最後に使った番号の時刻", default=0)
    failures = models.PositiveSmallIntegerField("続けてまちがえた回数", default=0)
    blocked_until = models.DateTimeField("この時刻まで受け付けない", null=True)

    class Meta:
        verbose_name = "2段階認証"
        verbose_name_plural = "2段階認証"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user)

    def is_blocked(self, at: datetime) -> bool:
        return self.blocked_until is not None and at < self.blocked_until


class RecoveryCode(models.Model):
    """A code for the day the telephone is lost: kept as a hash, good for one sign-in."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField("ハッシュ", max_length=64)
    used_at = models.DateTimeField("使った日時", null=True)

    class Meta:
        verbose_name = "予備コード"
        verbose_name_plural = "予備コード"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user} {self.pk}"
