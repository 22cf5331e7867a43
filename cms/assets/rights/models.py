"""The record of rights that belongs to one picture, document or recording."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from cms.assets.inspection import EVIDENCE, inspect_once
from cms.assets.rights.choices import NEED_EVIDENCE, Licence, Transfer, Use
from cms.assets.storage import own_folder, private_storage

KINDS = ("image", "document", "media")  # exactly one of them is set
MISSING = "権利が登録されていません"


def exactly_one(names: tuple[str, ...]) -> Q:
    """One of the fields is set, the others are not."""
    found = Q()
    for chosen in names:
        found |= Q(**{f"{name}__isnull": name != chosen for name in names})
    return found


class RightsRecordQuerySet(models.QuerySet):
    def with_files(self) -> Self:
        return self.select_related(
            *KINDS, "image__uploaded_by_user", "document__uploaded_by_user"
        ).select_related("media__uploaded_by_user")

    def usable(self, use: Use, *, on: date) -> Self:
        """Records that allow ``use`` on that day: ``refusal()`` for many at once."""
        lasting = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        proved = ~Q(licence__in=NEED_EVIDENCE) | ~Q(evidence="") | ~Q(evidence_note="")
        return self.filter(lasting, proved, **{f"for_{use.value}": True})

    def ending(self, *, after: date, until: date) -> Self:
        """Records whose last day lies in ``after``..``until``, the nearest first."""
        return self.filter(valid_until__range=(after, until)).order_by("valid_until", "pk")

    def ended(self, *, on: date) -> Self:
        """Records whose last day was before ``on``, the newest first."""
        return self.filter(valid_until__lt=on).order_by("-valid_until", "pk")


class RightsRecord(models.Model):
    """第7-2: 権利者, 利用許諾, 証拠, 範囲, 期限, 譲渡. Stays when the file is replaced."""

    image = models.OneToOneField(
        "assets.PortalImage", null=True, on_delete=models.CASCADE, related_name="rights"
    )
    document = models.OneToOneField(
        "assets.PortalDocument", null=True, on_delete=models.CASCADE, related_name="rights"
    )
    media = models.OneToOneField(
        "assets.PortalMedia", null=True, on_delete=models.CASCADE, related_name="rights"
    )
    holder = models.CharField("権利をもつ人", max_length=200)
    licence = models.CharField("使える理由", max_length=20, choices=Licence)
    conditions = models.CharField("条件", max_length=300, blank=True)
    evidence = models.FileField(
        "証拠の書類", upload_to=own_folder, storage=private_storage, max_length=255, blank=True
    )
    evidence_name = models.CharField("書類の名前", max_length=200, blank=True)
    evidence_note = models.CharField("証拠のメモ", max_length=300, blank=True)
    for_web = models.BooleanField("ウェブ", default=False)
    for_print = models.BooleanField("印刷", default=False)
    for_reuse = models.BooleanField("二次利用", default=False)
    for_naming = models.BooleanField("名入れ", default=False)
    valid_until = models.DateField("使える最後の日", null=True, blank=True, db_index=True)
    transfer = models.CharField(
        "国への譲渡", max_length=12, choices=Transfer, default=Transfer.UNKNOWN
    )
    updated_at = models.DateTimeField("書いた日", auto_now=True)

    objects = RightsRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "権利"
        verbose_name_plural = "権利"
        default_permissions = ("view", "export")
        constraints = [
            models.CheckConstraint(condition=exactly_one(KINDS), name="rights_of_one_file")
        ]

    def __str__(self) -> str:
        return f"{self.file}の権利"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.evidence and not self.evidence._committed:
            inspect_once(self.evidence, EVIDENCE)
        super().save(*args, **kwargs)

    @property
    def file(self) -> Any:
        """The picture, document or recording."""
        return next(getattr(self, name) for name in KINDS if getattr(self, f"{name}_id"))

    @property
    def uses(self) -> list[Use]:
        return [use for use in Use if getattr(self, f"for_{use.value}")]

    @property
    def is_proved(self) -> bool:
        return self.licence not in NEED_EVIDENCE or bool(self.evidence or self.evidence_note)

    def refusal(self, use: Use, *, on: date) -> str:
        """Why the file may not be used so on that day, in words; empty when it may."""
        if not getattr(self, f"for_{use.value}"):
            return f"使える範囲に「{use.label}」がありません"
        if self.valid_until and self.valid_until < on:
            last = self.valid_until
            return f"使える期限が{last.year}年{last.month}月{last.day}日に終わりました"
        return "" if self.is_proved else "使う許しを示す書類もメモもありません"


class Licensed(models.Model):
    """A file whose form may say something about its rights: written down when it is saved."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        from cms.assets.rights.services import record_pending  # stands on models

        super().save(*args, **kwargs)
        record_pending(self)


def rights_of(file: models.Model) -> RightsRecord | None:
    return getattr(file, "rights", None)  # Django raises a kind of AttributeError without one


def refusal_of(file: models.Model, use: Use, *, on: date) -> str:
    """The one rule: why ``file`` may not be used so on that day; empty when it may."""
    record = rights_of(file)
    return MISSING if record is None else record.refusal(use, on=on)
