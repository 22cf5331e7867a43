"""What a file may be used for, and why we may use it."""

from django.db import models


class Use(models.TextChoices):
    """Each value is the name of the record's field without ``for_``."""

    WEB = "web", "ウェブ"
    PRINT = "print", "印刷"
    REUSE = "reuse", "二次利用"
    NAMING = "naming", "名入れ"


class Licence(models.TextChoices):
    OWN = "own", "自分たちで作った（自作）"
    TRANSFERRED = "transferred", "権利をゆずり受けた（委託した制作など）"
    PERMITTED = "permitted", "使う許しをもらった"
    PUBLIC_DATA = "public_data", "公共データ利用規約・政府標準利用規約"
    CREATIVE_COMMONS = "creative_commons", "クリエイティブ・コモンズ（CC BY など）"
    FREE = "free", "だれの権利もない（CC0、保護期間が終わった）"


class Transfer(models.TextChoices):
    """Whether the agency can get the rights when the contract ends."""

    UNKNOWN = "unknown", "要確認"
    POSSIBLE = "possible", "ゆずれる"
    IMPOSSIBLE = "impossible", "ゆずれない"


# Somebody else gave these rights: there must be something that shows it.
NEED_EVIDENCE = (Licence.TRANSFERRED, Licence.PERMITTED)
