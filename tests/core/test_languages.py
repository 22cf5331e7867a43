"""Addresses of one page in several languages, and the tags screen readers know."""

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.core.languages import (
    address_in,
    html_language,
    interface_tag,
    without_language_prefix,
)

CODES = [code for code, _name in settings.LANGUAGES]
SEGMENT = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=12)
PATHS = st.lists(SEGMENT, max_size=4).map(lambda parts: "/" + "".join(f"{p}/" for p in parts))


@pytest.mark.parametrize(
    ("path", "bare"),
    [
        ("/", "/"),
        ("/en/", "/"),
        ("/en", "/"),
        ("/en/measures/", "/measures/"),
        ("/ja-simple/directory/132012/", "/directory/132012/"),
        ("/pt-br/", "/"),
        ("/english/", "/english/"),
        ("/measures/en/", "/measures/en/"),
        ("/ja/", "/ja/"),  # Japanese has no prefix: /ja/ is an ordinary, missing page
    ],
)
def test_prefixes_are_stripped(path, bare):
    assert without_language_prefix(path) == bare


@pytest.mark.parametrize(
    ("path", "code", "address"),
    [
        ("/measures/", "en", "/en/measures/"),
        ("/en/measures/", "ja", "/measures/"),
        ("/en/measures/", "zh-hans", "/zh-hans/measures/"),
        ("/", "ja-simple", "/ja-simple/"),
        ("/vi/", "ja", "/"),
    ],
)
def test_addresses_change_their_prefix_only(path, code, address):
    assert address_in(path, code) == address


@pytest.mark.parametrize("code", ["ja", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "/en//evil.example/",
        "/\\evil.example/",
        "/en/\\evil.example/",
        "///evil.example/",
        "/\t/evil.example/",
        "/en/\n/evil.example/",
        "/\t/en//evil.example/",
    ],
)
def test_no_path_leads_to_another_site(path, code):
    assert without_language_prefix(path) == "/evil.example/"
    assert address_in(path, code) == ("/en" if code == "en" else "") + "/evil.example/"


@given(st.text("/\\en\t\n .x", max_size=12), st.sampled_from(CODES))
def test_an_address_begins_with_one_slash(rest, code):
    address = address_in(f"/{rest}", code)
    assert address[0] == "/"
    assert not address[1:2] or address[1] not in "/\\\t\n "


def test_the_active_language_is_meant_when_none_is_named():
    with translation.override("ko"):
        assert address_in("/search/") == "/ko/search/"
    with translation.override(None):
        assert address_in("/search/") == "/search/"


@given(path=PATHS, first=st.sampled_from(CODES), second=st.sampled_from(CODES))
def test_switching_languages_there_and_back_keeps_the_place(path, first, second):
    here = address_in(path, first)
    assert address_in(address_in(here, second), first) == here


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("ja", "ja"),
        ("ja-simple", "ja"),
        ("zh-hans", "zh-Hans"),
        ("pt-br", "pt-BR"),
        ("tl", "fil"),
        ("vi", "vi"),
    ],
)
def test_html_tags(code, tag):
    assert html_language(code) == tag


def test_untranslated_interfaces_are_announced_as_japanese():
    assert interface_tag("en") == "en"
    assert interface_tag("ja-simple") == "ja"
    assert interface_tag("vi") == "ja"


def test_django_knows_plain_japanese():
    info = translation.get_language_info("ja-simple")
    assert info["name_local"] == "やさしい日本語"
    assert not info["bidi"]


@pytest.mark.parametrize("code", CODES)
def test_every_configured_language_is_accepted_in_addresses(code):
    """Django ignores the prefix of a language without a catalogue: /tl/ would be a missing page."""
    assert translation.check_for_language(code)
    if code != settings.LANGUAGE_CODE:
        assert translation.get_language_from_path(f"/{code}/measures/") == code
