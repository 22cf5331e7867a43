"""What campaigns add to the admin and the search; use of kits has ``campaigns.use.hooks``."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from campaigns.models import NamingTemplate
from campaigns.search_sources import CampaignSource
from campaigns.use import hooks as use_hooks
from campaigns.views.proof import proof
from campaigns.viewsets import CampaignsViewSetGroup

__all__ = ["use_hooks"]  # registers by being read

register_snippet(CampaignsViewSetGroup)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [path("campaigns/proof/<int:pk>/", proof, name="campaigns_naming_proof")]


@hooks.register("register_snippet_listing_buttons")
def proof_button(item: Any, user: Any, next_url: str | None = None) -> Iterator[Any]:
    """試し刷り: how a template looks with short words and with the longest ones."""
    if isinstance(item, NamingTemplate):
        address = reverse("campaigns_naming_proof", args=[item.pk])
        yield Button("試し刷りを見る", address, icon_name="view", priority=30)


@hooks.register("register_search_source")
def campaigns_for_search() -> CampaignSource:
    return CampaignSource()


@hooks.register("before_delete_page")
def keep_kits(request: HttpRequest, page: Any) -> Any:
    """A campaign with kits stays: what towns reported belongs to them."""
    from campaigns.deleting import refuse_deletion  # stands on the admin

    return refuse_deletion(request, page)
