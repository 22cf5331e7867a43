"""素材: a poster, a leaflet, a banner, with its files and what was checked about it."""

from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin

from campaigns.choices import AssetKind, Format, LogoCheck, OperatorCheck
from campaigns.querysets import AssetFileQuerySet, AssetQuerySet
from cms.assets.models import PortalDocument

PASSED_LOGO = (LogoCheck.PRESENT, LogoCheck.NOT_NEEDED)


class Asset(DraftStateMixin, RevisionMixin, ClusterableModel):
    """A design that municipalities and everybody may take.

    Visitors see the published version, while its checks are passed and its rights last; who may
    take a file is the document's own ``access``.
    """

    title = models.CharField("名前", max_length=100, help_text="例：ひとりで抱えないで")
    kind = models.CharField("種類", max_length=12, choices=AssetKind)
    size_name = models.CharField("大きさ", max_length=40, blank=True, help_text="例：A3、名刺")
    description = models.TextField("説明", max_length=400, blank=True)
    preview = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name="見本の画像",
        on_delete=models.PROTECT,
        related_name="+",
    )
    alt_text = models.CharField(
        "画像の説明",
        max_length=300,
        help_text="見えない人に読み上げます。何の絵で、何と書いてあるか。",
    )
    licence = models.ForeignKey(
        "campaigns.Licence",
        verbose_name="使用条件",
        on_delete=models.PROTECT,
        related_name="assets",
    )
    rights_holder = models.CharField("権利をもつ人", max_length=200)
    rights_note = models.CharField(
        "権利のメモ",
        max_length=300,
        blank=True,
        help_text="契約など。公開されません。",
    )
    rights_until = models.DateField(
        "使える最後の日",
        null=True,
        blank=True,
        help_text="期限がなければ空欄。この日を過ぎると、ダウンロードできなくなります。",
    )
    logo_check = models.CharField(
        "ロゴ入り（第4-2）", max_length=12, choices=LogoCheck, default=LogoCheck.UNDECIDED
    )
    logo_note = models.CharField("ロゴを入れない理由", max_length=200, blank=True)
    operator_check = models.CharField(
        "実施団体名を入れない（第4-2）",
        max_length=12,
        choices=OperatorCheck,
        default=OperatorCheck.UNDECIDED,
    )
    is_sample = models.BooleanField(
        "見本", default=False, help_text="ページに「見本」と出ます。本物の広報には使いません。"
    )

    objects = AssetQuerySet.as_manager()

    class Meta:
        verbose_name = "素材"
        verbose_name_plural = "素材"
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return (
            f"{self.title}（見本）" if self.is_sample and "見本" not in self.title else self.title
        )

    def clean(self) -> None:
        super().clean()
        if self.logo_check == LogoCheck.NOT_NEEDED and not self.logo_note.strip():
            raise ValidationError({"logo_note": "ロゴを入れない理由を書いてください。"})

    def open_questions(self, *, on: date) -> list[str]:
        """Why it may not be published on that day, in words; nothing when it may."""
        problems = []
        if self.logo_check not in PASSED_LOGO:
            problems.append(f"「ロゴ入り」が「{self.get_logo_check_display()}」です")
        if self.operator_check != OperatorCheck.ABSENT:
            problems.append(
                f"「実施団体名を入れない」が「{self.get_operator_check_display()}」です"
            )
        if not self.alt_text.strip():
            problems.append("画像の説明がありません")
        if self.rights_until and self.rights_until < on:
            problems.append("使える期限を過ぎています")
        return problems


class AssetFile(Orderable):
    """One file of an asset. What ``cms.assets.measuring`` found in it is kept beside it.

    Lengths are millimetres, ``pixel_width`` and ``pixel_height`` are points of a picture.
    ``measured_hash`` names the content the facts are of.
    """

    asset = ParentalKey(Asset, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        PortalDocument, verbose_name="ファイル", on_delete=models.PROTECT, related_name="+"
    )
    format = models.CharField("形式", max_length=16, choices=Format)
    label = models.CharField("ひとこと", max_length=60, blank=True, help_text="例：300×250ピクセル")
    version = models.CharField("版", max_length=20, default="第1版")
    dated_on = models.DateField("版の日付")
    fonts = models.CharField(
        "使っている書体",
        max_length=300,
        blank=True,
        help_text="空欄なら、PDFから読み取った名前を出します。アウトライン化したものは、そう書きます。",
    )
    measured_hash = models.CharField(max_length=40, blank=True, editable=False)
    found_fonts = models.CharField(max_length=300, blank=True, editable=False)
    page_count = models.PositiveIntegerField(null=True, editable=False)
    page_width = models.FloatField(null=True, editable=False)
    page_height = models.FloatField(null=True, editable=False)
    bleed = models.FloatField(null=True, editable=False)
    pixel_width = models.PositiveIntegerField(null=True, editable=False)
    pixel_height = models.PositiveIntegerField(null=True, editable=False)

    objects = AssetFileQuerySet.as_manager()

    panels = [
        FieldPanel("document"),
        FieldRowPanel([FieldPanel("format"), FieldPanel("label")]),
        FieldRowPanel([FieldPanel("version"), FieldPanel("dated_on")]),
        FieldPanel("fonts"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "素材のファイル"
        verbose_name_plural = "素材のファイル"

    def __str__(self) -> str:
        return f"{self.asset} {self.get_format_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A file that was not measured yet is, after the answer."""
        from campaigns.tasks import measure  # stands on models

        super().save(*args, **kwargs)
        if self.measured_hash != self.document.file_hash:
            transaction.on_commit(partial(measure.enqueue, self.pk))
