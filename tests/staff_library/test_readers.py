"""Five readers, every way a page or a file could reach them."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.test import Client

from cms.assets.choices import Access
from cms.core.querysets import readable_pages
from staff_library.models import LibraryItemPage
from tests.builders import make_admin, make_document, make_news, make_user
from tests.staff_library.builders import make_item, make_staff

pytestmark = pytest.mark.django_db
TITLE = "ヤマセミ通知"


def nobody():
    return AnonymousUser()


def somebody():
    """Signed in, without any right."""
    return make_user("somebody")


def translator():
    user = make_user("translator")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def staff():
    return make_staff("staff")


def chief():
    return make_admin("chief")


STRANGERS = [nobody, somebody, translator]
INSIDERS = [staff, chief]


@pytest.fixture
def notice(site):
    make_news(site, title="お知らせ", slug="news-one", published_on=date(2026, 11, 1))
    file = make_document("ヤマセミ別紙", access=Access.STAFF)
    return make_item(site, title=TITLE, slug="yamasemi", files=[file])


def client_of(reader) -> Client:
    client = Client()
    if reader.is_authenticated:
        client.force_login(reader)
    return client


def printed(client: Client, address: str) -> bool:
    response = client.get(address)
    text = response.content.decode()
    return TITLE in text.replace("<mark>", "").replace("</mark>", "") or "yamasemi" in text


@pytest.mark.parametrize("who", STRANGERS, ids=lambda each: each.__name__)
def test_strangers_are_given_nothing_anywhere(notice, who):
    reader = who()
    client = client_of(reader)
    closed = 403 if reader.is_authenticated else 302
    page = client.get(notice.url)
    assert (page.status_code, page["Cache-Control"]) == (closed, "private, no-store")
    file = client.get(notice.attachments.get().document.url)
    assert file.status_code == (404 if reader.is_authenticated else 302)
    assert not LibraryItemPage.objects.visible_to(reader).exists()
    assert not readable_pages(reader).filter(title=TITLE).exists()
    for address in (
        "/",
        "/search/?q=ヤマセミ",
        "/search/?q=ヤマセミ&section=staff",
        "/search/suggest/?q=ヤマ",
        "/sitemap.xml",
        "/feeds/news.xml",
        "/news/",
        "/no-such-page/",
    ):
        assert not printed(client, address), address


@pytest.mark.parametrize("who", INSIDERS, ids=lambda each: each.__name__)
def test_insiders_are_given_it_where_it_belongs(notice, who):
    reader = who()
    client = client_of(reader)
    assert LibraryItemPage.objects.visible_to(reader).get().title == TITLE
    for address in (notice.url, "/staff/?q=ヤマセミ", "/search/?q=ヤマセミ"):
        assert printed(client, address), address
        assert "no-store" in client.get(address)["Cache-Control"], address
    file = client.get(notice.attachments.get().document.url)
    assert file.status_code == 200
    assert "no-store" in file["Cache-Control"]


@pytest.mark.parametrize("who", INSIDERS, ids=lambda each: each.__name__)
def test_what_is_the_same_for_everybody_names_it_to_nobody(notice, who):
    client = client_of(who())
    for address in ("/sitemap.xml", "/feeds/news.xml", "/search/suggest/?q=ヤマ", "/news/"):
        assert not printed(client, address), address
