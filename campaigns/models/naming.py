"""名入れ: where on an asset the words of a municipality's own office go."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from campaigns.choices import Alignment, Placed, Weight
from cms.assets.models import PortalDocument

MOST_MM = 1_200  # B0 is 1030 × 1456; a browser's preview of more shows nothing
LENGTH = (MinValueValidator(1), MaxValueValidator(MOST_MM))
PLACE = (MinValueValidator(0), MaxValueValidator(MOST_MM))
COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", "「#1a1a1c」のように書きます。")


class NamingTemplate(ClusterableModel):
    """A one-page PDF drawn up to the bleed, and boxes measured from the trimmed corner in mm."""

    asset = models.OneToOneField(
        "campaigns.Asset",
        verbose_name="素材",
        on_delete=models.CASCADE,
        related_name="naming_template",
    )
    ground = models.ForeignKey(
        PortalDocument,
        verbose_name="下地のPDF",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="1ページのPDF。名前を入れるところは空けておきます。塗り足しまで描いたもの。",
    )
    width = models.FloatField("仕上がりの幅（mm）", validators=LENGTH, help_text="A3は297")
    height = models.FloatField("仕上がりの高さ（mm）", validators=LENGTH, help_text="A3は420")
    bleed = models.FloatField(
        "塗り足し（mm）", default=3, validators=[MinValueValidator(0), MaxValueValidator(20)]
    )
    is_active = models.BooleanField("名入れに使える", default=True)

    panels = [
        FieldRowPanel([FieldPanel("asset"), FieldPanel("is_active")]),
        FieldPanel("ground"),
        FieldRowPanel([FieldPanel("width"), FieldPanel("height"), FieldPanel("bleed")]),
        InlinePanel("boxes", heading="入れるところ", label="わく", min_num=1),
    ]

    class Meta:
        verbose_name = "名入れのひな型"
        verbose_name_plural = "名入れのひな型"
        ordering = ("asset__title",)

    def __str__(self) -> str:
        return f"{self.asset} 名入れ"

    def clean(self) -> None:
        super().clean()
        from campaigns.naming.grounds import problem_of  # reads the file: not for migrations

        sizes = (self.width, self.height, self.bleed)
        if self.ground_id is None or any(length is None for length in sizes):
            return
        problem = problem_of(self.ground, width=self.width, height=self.height, bleed=self.bleed)
        if problem:
            raise ValidationError({"ground": problem})


class NamingBox(models.Model):
    """One box: ``left`` and ``top`` from the upper left corner of the trimmed page, in mm."""

    template = ParentalKey(NamingTemplate, on_delete=models.CASCADE, related_name="boxes")
    content = models.CharField("入れるもの", max_length=12, choices=Placed)
    left = models.FloatField("左から（mm）", validators=PLACE)
    top = models.FloatField("上から（mm）", validators=PLACE)
    width = models.FloatField("幅（mm）", validators=LENGTH)
    height = models.FloatField("高さ（mm）", validators=LENGTH)
    largest = models.FloatField(
        "文字の大きさ（pt）",
        default=24,
        validators=[MinValueValidator(4), MaxValueValidator(400)],
        help_text="長い名前は、ここから小さくして、それでも入らなければ折り返します。",
    )
    colour = models.CharField("色", max_length=7, default="#1a1a1c", validators=[COLOUR])
    weight = models.CharField("太さ", max_length=8, choices=Weight, default=Weight.BOLD)
    alignment = models.CharField("そろえ", max_length=8, choices=Alignment, default=Alignment.LEFT)

    panels = [
        FieldPanel("content"),
        FieldRowPanel([FieldPanel(name) for name in ("left", "top", "width", "height")]),
        FieldRowPanel([FieldPanel(name) for name in ("largest", "colour", "weight", "alignment")]),
    ]

    class Meta:
        verbose_name = "名入れのわく"
        verbose_name_plural = "名入れのわく"
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["template", "content"], name="naming_box_once")
        ]

    def __str__(self) -> str:
        return str(self.get_content_display())

    def clean(self) -> None:
        super().clean()
        if self.content == Placed.QR and self.width and self.height and self.width != self.height:
            raise ValidationError({"height": "QRコードのわくは正方形にしてください。"})
