"""The small tags that every template uses."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.core.models import SiteSettings
from cms.core.templatetags import ui


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_an_icon_is_hidden_from_screen_readers():
    svg = render('{% icon "phone" %}')
    assert 'aria-hidden="true"' in svg
    assert svg.count("#phone") == 1
    assert "<title" not in svg


def test_headings_may_break_between_phrases_only():
    with translation.override("ja"):
        html = render("{{ text|phrases }}", text="使える支援を、いっしょに探します。")
    assert "<wbr>" in html
    assert html.replace("<wbr>", "") == "使える支援を、いっしょに探します。"


def test_phrases_escape_what_editors_type():
    html = render("{% phrases text %}", text="<script>alert(1)</script>")
    assert "<script" not in html
    assert html.replace("<wbr>", "") == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_other_languages_are_not_cut_into_phrases():
    with translation.override("en"):
        assert render("{% phrases text %}", text="Find support") == "Find support"


@given(st.text(max_size=40))
def test_phrases_keep_every_character(text):
    with translation.override("ja"):
        html = str(ui.phrases_filter(text))
    assert html.count("<wbr>") == html.count("<"), "no tag but our own"


def test_empty_headings_are_empty():
    assert render("{{ text|phrases }}", text="") == ""


def test_addresses_follow_the_language():
    with translation.override("en"):
        assert render("{{ '/measures/'|in_language }}") == "/en/measures/"
    with translation.override("ja"):
        assert render("{{ '/measures/'|in_language }}") == "/measures/"
    assert ui.in_language("https://www.cfa.go.jp/") == "https://www.cfa.go.jp/"
    assert ui.in_language("tel:189") == "tel:189"
    assert ui.in_language(None) == ""


@pytest.mark.parametrize(
    ("code", "words"), [("ja", "2026年5月2日"), ("ja-simple", "2026年5月2日"), ("en", "2026-05-02")]
)
def test_dates_are_written_for_the_reader(code, words):
    with translation.override(code):
        assert ui.japanese_date(date(2026, 5, 2)) == words


def test_moments_are_dated_in_tokyo():
    with translation.override("ja"):
        assert ui.japanese_date(datetime(2026, 5, 1, 15, tzinfo=UTC)) == "2026年5月2日"
    assert ui.japanese_date(None) == ""


def test_eras_are_printed():
    assert render("{{ day|era_year }}", day=date(2019, 5, 1)) == "令和元年"


@pytest.mark.parametrize(
    ("code", "interface", "reader"),
    [("ja", "ja", "ja"), ("en", "en", "en"), ("vi", "ja", "vi"), ("tl", "ja", "fil")],
)
def test_tags_of_interface_and_reader(code, interface, reader):
    with translation.override(code):
        assert render("{% page_language %}|{% reader_language %}") == f"{interface}|{reader}"


def test_telephone_links():
    assert render("{{ '#8008'|tel_link }}") == "tel:%238008"


def test_settings_of_the_site_come_from_its_record(site):
    SiteSettings.objects.create(site=site, name="まちのポータル")
    request = RequestFactory().get("/")
    assert render("{% site_settings as s %}{{ s.name }}", request=request) == "まちのポータル"


def test_settings_have_defaults_without_a_request():
    """No database is touched: error pages stand on this."""
    assert render("{% site_settings as s %}{{ s.name }}") == str(SiteSettings())


@pytest.mark.django_db
def test_a_page_that_is_no_page_has_only_an_origin():
    addresses = ui.page_addresses({"request": RequestFactory().get("/search/?q=a")})
    assert (addresses.origin, addresses.canonical) == ("http://testserver", "")
    assert ui.page_addresses({}) is None
