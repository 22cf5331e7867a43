"""Controlled words of a measure. Values are stored and stand in addresses: never rename one."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Category(models.TextChoices):
    """分類 of the ministry's notice (相談, 子育て・生活, 就業, 養育費, 経済)."""

    CONSULTATION = "consultation", _("Advice")
    LIVING = "living", _("Child care and daily life")
    EMPLOYMENT = "employment", pgettext_lazy("category", "Work and qualifications")
    CHILD_SUPPORT = "child_support", _("Child support")
    ECONOMIC = "economic", _("Money and allowances")


class Need(models.TextChoices):
    """困っていること, in the visitor's own words; the icons of the site have the same names."""

    MONEY = "money", _("Money every month")
    HOUSING = "housing", _("A place to live")
    WORK = "work", _("Jobs and qualifications")
    CHILDREN = "children", _("My children")
    CHILD_SUPPORT = "child_support", _("Child support and visits")
    TALK = "talk", _("Somebody to talk to")


class Stage(models.TextChoices):
    """ひとり親としての時期."""

    CONSIDERING = "considering", _("Thinking about divorce")
    SEPARATED = "separated", _("Living apart")
    NEWLY = "newly", _("Just became a single parent")
    ONGOING = "ongoing", _("Raising children alone")
    LEAVING = "leaving", _("Children are leaving school")


class Form(models.TextChoices):
    BENEFIT = "benefit", _("Money you receive")
    LOAN = "loan", _("Money you borrow")
    REDUCTION = "reduction", _("Lower costs")
    SERVICE = "service", _("A service")
    CONSULTATION = "consultation", _("Consultation")
    RIGHT = "right", _("A right")


class Scope(models.TextChoices):
    """Where a measure exists: by law everywhere, or only where an authority runs it."""

    NATIONAL = "national_entitlement", _("Everywhere in Japan")
    OPTIONAL = "optional_by_authority", _("Where the authority runs it")
    LOCAL = "local", _("Local scheme")


class Tier(models.TextChoices):
    """実施主体: who runs it."""

    NATION = "nation", _("The state")
    PREFECTURE = "prefecture", _("The prefecture")
    WELFARE_OFFICE = "welfare_office", _("The authority with a welfare office")
    MUNICIPALITY = "municipality", _("The municipality")
    SCHOOL = "school", _("The school")
    TAX = "tax", _("The tax office")
    PENSION = "pension", _("The pension office")
    HELLO_WORK = "hello_work", _("Hello Work")
    SOCIAL_WELFARE_COUNCIL = "social_welfare_council", _("The social welfare council")
    COURT = "court", _("The court")


class Retroactive(models.TextChoices):
    """さかのぼり: whether the time before the application counts."""

    NO = "no", _("No. It starts when you apply, so apply early.")
    YES = "yes", _("Yes.")
    CONDITIONAL = "conditional", _("Sometimes. Ask at the desk.")
    UNKNOWN = "unknown", _("Not known. Ask at the desk.")


class Channel(models.TextChoices):
    DESK = "desk", _("At the desk")
    ONLINE = "online", _("Online")
    POST = "post", _("By post")
    PHONE = "phone", _("By telephone")
    SCHOOL = "school", _("Through the school")


class Confidence(models.TextChoices):
    """How sure a fact is. Editors see it; visitors never do."""

    CONFIRMED = "confirmed", _("Confirmed on an official page")
    GENERAL = "general", _("General knowledge")
    TO_CHECK = "to_check", _("To be checked")


class Index(models.TextChoices):
    """What a parameter's list of numbers runs over; none means a single number."""

    NONE = "", _("A single number")
    DEPENDENTS = "dependents", _("Number of dependants, from none")
    HOUSEHOLD = "household", _("People in the household, from one")


class Status(models.TextChoices):
    """実施状況 of a measure in an area."""

    RUNNING = "running", _("In operation")
    NOT_RUNNING = "not_running", _("Not in operation")
    UNCONFIRMED = "unconfirmed", _("Not confirmed")
    PAUSED = "paused", _("Paused")


class Verdict(models.TextChoices):
    """What an example expects: the words of measures.eligibility.evaluate.Status."""

    LIKELY = "likely", _("You can probably use this")
    CHECK = "check", _("Needs checking")
    UNLIKELY = "unlikely", _("Probably not for you now")


class Sensitivity(models.TextChoices):
    """How hard a question is to answer; a careful one is asked only when it opens something."""

    NORMAL = "normal", _("Easy to answer")
    CAREFUL = "careful", _("Hard to answer")
