"""Addresses that cannot be read are nothing, never an error."""

import pytest

from cms.core.privacy.crawling import Crawl, section_of
from cms.core.web_addresses import host_of, parts_of_address


@pytest.mark.parametrize("address", ["http://[1]/", "https://[", "//]/", "http://a.example:99999/"])
def test_what_cannot_be_read_has_no_parts_and_no_host(address):
    assert parts_of_address(address) is None
    assert host_of(address) == ""


def test_a_relative_address_is_read_where_it_stands():
    parts = parts_of_address("../b/?q=1", "https://A.example/a/c/")
    assert parts is not None
    assert (parts.hostname, parts.path, parts.query) == ("a.example", "/a/b/", "q=1")
    assert host_of("https://A.Example:8000/") == "a.example"


def test_the_walk_over_public_pages_goes_on_past_such_a_link(client):
    crawl = Crawl(client, (), languages=("ja",))
    written = '<a href="http://[1]/">x</a> <a href="/measures/">y</a>'
    assert list(crawl.found_in(written, "/about/")) == ["/measures/"]
    assert section_of("//[1]/x/") == "/"
