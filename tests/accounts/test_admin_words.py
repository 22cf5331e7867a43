"""What the admin tells people who may use it but not read the library: not one word of it."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Site

from cms.accounts.roles import ROLES
from cms.assets.choices import Access
from tests.accounts.admin_addresses import every_address, one_of_everything
from tests.builders import (
    make_document,
    make_group,
    make_image,
    make_media,
    make_standard_page,
    make_user,
)
from tests.staff_library.builders import make_item, make_library

pytestmark = pytest.mark.django_db
WORD = "ざくろいし"
STAFF = {"access": Access.STAFF, "title": f"{WORD}の写し"}
OUTSIDE = [role.name for role in ROLES if role.uses_admin and not role.reads_library]
LISTS = ("?q=ざくろ", "?search=ざくろ", "?fields=*", "?page_type=staff_library.NoticePage", "")


@pytest.fixture
def secret(site):
    document = make_document(name="ざくろいし.pdf", **STAFF)
    notice = make_item(site, title=f"{WORD}の通知", summary=f"{WORD}。", files=[document])
    notice.save_revision()
    return {
        "page": notice,
        "revision": notice.latest_revision,
        "docs": document,
        "document": document,
        "image": make_image(**STAFF),
        "media": make_media(**STAFF),
    }


@pytest.fixture
def outsider(roles, client):
    def sign_in(role: str):
        user = make_user("outsider")
        make_group(role, user)
        client.force_login(user)
        return client

    return sign_in


def told(response) -> bool:
    """In the answer, or in a message that the next page shows."""
    if any(WORD in str(message) for message in get_messages(response.wsgi_request)):
        return True
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode(errors="replace")
    return WORD in text or WORD.encode("unicode_escape").decode() in text


def test_there_are_such_roles():
    assert "翻訳者" in OUTSIDE


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_address_of_the_admin_names_what_is_for_staff(secret, outsider, town, role):
    site = Site.objects.get(is_default_site=True)
    things = {**secret, **one_of_everything(site, town), **secret}
    client = outsider(role)
    telling = [
        (name, address) for name, address in every_address(things) if told(client.get(address))
    ]
    assert telling == []


@pytest.mark.parametrize(
    "address",
    [
        "/admin/choose-page/",
        "/admin/choose-page/search/",
        "/admin/documents/chooser/",
        "/admin/documents/chooser/results/",
        "/admin/images/chooser/",
        "/admin/media/chooser/",
        "/admin/api/main/pages/",
        "/admin/api/main/documents/",
        "/admin/api/main/images/",
        "/admin/reports/site-history/",
    ],
)
def test_lists_and_searches_leave_it_out(secret, outsider, address):
    client = outsider("翻訳者")
    assert [ending for ending in LISTS if told(client.get(address + ending))] == []


def test_numbers_name_only_what_one_may_read(secret, outsider, site):
    client, known = outsider("翻訳者"), make_standard_page(site, title="だれでも読めるページ")
    address = reverse("wagtailadmin_choose_page_chosen_multiple")
    numbers = f"?id={secret['page'].pk}&id={known.pk}&id=abc&id={'9' * 40}"
    answer = client.get(address + numbers)
    assert [each["id"] for each in answer.json()["result"]] == [known.pk]


def test_its_readers_still_choose_it(secret, outsider, site):
    client = outsider("編集者")
    assert told(client.get(reverse("wagtailadmin_choose_page_child", args=[secret["page"].pk])))
    assert told(client.get(reverse("wagtailadmin_choose_page_child", args=[make_library(site).pk])))
    assert told(client.get("/admin/api/main/documents/"))
    assert told(client.get("/admin/api/main/images/"))
