"""Pages that are private by class: closed wherever they lie, however they came there."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.core.calendar import now
from cms.core.languages import address_in, default_language
from cms.core.models.pages import SectionIndexPage
from cms.core.querysets import Reader
from cms.records.addresses import client_address
from cms.records.choices import Action
from cms.records.services import record_access

OUTSIDE = "職員向けページは、ここには置けません。職員向けページの中に置いてください。"
TRANSLATED = "職員向けページは翻訳できません。日本語のままにしてください。"
ALIASED = "職員向けページの別名は作れません。元のページへのリンクを使ってください。"


def keep_private(response: HttpResponse) -> HttpResponse:
    """Nobody between us and the reader keeps it, and no search engine indexes it."""
    response.headers.pop("Cache-Control", None)
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


class PrivatePage(SectionIndexPage):
    """A page that only readers with ``read_permission`` may open, find or be told of.

    ``cms.core.querysets`` keeps it out of everybody else's lists by its content type, so it stays
    closed when it was moved, copied, aliased or translated. ``parent_page_types`` names private
    types (or the place of the entrance): a page that would leave them is refused.
    """

    read_permission = "accounts.read_staff_library"
    # What of a page anybody may be told: "title" (the name of a law), "address" (an entrance).
    public_parts: frozenset[str] = frozenset()

    class Meta:
        abstract = True

    def is_open_to(self, reader: Reader) -> bool:
        return bool(reader.has_perm(self.read_permission))

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Who may not read is stopped here: below, what exists and what does not look the same."""
        if not self.is_open_to(request.user):
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_open_to(request.user):
            return keep_private(self.refuse(request))
        return keep_private(super().serve(request, *args, **kwargs))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if not self.is_open_to(request.user):
            return keep_private(self.refuse(request))
        return keep_private(super().serve_preview(request, mode_name))

    def refuse(self, request: HttpRequest) -> HttpResponse:
        """Sign-in for strangers; 403 in words for people whose account has no such right."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), address_in("/sign-in/"))
        self.record(request, Action.DENIED)
        return render(request, "private_refused.html", status=403)

    def record(self, request: HttpRequest, action: Action) -> None:
        """A row of the access record about this page and who asked for it."""
        address = client_address(request)
        record_access(at=now(), action=action, actor=request.user, target=self, address=address)

    def clean(self) -> None:
        super().clean()
        self.refuse_leaving()

    def minimal_clean(self) -> None:
        """Drafts too: they could be published later."""
        super().minimal_clean()
        self.refuse_leaving()

    def refuse_leaving(self) -> None:
        """ValidationError for a copy elsewhere, an alias or a translation."""
        if self.alias_of_id is not None:
            raise ValidationError(ALIASED)
        if self.language != default_language():
            raise ValidationError(TRANSLATED)
        if self.path and not type(self).can_exist_under(self.get_parent()):
            raise ValidationError(OUTSIDE)

    def move(self, target: Page, pos: str | None = None, user: Any = None) -> None:
        """Only to a place where such a page may be created."""
        is_below = pos in ("first-child", "last-child", "sorted-child")
        parent = target if is_below else target.get_parent()
        if not type(self).can_exist_under(parent):
            raise ValidationError(OUTSIDE)
        super().move(target, pos=pos, user=user)
