"""What a company hands in, and the documents that prove it. Nobody of a company has an account."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cms.assets.storage import own_folder, private_storage
from cms.core.tickets import DIGEST_LENGTH, digest
from companies.choices import EDITABLE, OPEN, Status
from companies.models.rows import EMPLOYER


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def of_ticket(self, secret: str, *, on: date) -> Self:
        """The one submission that a link opens on that day, or none."""
        return self.filter(ticket_digest=digest(secret), ticket_until__gte=on)

    def to_review(self) -> Self:
        return self.exclude(status=Status.DRAFT)

    def twins_of(self, submission: "Submission") -> Self:
        """Others of the same company, by 法人番号 or, without one, by name."""
        same = Q(name=submission.name)
        if submission.corporate_number:
            same |= Q(corporate_number=submission.corporate_number)
        return self.filter(same).exclude(pk=submission.pk).exclude(status=Status.REFUSED)


class Submission(models.Model):
    """One company's case, from the first form on, through every later change.

    ``content``: see ``companies.contents.Content``. ``version`` grows with every change of the
    company, so that nobody decides about what they have not seen. The link of the company is a
    ticket: only its digest is kept, with its last day.
    """

    status = models.CharField("状態", max_length=10, choices=Status, default=Status.DRAFT)
    name = models.CharField("会社名", max_length=100)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True, db_index=True)
    content = models.JSONField("内容", default=dict)
    version = models.PositiveIntegerField("版", default=1)
    contact_name = models.CharField("担当者", max_length=60)
    contact_email = models.EmailField("担当者のメール", max_length=200)
    contact_telephone = models.CharField("担当者の電話", max_length=20, blank=True)
    consent_on = models.DateField("公表に同意した日", null=True, blank=True)
    consent_version = models.CharField("同意した文の版", max_length=20, blank=True)
    ticket_digest = models.CharField(max_length=DIGEST_LENGTH, unique=True, editable=False)
    ticket_until = models.DateField("リンクの最後の日", editable=False)
    page = models.ForeignKey(
        EMPLOYER,
        verbose_name="企業のページ",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submissions",
    )
    created_at = models.DateTimeField("始めた日時")
    changed_at = models.DateTimeField("最後に変わった日時")
    sent_at = models.DateTimeField("送った日時", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="確認した人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField("確認した日時", null=True, blank=True)
    words = models.TextField("会社への言葉", blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "企業からの情報"
        verbose_name_plural = "企業からの情報"
        ordering = ("-sent_at", "-pk")

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def number(self) -> str:
        """受付番号."""
        return f"K-{self.pk:06d}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_editable(self) -> bool:
        return self.status in EDITABLE


class EvidenceFile(models.Model):
    """A document of a company: private, opened by reviewers only, one record for each opening."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="evidence")
    file = models.FileField(
        "ファイル", max_length=255, storage=private_storage, upload_to=own_folder
    )
    name = models.CharField("名前", max_length=200)
    size = models.PositiveIntegerField("大きさ（バイト）")
    digest = models.CharField("SHA-256", max_length=64)
    uploaded_at = models.DateTimeField("受け取った日時")

    class Meta:
        verbose_name = "根拠の書類"
        verbose_name_plural = "根拠の書類"
        ordering = ("uploaded_at", "pk")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = self.name[-200:]
        super().save(*args, **kwargs)
