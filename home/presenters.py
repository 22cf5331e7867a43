"""What the templates of the front page and the standard pages show."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from cms.core.querysets import readable_pages
from home.models import HomePage, NewsIndexPage, NewsPage

NEWS_ON_HOME = 3
NEWS_PER_PAGE = 20


@dataclass
class Branch:
    """A page and the pages below it, for the site map."""

    page: Page
    children: list["Branch"] = field(default_factory=list)


def home_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Needs, telephone lines and news; sections add theirs by the hook ``construct_home_page``.

    A section's hook gets the page and the request and returns names for the template.
    """
    context: dict[str, Any] = {"news": latest_news(page, request)}
    for hook in hooks.get_hooks("construct_home_page"):
        section: Callable[[Page, HttpRequest], dict[str, Any]] = hook
        context.update(section(page, request))
    return context


def latest_news(page: HomePage, request: HttpRequest) -> list[NewsPage]:
    news = NewsPage.objects.visible_to(request.user).descendant_of(page)
    return list(news.order_by("-published_on", "-pk")[:NEWS_ON_HOME])


def news_list(page: NewsIndexPage, request: HttpRequest) -> PaginatorPage:
    news = NewsPage.objects.visible_to(request.user).child_of(page)
    return Paginator(news.order_by("-published_on", "-pk"), NEWS_PER_PAGE).get_page(
        request.GET.get("page")
    )


def site_map(page: Page, request: HttpRequest) -> list[Branch]:
    """The readable pages of this language as a tree, in one query."""
    home = page.get_parent()
    branches = {home.path: Branch(home)}
    below = readable_pages(request.user).descendant_of(home).order_by("path")
    for child in below:
        branch = branches[child.path] = Branch(child)
        parent = branches.get(child.path[: -Page.steplen])
        if parent:
            parent.children.append(branch)
    return branches[home.path].children
