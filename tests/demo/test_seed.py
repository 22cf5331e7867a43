"""The sample site: what it holds, that a second run changes nothing, that any start is enough."""

import io
import json

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.models import Locale, Page, Revision, Site

from cms.accounts.roles import STAFF_ROLES
from cms.areas.models import Area
from cms.core.addresses import path_of
from cms.core.models import SiteSettings
from cms.demo.accounts import ACCOUNTS
from cms.demo.build import content, folder, steps
from cms.demo.fronts import main_front
from cms.demo.sites import follow_address
from cms.navigation.models import Menu
from directory.models import Office
from home.models import HomePage, StandardPage
from measures.models import MeasurePage
from tests.reading import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def numbers() -> dict[str, int]:
    """Rows of every table that the sample site fills."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if not model._meta.proxy and model._meta.managed
    }


def english_front() -> HomePage:
    return main_front().get_translation(Locale.objects.get(language_code="en")).specific


def test_the_site_stands():
    site = Site.objects.get(is_default_site=True)
    assert isinstance(site.root_page.specific, HomePage)
    assert SiteSettings.for_site(site).is_sample, "every page says that it is a sample"
    assert not Page.objects.filter(slug="wagtail-welcome").exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_everything_of_the_content_folders_is_there():
    japanese = Locale.get_default()
    assert (
        MeasurePage.objects.live().filter(locale=japanese).count() == len(folder("measures")) == 61
    )
    slugs = set(StandardPage.objects.filter(locale=japanese).values_list("slug", flat=True))
    assert {words["slug"] for words in folder("pages")} <= slugs
    assert {"about", "accessibility", "privacy", "safety"} <= slugs
    assert Office.objects.exists()


def test_every_municipality_is_there():
    kinds = Area.objects.values_list("kind", flat=True)
    assert len([kind for kind in kinds if kind == "prefecture"]) == 47
    assert Area.objects.filter(code6="132012").get().name == "八王子市"


def test_every_language_has_an_entrance(client, settings):
    for code, _name in settings.LANGUAGES:
        address = "/" if code == "ja" else f"/{code}/"
        assert client.get(address).status_code == 200, code


def test_every_menu_of_the_content_is_there_and_leads_somewhere(client):
    wanted = content("menus.json")
    for language, menus in wanted.items():
        for site in Site.objects.all():
            assert site.menus.filter(locale__language_code=language).count() == len(menus)
    for menu in Menu.objects.filter(site__is_default_site=True):
        for item in menu.items.all():
            prefix = "" if menu.locale.language_code == "ja" else f"/{menu.locale.language_code}"
            address = prefix + (item.path or path_of(item.page))
            wanted_status = 302 if address == "/staff/" else 200  # strangers sign in first
            assert client.get(address).status_code == wanted_status, f"{menu}: {item.label}"


def test_a_second_run_changes_nothing():
    before, revisions = numbers(), set(Revision.objects.values_list("pk", "created_at"))
    changed = set(Page.objects.values_list("pk", "latest_revision_created_at", "last_published_at"))
    progress = io.StringIO()
    call_command("seed_demo", stdout=progress)
    assert numbers() == before
    assert set(Revision.objects.values_list("pk", "created_at")) == revisions
    assert (
        set(Page.objects.values_list("pk", "latest_revision_created_at", "last_published_at"))
        == changed
    )
    total = len(list(steps())) + 2  # the accounts, and the reviews of their people
    assert f"[1/{total}]" in progress.getvalue()
    assert f"[{total}/{total}]" in progress.getvalue()


def test_what_editors_changed_stays():
    page = StandardPage.objects.get(slug="about", locale=Locale.get_default())
    page.title = "編集した題名"
    page.save_revision().publish()
    for _words, build in list(steps())[2:]:
        build()
    page.refresh_from_db()
    assert page.title == "編集した題名"


def test_an_interrupted_run_continues():
    """Whatever is missing is made again: here the last languages, the menus and a page."""
    Menu.objects.all().delete()
    StandardPage.objects.get(slug="privacy", locale=Locale.get_default()).delete()
    english_front().delete()
    for _words, build in list(steps())[2:]:
        build()
    assert Menu.objects.exists()
    assert StandardPage.objects.filter(slug="privacy").exists()
    english = english_front()
    assert english.get_children().filter(slug="measures").exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_sign_ins_open_the_door(client, seeded):
    kept = json.loads((seeded / "demo_sign_ins.json").read_text())
    assert [item["username"] for item in kept] == list(ACCOUNTS)
    for item in kept:
        client.logout()
        fields = {"username": item["username"], "password": item["password"]}
        door = "/staff/" if item["group"] in STAFF_ROLES else "/admin/"
        assert client.post("/sign-in/", fields).url == door, item["username"]
    editor = get_user_model().objects.get(username="editor")
    assert not editor.is_superuser
    assert list(editor.groups.values_list("name", flat=True)) == ["編集者"]
    assert get_user_model().objects.get(username="admin").is_superuser


@pytest.mark.parametrize("prefix", ["", "/en", "/ja-simple"])
def test_the_site_of_tokyo_has_words_of_its_own_in_three_languages(client, prefix):
    words = content("sites.json")
    language = prefix.removeprefix("/") or "ja"
    page = page_of(client.get(f"{prefix}/", HTTP_HOST=words["hostname"]))
    assert words["fronts"][language]["introduction"] in page.get_text()
    targets = {link.get("href") for link in page.find_all("a")}
    for record in words["news"]:
        address = f"{prefix}/news/{record['slug']}/"
        assert client.get(address, HTTP_HOST=words["hostname"]).status_code == 200
        assert address in targets
        assert client.get(address).status_code == 404, "not on the national portal"
    assert f"{prefix}/directory/130001/" in targets, "the place of the site"


def test_the_site_of_tokyo_shares_the_pages_of_the_portal(client):
    for slug in ("measures/jido-fuyo-teate", "directory", "companies", "campaigns", "safety"):
        answer = client.get(f"/{slug}/", HTTP_HOST="tokyo.localhost")
        assert answer.status_code == 200, slug
    assert MeasurePage.objects.live().filter(locale=Locale.get_default()).count() == 61


def test_the_sites_follow_the_address_that_is_served(settings):
    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8123"
    follow_address()
    assert set(Site.objects.values_list("hostname", "port")) == {
        ("127.0.0.1", 8123),
        ("tokyo.localhost", 8123),
    }
