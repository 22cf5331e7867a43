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
from tests.workflow.builders import make_person

TOKYO = "tokyo.example"
LOCAL = {"editor": "編集者（東京都）", "approver": "承認者（東京都）"}
NATIONAL = {"editor": "編集者", "approver": "承認者"}
OTHER = [
    ("local-editor", "national"),
    ("local-approver", "national"),
    ("national-editor", "local"),
    ("national-approver", "local"),
]


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


@pytest.fixture
def people(tokyo):
    return {
        **{f"local-{key}": make_person(f"local-{key}", role) for key, role in LOCAL.items()},
        **{f"national-{key}": make_person(f"nat-{key}", role) for key, role in NATIONAL.items()},
        "keeper": make_person("keeper", "管理者"),
    }


@pytest.fixture
def pages(main, tokyo):
    """An ordinary page of each site."""
    national = make_standard_page(main, slug="ours")
    local = add_page(home_of(tokyo), type(national), title="都の案内", slug="guide")
    for page in (national, local):
        page.save_revision().publish()
    return {"national": national, "local": local}


@pytest.fixture
def sign_in(client, people):
    def as_person(name):
        client.force_login(people[name])
        return client

    return as_person
