from django.db import models


class AreaKind(models.TextChoices):
    """What an area is in law (地方自治法 第1条の3, 第252条の20, 第281条).

    A designated city (政令指定都市) is a city.
    """

    PREFECTURE = "prefecture", "都道府県"
    CITY = "city", "市"
    SPECIAL_WARD = "special_ward", "特別区"
    TOWN = "town", "町"
    VILLAGE = "village", "村"
    WARD = "ward", "政令指定都市の区"


MUNICIPALITY_KINDS = (
    AreaKind.CITY,
    AreaKind.SPECIAL_WARD,
    AreaKind.TOWN,
    AreaKind.VILLAGE,
)


class KeyKind(models.TextChoices):
    """Which spelling of an area a search key holds."""

    NAME = "name", "名称"
    KANA = "kana", "かな"
    ROMAJI = "romaji", "ローマ字"
    FORMER = "former", "旧名"


class MatchKind(models.TextChoices):
    """How the text of a visitor led to areas."""

    POSTAL = "postal", "郵便番号"
    CODE = "code", "地方公共団体コード"
    NAME = "name", "名称"
    KANA = "kana", "かな"
    ROMAJI = "romaji", "ローマ字"
    FORMER = "former", "旧名・旧コード"
    NONE = "none", "該当なし"
