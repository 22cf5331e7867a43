"""The admin speaks Japanese where Wagtail itself does not, and carries our mark."""

import re
from importlib.resources import files
from pathlib import Path

import polib
import pytest
from django.urls import reverse

from cms.translation.catalogues import LOCALE_ROOT, WAGTAIL_ROOT
from tests.builders import make_admin
from tests.reading import page_of, words

OURS = {
    "django": WAGTAIL_ROOT / "ja" / "LC_MESSAGES" / "django.po",
    "djangojs": LOCALE_ROOT / "ja" / "LC_MESSAGES" / "djangojs.po",
}
# Wagtail's Japanese for these names another act than our screens and the manual do.
SAID_OTHERWISE = {
    "Cancel workflow ",
    "Page '%(page_title)s' created and submitted for moderation.",
    "Page '%(page_title)s' has been submitted for moderation.",
    "Submit to %(workflow_name)s",
    "Update",
}
pytestmark = pytest.mark.django_db


def of_wagtail(domain: str, language: str) -> dict[tuple[str | None, str], polib.POEntry]:
    pattern = f"**/locale/{language}/LC_MESSAGES/{domain}.po"
    sources = Path(str(files("wagtail"))).glob(pattern)
    return {(e.msgctxt, e.msgid): e for source in sources for e in polib.pofile(str(source))}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_only_what_wagtail_lacks_is_added(domain):
    """After an update of Wagtail, words that it now says itself, or no more, are taken out."""
    english, japanese = of_wagtail(domain, "en"), of_wagtail(domain, "ja")
    for entry in polib.pofile(str(OURS[domain])):
        key = entry.msgctxt, entry.msgid
        assert key in english, entry.msgid
        if entry.msgid not in SAID_OTHERWISE:
            assert key not in japanese or not japanese[key].translated(), entry.msgid


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_no_translation_asks_for_a_name_that_is_not_given(domain):
    found = polib.pofile(str(OURS[domain]))
    assert len(found) > 30
    assert found.untranslated_entries() == found.fuzzy_entries() == []
    names = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    for entry in found:
        source = entry.msgid_plural or entry.msgid
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert set(names.findall(text)) <= set(names.findall(source)), entry.msgid


def test_scripts_of_the_admin_speak_japanese(client, site):
    client.force_login(make_admin())
    response = client.get(reverse("wagtailadmin_javascript_catalog"))
    assert response.status_code == 200
    text = response.content.decode()
    assert "すべて閉じる" in text or "\\u3059\\u3079\\u3066\\u9589\\u3058\\u308b" in text


def test_the_admin_carries_the_mark_of_the_portal(client, site):
    client.force_login(make_admin())
    page = page_of(client.get("/admin/"))
    assert "mark.svg" in page.find("link", rel="icon")["href"]
    branding = page.find("template", attrs={"data-wagtail-sidebar-branding-logo": True})
    assert "core/pictures/" in branding.find("img")["src"]
    assert page.find(class_="icon-wagtail") is None
    assert "編集室" in words(page.title)
    assert "Wagtail" not in words(page.title)


def test_an_address_the_admin_does_not_know_shows_no_bird(client, site):
    client.force_login(make_admin())
    response = client.get("/admin/nothing/")
    assert response.status_code == 404
    assert b"icon-wagtail" not in response.content
