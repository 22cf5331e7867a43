"""What the templates of the front page and the standard pages show."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page, Site, get_page_models

from cms.core.addresses import path_of
from cms.core.languages import address_in
from cms.core.querysets import readable_pages
from cms.core.sites import shown_on
from home.models import HomePage, NewsIndexPage, NewsPage
from home.needs import before_divorce_url, need_cards
from measures.listing import ADDRESS as MEASURES

NEWS_ON_HOME = 3
NEWS_PER_PAGE = 20
SENTENCE_END = re.compile(r"(?<=[。！？.!?])\s*")


@dataclass
class Branch:
    """A page and what lies below it, for the site map."""

    title: str
    url: str
    children: list["Branch"] = field(default_factory=list)


def home_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Needs, telephone lines and news; sections add theirs by the hook ``construct_home_page``.

    A section's hook gets the page and the request and returns names for the template.
    """
    context: dict[str, Any] = {
        "headline": headline_sentences(page.headline),
        "need_cards": need_cards(),
        "before_divorce_url": before_divorce_url(),
        "news": latest_news(page, request),
    }
    for hook in hooks.get_hooks("construct_home_page"):
        section: Callable[[Page, HttpRequest], dict[str, Any]] = hook
        context.update(section(page, request))
    return context


def headline_sentences(headline: str) -> list[str]:
    """Each sentence of the headline gets a line of its own."""
    return [sentence for sentence in SENTENCE_END.split(headline) if sentence]


def trail(page: Page, request: HttpRequest) -> list[dict[str, str]]:
    """Where ``page`` is, front page first, for components/breadcrumbs.html; one query."""
    above = page.get_ancestors().filter(depth__gt=1)
    steps = [
        {"title": _("Home") if step.depth == 2 else step.title, "url": _address(step, request)}
        for step in above
    ]
    return [*steps, {"title": page.title, "url": ""}]


def _address(page: Page, request: HttpRequest) -> str:
    return address_in(path_of(page, request))


def latest_news(page: HomePage, request: HttpRequest) -> list[NewsPage]:
    news = NewsPage.objects.visible_to(request.user).descendant_of(page)
    return list(news.order_by("-published_on", "-pk")[:NEWS_ON_HOME])


def news_list(page: NewsIndexPage, request: HttpRequest) -> PaginatorPage:
    news = NewsPage.objects.visible_to(request.user).child_of(page)
    return Paginator(news.order_by("-published_on", "-pk"), NEWS_PER_PAGE).get_page(
        request.GET.get("page")
    )


def site_map(page: Page, request: HttpRequest) -> list[Branch]:
    """The readable pages of this language as a tree, and the finder among them.

    One query for what the site has itself, one more for what the main site shares with it.
    """
    home = page.get_parent()
    trunk = Branch(home.title, "/")
    branches = {home.path: trunk}
    by_thousands = [model for model in get_page_models() if not getattr(model, "in_site_map", True)]
    site = Site.find_for_request(request)
    pages = readable_pages(request.user).filter(shown_on(site), locale=home.locale_id, depth__gt=2)
    below = list(pages.not_exact_type(*by_thousands).order_by("path"))
    own = {_address(child, request) for child in below if child.path.startswith(home.path)}
    for child in below:
        if not child.path.startswith(home.path):
            if _address(child, request) in own:
                continue  # the site has a page of its own there
            branches.setdefault(child.path[: 2 * Page.steplen], trunk)
        branch = branches[child.path] = Branch(child.title, _address(child, request))
        if branch.url == address_in(MEASURES):
            branch.children.append(Branch(_("Answer questions"), reverse("finder")))
        parent = branches.get(child.path[: -Page.steplen])
        if parent:
            parent.children.append(branch)
    return trunk.children
