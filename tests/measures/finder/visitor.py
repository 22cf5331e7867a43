"""A visitor without JavaScript: fills in what the page shows and presses its buttons."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

from tests.reading import words

ADDRESS = "/measures/finder/"


class Visitor:
    """Posts exactly the hidden fields of the form in front of it."""

    def __init__(self, client: Client, address: str = ADDRESS) -> None:
        self.client, self.address = client, address
        self.seen: list[HttpResponse] = []
        self._keep(client.get(address))

    def press(self, do: str, **fields: Any) -> BeautifulSoup:
        hidden = {
            field["name"]: field.get("value", "")
            for field in self.form.select("input[type=hidden][name]")
        }
        return self._keep(self.client.post(self.address, {**hidden, **fields, "do": do}))

    def answer_on_card(self, do: str, **fields: Any) -> BeautifulSoup:
        """Presses a button of the question that stands open among the results."""
        form = self.page.select_one("form#here") or self.page.select_one("form.finder__place")
        hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
        return self._keep(self.client.post(self.address, {**hidden, **fields, "do": do}))

    def answer(self, told: dict[str, dict[str, Any]], most: int = 9) -> BeautifulSoup:
        """Answer each screen with ``told[first key]``; skip what is not told."""
        for _screen in range(most):
            if not self.keys:
                break
            fields = next((told[key] for key in self.keys if key in told), None)
            self.press("next", **fields) if fields is not None else self.press("unknown")
        return self.page

    def _keep(self, response: HttpResponse) -> BeautifulSoup:
        assert response.status_code == 200
        self.seen.append(response)
        self.page = BeautifulSoup(response.content.decode(), "html.parser")
        return self.page

    @property
    def form(self) -> Tag:
        return self.page.select_one("form[data-finder]")

    @property
    def keys(self) -> list[str]:
        field = self.form.select_one("input[name=keys]")
        return field["value"].split() if field else []

    @property
    def heading(self) -> str:
        return words(self.page.h1)

    def named(self, section: str) -> list[str]:
        """Official names listed under a class of the results."""
        if section == "unlikely":
            return [words(tag) for tag in self.page.select(".finder__no > li > small")]
        found = self.page.select(f"section[aria-labelledby={section}] .result__official")
        return [words(tag).removeprefix("正式な名前：").strip() for tag in found]

    def where(self, slug: str) -> str:
        """The class under which a measure stands: likely, check or unlikely."""
        card = self.page.find(id=f"m-{slug}")
        section = card.find_parent("section")
        return section["aria-labelledby"] if section else "unlikely"

    def open_questions(self, slug: str) -> list[str]:
        """What the buttons 「答える」 of a card post."""
        buttons = self.page.find(id=f"m-{slug}").select("button[value^=open-]")
        return [button["value"] for button in buttons]

    def card(self, slug: str) -> str:
        return words(self.page.find(id=f"m-{slug}"))
