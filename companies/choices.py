"""Controlled words of an employer. Values are stored and stand in addresses: never rename one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fact(models.TextChoices):
    """働き方の事実: what a single parent asks first."""

    SHORT_REGULAR = "short_regular", _("Regular employment with short hours")
    HOME_WORKING = "home_working", _("Working from home")
    SUDDEN_LEAVE = "sudden_leave", _("Sudden days off are possible")
    SCHOOL_PICKUP = "school_pickup", _("In time to pick up the child")
    CHILDCARE = "childcare", _("Childcare at the workplace")
    NO_NIGHTS = "no_nights", _("No night shifts")
    MOVING = "moving", _("Help with moving or housing")
    QUALIFICATIONS = "qualifications", _("Help to get a qualification")


class Industry(models.TextChoices):
    """日本標準産業分類 大分類（令和5年7月改定）. The values are its letters."""

    A = "A", _("Agriculture and forestry")
    B = "B", _("Fisheries")
    C = "C", _("Mining and quarrying of stone and gravel")
    D = "D", _("Construction")
    E = "E", _("Manufacturing")
    F = "F", _("Electricity, gas, heat supply and water")
    G = "G", _("Information and communications")
    H = "H", _("Transport and postal activities")
    I = "I", _("Wholesale and retail trade")  # noqa: E741  a letter of the classification
    J = "J", _("Finance and insurance")
    K = "K", _("Real estate and goods rental and leasing")
    L = "L", _("Scientific research, professional and technical services")
    M = "M", _("Accommodations, eating and drinking services")
    N = "N", _("Living-related and personal services and amusement services")
    O = "O", _("Education, learning support")  # noqa: E741  a letter of the classification
    P = "P", _("Medical, health care and welfare")
    Q = "Q", _("Compound services")
    R = "R", _("Services, not elsewhere classified")
    S = "S", _("Government, except elsewhere classified")
    T = "T", _("Industries unable to classify")


class Certification(models.TextChoices):
    """認定・表彰. Those of the state by their names in law; what a town gives is LOCAL."""

    AWARD = "award", _("Award for employers of single parents")
    KURUMIN = "kurumin", _("Kurumin")
    PLATINUM_KURUMIN = "platinum_kurumin", _("Platinum Kurumin")
    TRI_KURUMIN = "tri_kurumin", _("Try Kurumin")
    ERUBOSHI = "eruboshi", _("Eruboshi")
    PLATINUM_ERUBOSHI = "platinum_eruboshi", _("Platinum Eruboshi")
    YOUTH_YELL = "youth_yell", _("Youth Yell")
    LOCAL = "local", _("Award of a prefecture or town")


class Figure(models.TextChoices):
    """数字: 応援企業表彰の観点 (雇用人数、正社員の割合、平均勤続年数)."""

    SINGLE_PARENTS = "single_parents", _("Single parents who work here")
    REGULAR = "regular", _("Of them in regular employment")
    AVERAGE_YEARS = "average_years", _("Average years of service of single parents")


class Evidence(models.TextChoices):
    """根拠の種類: how the portal knows."""

    DOCUMENT = "document", _("From documents the company sent")
    OFFICIAL_LIST = "official_list", _("From a list that an authority published")
    STATED = "stated", _("As the company says")


class Status(models.TextChoices):
    """Where a submission of a company stands."""

    DRAFT = "draft", _("Being filled in")
    RECEIVED = "received", _("Waiting for the check")
    SENT_BACK = "sent_back", _("Please correct something")
    ACCEPTED = "accepted", _("Checked by us")
    REFUSED = "refused", _("Not taken up")


class Stage(models.TextChoices):
    """A limit of age for which a company is reminded."""

    STALE = "stale", "情報が古い可能性"
    END = "end", "掲載の終わり"


OPEN = (Status.RECEIVED, Status.SENT_BACK)
EDITABLE = (Status.DRAFT, Status.RECEIVED, Status.SENT_BACK, Status.ACCEPTED)
