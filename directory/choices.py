"""Closed lists of the directory. Values are stored and exported: never rename one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Task(models.TextChoices):
    """What one can ask a desk. The order is the order of the groups on a place page."""

    ALLOWANCE = "allowance", _("Allowances")
    MEDICAL = "medical", _("Medical costs")
    CHILDREN = "children", _("Children and childcare")
    CHILD_SUPPORT = "child_support", _("Child support and time with the other parent")
    EMPLOYMENT = "employment", _("Work and qualifications")
    LOAN = "loan", _("Loans")
    HOUSING = "housing", _("Housing and rent")
    LIVELIHOOD = "livelihood", _("When money runs out")
    LEGAL = "legal", _("Law and debts")
    VIOLENCE = "violence", _("Violence and safety")
    MENTAL = "mental", _("Feelings and mental health")
    GENERAL = "general", _("Anything, or when unsure")


class OrganizationKind(models.TextChoices):
    NATION = "nation", "国"
    AUTHORITY = "authority", "自治体"
    SOCIAL_WELFARE_COUNCIL = "social_welfare_council", "社会福祉協議会"
    NON_PROFIT = "non_profit", "NPO・民間団体"
    COMPANY = "company", "企業"
    CENTER = "center", "相談センター"


class VerificationLevel(models.TextChoices):
    """Who stands for an organisation."""

    RECOMMENDED = "recommended", "自治体推薦"
    SELF_REPORTED = "self_reported", "自己申告"
    UNCONFIRMED = "unconfirmed", "未確認"


class Verification(models.TextChoices):
    """Whether somebody checked every field of an office."""

    UNCONFIRMED = "unconfirmed", "未確認"
    CONFIRMED = "confirmed", "確認済"


class Channel(models.TextChoices):
    """A way to reach an office. The order is the order on the page."""

    TELEPHONE = "tel", _("Telephone")
    RELAY = "relay", _("Telephone relay service")
    LINE = "line", "LINE"
    FORM = "form", _("Form")
    MAIL = "mail", _("E-mail")
    FAX = "fax", "FAX"
    WEB = "web", _("Website")


class HolidayPolicy(models.TextChoices):
    """What a line of opening hours means on national holidays and from 12-29 to 01-03."""

    CLOSED = "closed", "祝日・年末年始は休み"
    OPEN = "open", "祝日も開く（年末年始は休み）"
    ALSO = "also", "この曜日のほか、祝日にも開く（年末年始は休み）"
    ALWAYS = "always", "祝日も年末年始も開く"


class Level(models.TextChoices):
    """Whose office answers for a place."""

    MUNICIPALITY = "municipality", _("Municipality")
    PREFECTURE = "prefecture", _("Prefecture")
    NATION = "nation", _("Nationwide")
