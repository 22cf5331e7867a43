"""Fixed answers of the questionnaires' own forms."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Access(TextChoices):
    OPEN = "open", "だれでも答えられる"
    INVITED = "invited", "リンクをもらった人だけ（1人1回）"


class ResultsFor(TextChoices):
    NOBODY = "nobody", "公開しない"
    AFTER_CLOSING = "after_closing", "締め切ったあとに公開する"
    PUBLIC = "public", "受付中も公開する（回答が20件ふえるごとに更新）"


class Kind(TextChoices):
    SINGLE = "single", "1つ選ぶ"
    MULTIPLE = "multiple", "いくつでも選ぶ"
    SCALE = "scale", "段階で答える"
    NUMBER = "number", "数"
    DATE = "date", "日付"
    SHORT_TEXT = "short_text", "短い文"
    LONG_TEXT = "long_text", "長い文"
    PREFECTURE = "prefecture", "都道府県"


class Subject(TextChoices):
    """What 「このページは役に立ちましたか」 is asked about."""

    PAGE = "page", "ページ"
    PLACE = "place", "まちの窓口"


class Useful(TextChoices):
    YES = "yes", _("Yes, it was useful")
    NO = "no", _("No, something was missing")
