"""Read an answer as a visitor does: headings, links, texts."""

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse


def page_of(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def words(tag: Tag) -> str:
    """The text of ``tag`` as it is read: without line breaks and phrase marks of the source."""
    return " ".join(tag.get_text().split())


def main_heading(response: HttpResponse) -> str:
    headings = page_of(response).find_all("h1")
    assert len(headings) == 1, f"one h1 wanted, {len(headings)} found"
    return words(headings[0])


def links_of(tag: Tag) -> dict[str, str]:
    """Words of every link below ``tag`` and where it leads."""
    return {words(link): link["href"] for link in tag.find_all("a", href=True)}


def navigation(response: HttpResponse, name: str) -> dict[str, str]:
    """Links of the <nav> whose accessible name is ``name``."""
    found = page_of(response).find("nav", attrs={"aria-label": name})
    return links_of(found) if found else {}
