"""The access record: who did what, when, from where. Rows are added and never changed."""

from typing import Any, Never

from django.conf import settings
from django.db import models

from cms.records.choices import Action


class AppendOnlyError(TypeError):
    """Somebody tried to change or remove what was recorded."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> Never:
        raise AppendOnlyError("A record is never changed.")

    def delete(self) -> Never:
        raise AppendOnlyError("Records go only with forget_before().")

    def forget_before(self, moment: Any) -> int:
        """End of the retention time: the only way a row goes. Returns how many went."""
        return models.QuerySet(self.model).filter(at__lt=moment)._raw_delete(self.db)


class AppendOnly(models.Model):
    """What happened at a moment (``at``): added once, kept as it is until its time is over."""

    at = models.DateTimeField("日時", db_index=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("A record is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnlyError("Records go only with forget_before().")


class AccessRecord(AppendOnly):
    """One act of one person (security baseline: kept at least one year).

    The actor's name is kept beside the key, so that the row still reads after the account is gone.
    ``address`` is the client's IP address; no query string, body or answer is ever recorded.
    """

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="利用者",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    actor_name = models.CharField("利用者の名前", max_length=200, blank=True)
    action = models.CharField("したこと", max_length=20, choices=Action)
    kind = models.CharField("対象の種類", max_length=100, blank=True)
    key = models.CharField("対象の番号", max_length=64, blank=True)
    label = models.CharField("対象", max_length=300, blank=True)
    address = models.GenericIPAddressField("どこから", null=True, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "操作の記録"
        verbose_name_plural = "操作の記録"
        ordering = ("-at", "-pk")
        default_permissions = ("view",)
        permissions = [("export_accessrecord", "操作の記録を書き出せる")]
        indexes = [
            models.Index(fields=("actor", "-at"), name="records_by_actor"),
            models.Index(fields=("kind", "key"), name="records_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.get_action_display()}"
