"""What people may say 「役に立った」 of: public pages, and the place pages of areas."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from cms.areas.models import Area
from cms.core.addresses import path_of
from cms.core.languages import address_in
from cms.core.querysets import readable_pages
from cms.surveys.choices import Subject


@dataclass(frozen=True)
class Target:
    """``address`` leads back, in the active language."""

    subject: Subject
    key: str
    label: str
    address: str


def find_target(subject: str, key: str) -> Target | None:
    """None for what strangers may not open, and for what does not exist."""
    if subject == Subject.PAGE:
        return _page(key)
    return _place(key) if subject == Subject.PLACE else None


def _page(key: str) -> Target | None:
    is_number = key.isascii() and key.isdigit() and len(key) < 10
    page = readable_pages(AnonymousUser()).filter(pk=int(key)).first() if is_number else None
    if page is None or page.get_url_parts() is None:
        return None
    return Target(Subject.PAGE, str(page.pk), page.title, path_of(page))


def _place(key: str) -> Target | None:
    area = Area.objects.with_chain().filter(code6=key).first()
    if area is None:
        return None
    return Target(
        Subject.PLACE, area.code6, area.full_name, address_in(f"/directory/{area.code6}/")
    )
