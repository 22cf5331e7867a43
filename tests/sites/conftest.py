"""Two sites: the national portal, and the one that the command makes for 東京都."""

import io

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Site

from home.models import SiteMapPage
from tests.builders import (
    add_page,
    home_of,
    make_locale,
    make_menu,
    make_news,
    make_prefecture,
    make_standard_page,
    make_translation,
)

TOKYO = "tokyo.example"


def create_site(hostname=TOKYO, *, prefecture="13", name="東京都のひとり親サポート", **options):
    """Run the command; its words."""
    out = io.StringIO()
    call_command(
        "create_site",
        hostname,
        prefecture=prefecture,
        name=name,
        stdout=out,
        stderr=out,
        **{"port": 80, **options},
    )
    return out.getvalue()


@pytest.fixture
def main(site):
    """The national portal with a front page in three languages, a notice and some pages."""
    make_prefecture()
    home = home_of(site)
    add_page(home, SiteMapPage, title="サイトマップ", slug="site-map")
    for code, title in (("en", "Support"), ("ja-simple", "たすける")):
        make_translation(home, code, title=title, headline=f"{title}!")
    make_locale("vi")
    make_standard_page(site, slug="about")
    notice = make_news(site, title="全国のお知らせ", slug="whole", published_on="2026-05-01")
    make_menu(site, [("お知らせ", notice.get_parent()), ("窓口", "/directory/")])
    return site


@pytest.fixture
def tokyo(main):
    create_site()
    return Site.objects.get(hostname=TOKYO)


@pytest.fixture
def visitor():
    """A client of the site of 東京都."""
    return Client(SERVER_NAME=TOKYO)
