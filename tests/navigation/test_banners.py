"""The emergency banner: shown in its hours, most urgent first, never lost in translation."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from cms.core.calendar import TOKYO, now
from cms.navigation.choices import BannerLevel
from cms.navigation.models import EmergencyBanner
from tests.builders import home_of, make_banner, make_locale, make_menu, make_translation
from tests.reading import links_of, page_of, words

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=TOKYO)
SECOND = timedelta(seconds=1)


def showing(site, at: datetime, language: str = "ja") -> list[str]:
    banners = EmergencyBanner.objects.switched_on(site)
    return [item.title for item in banners if item.language == language and item.shows_at(at)]


def banners(client, address: str = "/") -> list[str]:
    """Headlines before the main text, in order."""
    page = page_of(client.get(address))
    titles = set(EmergencyBanner.objects.values_list("title", flat=True))
    lines = [words(tag) for tag in page.main.find_all_previous("p")]
    return [line for line in reversed(lines) if line in titles]


def test_a_banner_begins_and_ends_to_the_second(site):
    make_banner(site, "台風", starts_at=NOON, ends_at=NOON + timedelta(hours=1))
    assert showing(site, NOON - SECOND) == []
    assert showing(site, NOON) == ["台風"]
    assert showing(site, NOON + timedelta(hours=1) - SECOND) == ["台風"]
    assert showing(site, NOON + timedelta(hours=1)) == []


def test_a_banner_without_hours_is_shown_while_it_is_active(site):
    make_banner(site, "停止中", is_active=False)
    make_banner(site, "公開中")
    assert showing(site, NOON) == ["公開中"]


def test_the_most_urgent_comes_first(site):
    make_banner(site, "お知らせ", level=BannerLevel.INFORMATION)
    make_banner(site, "避難", level=BannerLevel.EMERGENCY)
    make_banner(site, "注意", level=BannerLevel.WARNING)
    assert showing(site, NOON) == ["避難", "注意", "お知らせ"]


def test_visitors_see_what_is_showing_now(client, site):
    make_banner(site, "これから", starts_at=now() + timedelta(hours=1))
    make_banner(site, "終わった", ends_at=now() - timedelta(seconds=1))
    make_banner(site, "いま", starts_at=now() - timedelta(hours=1), text="電話はつながります")
    assert banners(client) == ["いま"]
    assert "電話はつながります" in client.get("/").content.decode()


def test_missing_pages_carry_the_banner_too(client, site):
    make_banner(site, "いま")
    assert banners(client, "/nothing/") == ["いま"]


def test_its_link_follows_the_language(client, site):
    make_translation(home_of(site), "en", title="Home")
    make_banner(site, "Typhoon", language="en", link="/safety/", link_label="What to do")
    make_banner(site, "Call", language="en", link="tel:110", link_label="Call 110")
    links = links_of(page_of(client.get("/en/")))
    assert links["What to do"] == "/en/safety/"
    assert links["Call 110"] == "tel:110"


def test_a_banner_without_translation_is_shown_in_japanese(client, site):
    """Also when another banner of the language is showing: an emergency is never hidden by news."""
    make_translation(home_of(site), "en", title="Home")
    make_banner(site, "避難してください", level=BannerLevel.EMERGENCY)
    make_banner(site, "New office hours", language="en")
    assert banners(client, "/en/") == ["避難してください", "New office hours"]


def test_a_translated_banner_takes_the_place_of_the_japanese_one(client, site):
    make_translation(home_of(site), "en", title="Home")
    source = make_banner(site, "避難してください")
    translated = source.copy_for_translation(make_locale("en"))
    translated.title = "Please evacuate"
    translated.save()
    assert banners(client, "/en/") == ["Please evacuate"]
    assert banners(client) == ["避難してください"]


ELSEWHERE = ["//evil.example/", "/\\evil.example/", "/\t/evil.example/", "https:///evil.example/"]


@pytest.mark.parametrize("link", ["/", "/safety/", "https://www.cfa.go.jp/", "tel:110"])
def test_links_of_the_named_kinds_are_taken(site, link):
    make_banner(site, "台風", link=link).full_clean()


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "http://plain.example/", "safety/", *ELSEWHERE]
)
def test_links_of_other_kinds_are_refused(site, link):
    banner = make_banner(site, "台風")
    banner.link = link
    with pytest.raises(ValidationError) as refused:
        banner.full_clean()
    assert "tel:" in refused.value.message_dict["link"][0]


def test_a_banner_cannot_end_before_it_begins(site):
    banner = make_banner(site, "台風", starts_at=NOON, ends_at=NOON + SECOND)
    banner.full_clean()
    banner.ends_at = NOON
    with pytest.raises(ValidationError) as refused:
        banner.full_clean()
    assert "後にしてください" in refused.value.message_dict["ends_at"][0]


def test_records_are_named_for_editors(site):
    banner = make_banner(site, "台風")
    menu = make_menu(site, [("窓口", "/directory/")], place="footer", title="さがす")
    assert (str(banner), str(menu), str(menu.items.get())) == ("台風", "フッター さがす", "窓口")


@pytest.mark.parametrize("record", ["menu", "emergencybanner"])
def test_a_new_record_is_for_the_default_site(admin_client, site, record):
    page = page_of(admin_client.get(f"/admin/snippets/navigation/{record}/add/"))
    chosen = page.find("select", attrs={"name": "site"}).find("option", selected=True)
    assert chosen["value"] == str(site.pk)
