"""Read an answer as a visitor does: headings, links, texts."""

import re

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse

BRACKETS = re.compile(r"\([^)]*\)|（[^）]*）")


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


def fields_of(form):
    """What a browser would post of an unchanged form."""
    fields = {}
    for box in form.find_all(["input", "textarea", "select"]):
        name, kind = box.get("name"), box.get("type")
        if not name or kind in ("submit", "button", "file") or "__prefix__" in name:
            continue
        if kind in ("checkbox", "radio") and not box.has_attr("checked"):
            continue
        chosen = box.find("option", selected=True) if box.name == "select" else None
        text = box.get_text() if box.name == "textarea" else box.get("value", "")
        fields[name] = (chosen.get("value", "") if chosen else "") if box.name == "select" else text
    return fields


def japanese_outside_its_mark(response: HttpResponse) -> list[str]:
    """Texts with hiragana that no ``lang="ja"`` covers; words in brackets are names to be said.

    A title cannot mark the name of the site in it.
    """
    page = page_of(response)
    for tag in page(["script", "style", "title"]):
        tag.extract()
    found = []
    for text in page.find_all(string=re.compile("[ぁ-ん]")):
        marked = text.find_parent(attrs={"lang": True})
        if marked["lang"] != "ja" and re.search("[ぁ-ん]", BRACKETS.sub("", text)):
            found.append(" ".join(text.split()))
    return found
