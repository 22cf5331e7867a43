from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cms.areas.choices import AreaKind, KeyKind
from cms.areas.codes import validate_code6
from cms.areas.core_cities import CORE_CITIES
from cms.areas.querysets import AreaQuerySet, PostalCodeQuerySet
from cms.areas.spelling import (
    KEY_LENGTH,
    Key,
    Written,
    former_keys,
    keys_of,
    split_county,
)

HIRAGANA = RegexValidator(r"^[ぁ-ゖー・\s]*\Z", _("Write the reading in hiragana."))


class Area(ClusterableModel):
    """A prefecture, a municipality or a ward of a designated city, as long as it exists.

    The nation is no row: where an area is optional, none means 全国. An abolished area stays, with
    ``valid_to`` and ``successor``, so that old codes in files and addresses keep leading somewhere.
    """

    code6 = models.CharField(
        "全国地方公共団体コード", max_length=6, unique=True, validators=[validate_code6]
    )
    kind = models.CharField("種別", max_length=12, choices=AreaKind)
    designated = models.BooleanField("政令指定都市", default=False)
    parent = models.ForeignKey(
        "self",
        verbose_name="属する地域",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text="市区町村は都道府県、政令指定都市の区は市を選びます。",
    )
    county = models.CharField("郡・島", max_length=20, blank=True)
    county_kana = models.CharField("郡・島のよみ", max_length=40, blank=True, validators=[HIRAGANA])
    name = models.CharField("名称", max_length=40)
    kana = models.CharField("よみ", max_length=60, validators=[HIRAGANA])
    romaji = models.CharField("ローマ字", max_length=80)
    latitude = models.DecimalField("緯度", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("経度", max_digits=9, decimal_places=6, null=True, blank=True)
    website = models.URLField("公式サイト", blank=True)
    has_welfare_office = models.BooleanField(
        "福祉事務所の設置",
        null=True,
        blank=True,
        help_text="都道府県・市・特別区は必置、町村は任意です（社会福祉法第14条）。不明なら空欄。",
    )
    valid_from = models.DateField("設置日", null=True, blank=True)
    valid_to = models.DateField("最後の日", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name="引き継いだ地域",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    source = models.CharField("出典", max_length=255, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "地域"
        verbose_name_plural = "地域"
        ordering = ["code6"]
        constraints = [
            models.CheckConstraint(
                name="area_ends_after_it_begins",
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Search keys are part of the record: a renamed area is found by its new name at once."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.write_keys()

    def clean(self) -> None:
        super().clean()
        if self.kind == AreaKind.PREFECTURE and self.parent_id:
            raise ValidationError({"parent": _("A prefecture belongs to no other area.")})
        if self.kind and self.kind != AreaKind.PREFECTURE and not self.parent_id:
            raise ValidationError({"parent": _("Choose the area that this one belongs to.")})
        if self.successor_id and not self.valid_to:
            raise ValidationError(
                {"valid_to": _("Enter the last day of an area with a successor.")}
            )
        if self.successor_id and self.successor_id == self.pk:
            raise ValidationError({"successor": _("An area cannot succeed itself.")})

    @property
    def code5(self) -> str:
        """Without the check digit, as JIS X 0402 and 日本郵便 write it."""
        return self.code6[:5]

    @property
    def full_name(self) -> str:
        """東京都八王子市, 北海道札幌市中央区. 郡 is left out: names are unique in a prefecture."""
        return "".join(area.name for area in reversed(self.chain()))

    @property
    def prefecture(self) -> "Area":
        return self.chain()[-1]

    def chain(self) -> "list[Area]":
        """Itself, its designated city (for a ward), its prefecture."""
        chain: list[Area] = [self]
        while chain[-1].parent is not None and len(chain) < len(("ward", "city", "prefecture")):
            chain.append(chain[-1].parent)
        return chain

    @property
    def is_core_city(self) -> bool:
        """中核市: a city that runs what the prefecture runs elsewhere."""
        return self.code6 in CORE_CITIES

    def is_current(self, on: date) -> bool:
        began = self.valid_from is None or self.valid_from <= on
        return began and (self.valid_to is None or on <= self.valid_to)

    def keys(self) -> set[Key]:
        """Every search key of this area and of its former names."""
        above = [Written(area.name, area.kana) for area in self.chain()[1:]]
        county = Written(self.county, self.county_kana)
        keys = keys_of(Written(self.name, self.kana), county, above)
        for former in self.former_names.all():
            keys |= former.keys(Written(self.prefecture.name, self.prefecture.kana))
        return {key for key in keys if key.text}

    def write_keys(self) -> None:
        AreaKey.objects.filter(area=self).delete()
        AreaKey.objects.bulk_create(
            AreaKey(area=self, kind=k.kind, key=k.text) for k in self.keys()
        )


class FormerName(models.Model):
    """A municipality's name of the past that people still use; leads to the area of today."""

    area = ParentalKey(
        Area, verbose_name="地域", on_delete=models.CASCADE, related_name="former_names"
    )
    name = models.CharField("旧名", max_length=60, help_text="郡名から（例：海津郡南濃町）。")
    kana = models.CharField("よみ", max_length=80, blank=True, validators=[HIRAGANA])
    until = models.DateField("最後の日", null=True, blank=True)
    source = models.CharField("出典", max_length=255, blank=True)

    class Meta:
        verbose_name = "旧名"
        verbose_name_plural = "旧名"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="former_name_once_per_area"),
        ]

    def __str__(self) -> str:
        return self.name

    def keys(self, prefecture: Written) -> set[Key]:
        county, own = split_county(self.name)
        return former_keys(Written(own, "" if county else self.kana), Written(county), prefecture)


class PostalCode(models.Model):
    """One postcode in one area. A postcode of several towns has several rows, a town thousands."""

    code = models.CharField("郵便番号", max_length=7)
    area = models.ForeignKey(
        Area, verbose_name="地域", on_delete=models.CASCADE, related_name="postal_codes"
    )

    objects = PostalCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "郵便番号"
        verbose_name_plural = "郵便番号"
        ordering = ["code", "area"]
        constraints = [
            models.UniqueConstraint(fields=["code", "area"], name="postal_code_once_per_area"),
        ]

    def __str__(self) -> str:
        return f"{self.code[:3]}-{self.code[3:]}"


class AreaKey(models.Model):
    """A folded spelling by which an area is found; ``Area.save`` and ``load_areas`` write it."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="search_keys")
    kind = models.CharField(max_length=6, choices=KeyKind)
    key = models.CharField(max_length=KEY_LENGTH, db_index=True)

    class Meta:
        verbose_name = "検索キー"
        verbose_name_plural = "検索キー"

    def __str__(self) -> str:
        return self.key


class LoadedData(models.Model):
    """Which version of the shipped area data this database holds."""

    digest = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name = "読み込み済みデータ"
        verbose_name_plural = "読み込み済みデータ"

    def __str__(self) -> str:
        return self.digest
