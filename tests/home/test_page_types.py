"""Where pages of home may stand, and that each renders, previews and can be edited."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from directory.models import DirectoryIndexPage
from home.models import HomePage, NewsIndexPage, NewsPage, SiteMapPage, StandardPage
from measures.models import MeasureIndexPage
from tests.builders import add_page, home_of, make_admin, make_news, make_site, make_standard_page


class PageTypes(WagtailPageTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.site = make_site()
        cls.home = home_of(cls.site)
        cls.about = make_standard_page(cls.site, slug="about")
        day = datetime.date(2026, 11, 1)
        cls.news = make_news(cls.site, title="新しい窓口", slug="desk", published_on=day)
        cls.news_index = NewsIndexPage.objects.get()
        cls.site_map = add_page(cls.home, SiteMapPage, title="サイトマップ", slug="site-map")
        cls.chief = make_admin()

    def setUp(self) -> None:
        self.client.force_login(self.chief)

    @property
    def pages(self) -> list[Page]:
        return [self.home, self.about, self.news, self.news_index, self.site_map]

    def test_parents(self) -> None:
        self.assertAllowedParentPageTypes(HomePage, {Page})
        self.assertAllowedParentPageTypes(StandardPage, {HomePage, StandardPage})
        self.assertAllowedParentPageTypes(SiteMapPage, {HomePage})
        self.assertAllowedParentPageTypes(NewsIndexPage, {HomePage})
        self.assertAllowedParentPageTypes(NewsPage, {NewsIndexPage})

    def test_children(self) -> None:
        self.assertAllowedSubpageTypes(NewsIndexPage, {NewsPage})
        self.assertAllowedSubpageTypes(NewsPage, {})
        self.assertAllowedSubpageTypes(SiteMapPage, {})
        self.assertAllowedSubpageTypes(StandardPage, {StandardPage})
        for section in (MeasureIndexPage, DirectoryIndexPage, NewsIndexPage, StandardPage):
            self.assertCanCreateAt(HomePage, section)

    def test_there_is_one_entrance_of_each_kind(self) -> None:
        assert not NewsIndexPage.can_create_at(self.home)
        assert not SiteMapPage.can_create_at(self.home)
        assert StandardPage.can_create_at(self.home)

    def test_every_type_is_served(self) -> None:
        for page in self.pages:
            with self.subTest(type(page).__name__):
                self.assertPageIsRoutable(page)
                self.assertPageIsRenderable(page)

    def test_every_type_can_be_edited_and_previewed(self) -> None:
        for page in self.pages:
            with self.subTest(type(page).__name__):
                form = self.form(page)
                self.assertPageIsEditable(page, user=self.chief, post_data=form)
                self.assertPageIsPreviewable(page, user=self.chief, post_data=form)

    def form(self, page: Page) -> dict[str, str]:
        """What the edit form of ``page`` sends: its fields, no block, no comment."""
        fields = {"title": page.title, "slug": page.slug, "introduction": page.introduction}
        fields |= {name: getattr(page, name, "") for name in ("headline", "look", "published_on")}
        return nested_form_data(fields | {"body": streamfield([]), "comments": inline_formset([])})

    def test_an_editor_writes_news(self) -> None:
        page = NewsPage(title="夜間の相談", slug="night", published_on="2026-11-20")
        body = {"body": streamfield([("heading", "時間")])}
        form = self.form(page) | nested_form_data(body)
        self.assertCanCreate(self.news_index, NewsPage, form, publish=False)
        assert NewsPage.objects.get(slug="night").body[0].value == "時間"

    def test_a_day_is_needed_for_news(self) -> None:
        page = NewsPage(title="日付なし", slug="no-day", locale=self.news_index.locale)
        with pytest.raises(ValidationError) as refused:
            self.news_index.add_child(instance=page)
        assert list(refused.value.message_dict) == ["published_on"]
