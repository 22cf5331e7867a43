"""Builders of the staff library."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, Permission
from django.utils import timezone
from wagtail.models import Site

from cms.areas.models import Area
from staff_library.models import (
    Attachment,
    CasePage,
    LawPage,
    NoticePage,
    RelatedMeasure,
    StaffLibraryPage,
)
from tests.builders import add_page, home_of, make_user


def make_library(site: Site) -> StaffLibraryPage:
    """職員向けページ below the front page, made when it is missing."""
    home = home_of(site)
    found = StaffLibraryPage.objects.child_of(home).first()
    return found or add_page(home, StaffLibraryPage, title="職員向けページ", slug="staff")


def make_item(site: Site, model: type[Any] = NoticePage, *, files: Any = (), **fields: Any) -> Any:
    """A published item of the library, a notice unless told otherwise, with ``files`` attached."""
    library = make_library(site)
    number = library.get_children().count() + 1
    defaults: dict[str, Any] = {
        "title": f"見本の資料{number}",
        "slug": f"item-{number}",
        "dated_on": date(2026, 5, 9),
        "issuer": "見本の省",
        "summary": "見本の要旨です。",
    }
    if model is CasePage:
        defaults["effect"] = "見本の効果です。"
    if model is LawPage:
        defaults["source_url"] = "https://laws.e-gov.go.jp/"
    measures = fields.pop("measures", ())
    page = model(locale=library.locale, **{**defaults, **fields})
    page.attachments = [Attachment(document=each, sort_order=n) for n, each in enumerate(files)]
    page.related_measures = [RelatedMeasure(measure=each) for each in measures]
    page.first_published_at = page.first_published_at or timezone.now()
    library.add_child(instance=page)
    return page


def make_staff(
    username: str = "staff", *, municipality: Area | None = None, **fields: Any
) -> AbstractBaseUser:
    """A person of a municipality who may read the staff library."""
    user = make_user(username, municipality=municipality, **fields)
    right = Permission.objects.get(codename="read_staff_library")
    user.user_permissions.add(right)
    return user
