"""The command that makes a site: whole, again, and what it refuses."""

import pytest
from django.contrib.auth.models import Group
from django.core.management.base import CommandError
from wagtail.models import Page, Site, Workflow

from cms.core.models import SiteSettings
from cms.navigation.models import Menu, MenuItem
from home.models import HomePage, NewsIndexPage
from tests.builders import home_of, make_area, make_prefecture
from tests.sites.conftest import TOKYO, create_site

pytestmark = pytest.mark.django_db


def test_it_makes_everything_a_site_needs(tokyo, main):
    home = home_of(tokyo)
    fronts = HomePage.objects.filter(translation_key=home.translation_key)
    codes = dict(fronts.values_list("locale__language_code", "alias_of"))
    assert codes == {"ja": None, "en": None, "ja-simple": None, "vi": home.pk}
    assert NewsIndexPage.objects.child_of(home).get().slug == "news"
    own = SiteSettings.objects.get(site=tokyo)
    assert (own.area.name, own.label, own.collection.name) == ("東京都", "東京都", "東京都")
    assert Group.objects.filter(name__endswith="（東京都）").count() == 2
    assert Menu.objects.filter(site=tokyo).count() == Menu.objects.filter(site=main).count()
    assert home.get_workflow().name == "事実確認と協議（東京都）"
    assert Page.find_problems() == ([], [], [], [], [])


def test_its_menus_lead_to_its_own_news(tokyo):
    items = MenuItem.objects.filter(menu__site=tokyo)
    assert {item.label: item.path for item in items} == {
        "お知らせ": "/news/",
        "窓口": "/directory/",
    }


def test_a_second_run_changes_nothing_that_editors_wrote(tokyo):
    home = home_of(tokyo)
    home.headline = "編集した見出し"
    home.save_revision().publish()
    SiteSettings.objects.filter(site=tokyo).update(name="編集した名前")
    before = (Page.objects.count(), Site.objects.count(), Workflow.objects.count())
    words = create_site(port=8443)
    assert "加えました" in words
    assert (Page.objects.count(), Site.objects.count(), Workflow.objects.count()) == before
    tokyo.refresh_from_db()
    assert tokyo.port == 8443
    assert HomePage.objects.get(pk=home.pk).headline == "編集した見出し"
    assert SiteSettings.objects.get(site=tokyo).name == "編集した名前"


def test_a_new_language_is_completed(tokyo, main):
    from tests.builders import make_locale

    make_locale("ko")
    create_site()
    assert home_of(tokyo).get_translations().filter(locale__language_code="ko").exists()


def test_a_host_that_the_portal_does_not_answer_is_told(main, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert "PORTAL_HOSTS" in create_site()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"hostname": "東京.example"}, "ホスト名"),
        ({"hostname": "http://tokyo.example"}, "ホスト名"),
        ({"hostname": "tokyo.example:80"}, "ホスト名"),
        ({"hostname": "tokyo-.example"}, "ホスト名"),
        ({"hostname": ""}, "ホスト名"),
        ({"hostname": "testserver"}, "別のサイト"),
        ({"port": 0}, "ポート"),
        ({"port": 65536}, "ポート"),
        ({"name": " "}, "名前"),
        ({"name": "長" * 61}, "名前"),
        ({"prefecture": "48"}, "都道府県"),
        ({"prefecture": "東京都"}, "都道府県"),
        ({"prefecture": "13201"}, "都道府県"),
    ],
)
def test_what_cannot_be_is_refused_with_words(main, options, words):
    make_area()
    with pytest.raises(CommandError, match=words):
        create_site(**{"hostname": TOKYO, **options})
    assert Site.objects.count() == 1


def test_a_prefecture_has_one_site_and_a_site_one_prefecture(tokyo):
    make_prefecture("27000", "大阪府", "おおさかふ")
    with pytest.raises(CommandError, match=r"tokyo\.example"):
        create_site("other.example")
    with pytest.raises(CommandError, match="別のサイト"):
        create_site(prefecture="27")


def test_two_prefectures_stand_side_by_side(tokyo):
    make_prefecture("27000", "大阪府", "おおさかふ")
    create_site("osaka.example", prefecture="270008", name="大阪府のサイト")
    assert Site.objects.count() == 3
    assert Group.objects.filter(name="承認者（大阪府）").exists()


def test_without_a_national_front_page_there_is_nothing_to_share(db):
    make_prefecture()
    with pytest.raises(CommandError, match="全国のサイト"):
        create_site()
