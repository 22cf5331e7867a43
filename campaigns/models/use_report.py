"""使用報告: what a municipality tells about its parcel, in a minute and without an account."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel

from campaigns.models.distribution import MOST_COPIES, Delivery
from campaigns.use_choices import Amount, Place
from campaigns.use_querysets import UseReportQuerySet
from cms.assets.cleaning import without_metadata
from cms.assets.inspection import PICTURES
from cms.assets.models import Inspected
from cms.assets.storage import own_folder, private_storage

LONGEST_EFFECT = 600
NO_AGREEMENT = "報告した自治体の同意がないので、紹介できません。"
NO_ALT_TEXT = "写真を紹介するときは、見えない人のための説明を書いてください。"


class UseReport(models.Model):
    """The report of one parcel; the ticket says whose. No person is named.

    ``copies_used`` is a number also where people tapped 「だいたい半分」 (``amount`` says so).
    ``may_show`` is the municipality's agreement, ``is_shown`` the editor's decision: a good example
    needs both.
    """

    delivery = models.OneToOneField(
        Delivery, verbose_name="配布先", on_delete=models.CASCADE, related_name="report"
    )
    first_reported_at = models.DateTimeField("はじめに報告した日時")
    reported_at = models.DateTimeField("最後に報告した日時")
    amount = models.CharField("どのくらい", max_length=8, choices=Amount)
    copies_used = models.PositiveIntegerField("使った数")
    own_copies = models.PositiveIntegerField(
        "自分で刷った数", default=0, validators=[MaxValueValidator(MOST_COPIES)]
    )
    other_place = models.CharField("そのほかの場所", max_length=100, blank=True)
    effect = models.TextField("効果・反響", max_length=LONGEST_EFFECT, blank=True)
    department = models.CharField("部署", max_length=60, blank=True)
    may_show = models.BooleanField("紹介への同意", default=False)
    agreed_at = models.DateTimeField("同意した日時", null=True, blank=True, editable=False)
    is_shown = models.BooleanField(
        "好事例として紹介する",
        default=False,
        help_text="同意があるときだけ選べます。「活用のコツ」のページに出ます。",
    )
    alt_text = models.CharField(
        "写真の説明",
        max_length=300,
        blank=True,
        help_text="見えない人に読み上げます。何が写っているか。人の顔や名前が写る写真は紹介しません。",
    )
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name="紹介している写真",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = UseReportQuerySet.as_manager()

    panels = [FieldPanel("is_shown"), FieldPanel("alt_text")]

    class Meta:
        verbose_name = "使用報告"
        verbose_name_plural = "使用報告"
        ordering = ("-reported_at", "-pk")

    def __str__(self) -> str:
        return f"{self.delivery}"

    def clean(self) -> None:
        super().clean()
        if self.is_shown and not self.may_show:
            raise ValidationError({"is_shown": NO_AGREEMENT})
        if self.is_shown and hasattr(self, "photo") and not self.alt_text.strip():
            raise ValidationError({"alt_text": NO_ALT_TEXT})

    @property
    def place_words(self) -> str:
        """図書館・公民館、駅…; what was typed for 「そのほか」 stands in brackets."""
        names = [str(place.get_place_display()) for place in self.places.all()]
        return "、".join(names) + (f"（{self.other_place}）" if self.other_place else "")


class UsePlace(models.Model):
    """One kind of place of a report, as a row, so that places can be counted."""

    report = models.ForeignKey(UseReport, on_delete=models.CASCADE, related_name="places")
    place = models.CharField("場所", max_length=12, choices=Place)

    class Meta:
        verbose_name = "使った場所"
        verbose_name_plural = "使った場所"
        default_permissions = ()
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("report", "place"), name="place_once_in_a_report")
        ]

    def __str__(self) -> str:
        return str(self.get_place_display())


class UsePhoto(Inspected):
    """The photograph of a report. It stays private; what is shown is a copy among the pictures."""

    report = models.OneToOneField(UseReport, on_delete=models.CASCADE, related_name="photo")
    file = models.FileField("写真", upload_to=own_folder, storage=private_storage, max_length=255)
    file_kind = PICTURES

    class Meta:
        verbose_name = "使用報告の写真"
        verbose_name_plural = "使用報告の写真"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.report} 写真"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Place, camera and name inside a photograph never reach the storage."""
        if self.has_new_file:
            self.clean()
            self.file = without_metadata(self.file.file)
            self.file.file.is_inspected = True
        super().save(*args, **kwargs)
