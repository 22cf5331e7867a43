"""Closed lists about use and advertising. Values are stored and exported: never rename one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Place(TextChoices):
    """Where a poster hangs or a leaflet lies."""

    OFFICE = "office", _("Counter or lobby of the office")
    NURSERY = "nursery", _("Nursery, school, children's club")
    LIBRARY = "library", _("Library, health centre, community hall")
    SHOP = "shop", _("Shop, station, company")
    PRINT = "print", _("Municipal newsletter, notices to homes")
    ONLINE = "online", _("Website, social media")
    GROUP = "group", _("Support group, event")
    OTHER = "other", _("Somewhere else")


class Amount(TextChoices):
    """How many of what arrived; a tap says more than an empty box for a number."""

    ALL = "all", _("All of them")
    HALF = "half", _("About half")
    SOME = "some", _("I enter the number")
    NONE = "none", _("Not used yet")


class Medium(TextChoices):
    """Where an advertisement is bought (広告媒体)."""

    SEARCH = "search", "検索広告"
    DISPLAY = "display", "ディスプレイ広告"
    SOCIAL = "social", "SNS広告"
    VIDEO = "video", "動画広告"
    ARTICLE = "article", "記事広告・タイアップ"
    MAIL = "mail", "メール・アプリの通知"
    OTHER = "other", "そのほか"


class Reach(TextChoices):
    """第3-3: whom an advertisement is meant to reach."""

    BROAD = "broad", "広く届ける"
    TARGETED = "targeted", "対象をしぼる"
