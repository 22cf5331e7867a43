"""A desk at which the tasks of the manual are done: signed-in people, buttons, pictures."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.demonstration import Demo
from tests.manual.camera import WIDTH, take

expect.set_options(timeout=20_000)  # on a busy machine, what comes may come late
TOKYO = {"locale": "ja-JP", "timezone_id": "Asia/Tokyo", "reduced_motion": "reduce"}
SLOW = 60_000  # milliseconds: both cores may be busy
SET = """(field, day) => {
    field.value = day;
    field.dispatchEvent(new Event("change", { bubbles: true }));
}"""
WINDOW = {"width": WIDTH, "height": 900}
TALL = 640  # usual height of a picture
Task = Callable[["Desk"], None]


def exactly(name: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(name)}\s*$")


class Seat:
    """One person in front of a browser."""

    def __init__(self, desk: "Desk", page: Page) -> None:
        self.desk = desk
        self.page = page

    def go(self, path: str) -> None:
        self.page.goto(self.desk.demo.url + path)

    def menu(self, *names: str) -> None:
        """Along the menu at the left of the admin."""
        bar = self.page.locator("#wagtail-sidebar")
        for depth, name in enumerate(names):
            above = ".sidebar-sub-menu-panel " if depth else ""
            item = bar.locator(f"{above}a, {above}button").filter(has_text=exactly(name))
            if depth + 1 < len(names):
                item.locator("visible=true").first.click()
                continue
            with self.page.expect_navigation():
                item.locator("visible=true").first.click()

    def press(self, name: str, role: Any = "button", *, within: Any = None) -> None:
        """Press what is called ``name``; a menu it lies in has to be open."""
        self.find(name, role, within=within).click()

    def find(self, name: str, role: Any = "button", *, within: Any = None) -> Locator:
        return (within or self.page).get_by_role(role, name=exactly(name)).first

    def fill(self, label: str, words: str, *, within: Any = None) -> None:
        self.field(label, within=within).fill(words)

    def date(self, label: str, day: str, *, within: Any = None) -> None:
        """Put a day in without the calendar, which would cover what follows."""
        self.field(label, within=within).evaluate(SET, day)

    def choose(self, label: str, choice: str) -> None:
        self.field(label).select_option(label=choice)

    def tick(self, label: str) -> None:
        self.field(label).check()

    def field(self, label: str, *, within: Any = None) -> Locator:
        """The visible field called ``label``, whatever sign of what is needed follows."""
        called = re.compile(rf"^\s*{re.escape(label)}(?:任意|必須)?(?![ぁ-んァ-ヶ一-龠])")
        fields = self.page.locator("input, textarea, select")
        return (within or self.page).get_by_label(called).and_(fields).locator("visible=true").first

    def submit(self, name: str, *, within: Any = None) -> None:
        """Press a button that leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.find(name, within=within).click()

    def tab(self, name: str) -> None:
        self.press(name, "tab")

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words).locator("visible=true").first).to_be_visible()

    def more(self) -> None:
        """The arrow beside 「下書きを保存」."""
        self.page.locator("footer [data-w-dropdown-target=toggle]").first.click()

    def panel(self, name: str) -> None:
        """Open or close a panel at the right of the editor: status, checks, comments, preview."""
        self.page.locator(f"[data-side-panel-toggle={name}]").click()

    def picture(
        self,
        name: str,
        *,
        height: int = TALL,
        at: Locator | None = None,
        marks: Sequence[Locator] = (),
    ) -> None:
        self.page.wait_for_load_state("networkidle")
        self.desk.pictures.append(name)
        path = self.desk.folder / f"{name}.webp"
        take(self.page, path, height=height, at=at, marks=marks)


class Desk:
    """What all tasks share: the demonstration, the browser, the folder of the pictures."""

    def __init__(self, browser: Browser, demo: Demo, folder: Path) -> None:
        self.browser = browser
        self.demo = demo
        self.folder = folder
        self.seats: dict[str, Seat] = {}
        self.pictures: list[str] = []

    def do(self, task: Task) -> list[str]:
        """Do ``task``; the pictures it took."""
        self.pictures = []
        task(self)
        return self.pictures

    def stranger(self) -> Seat:
        """Somebody who has not signed in."""
        context = self.browser.new_context(viewport=WINDOW, **TOKYO)  # type: ignore[arg-type]
        context.set_default_timeout(SLOW)
        return Seat(self, context.new_page())

    def seat(self, who: str) -> Seat:
        """``who`` of the demonstration's accounts, signed in once."""
        if who not in self.seats:
            seat = self.stranger()
            self.sign_in(seat, who)
            self.seats[who] = seat
        return self.seats[who]

    def sign_in(self, seat: Seat, who: str) -> None:
        seat.go("/sign-in/")
        seat.page.get_by_label("ID").fill(who)
        seat.page.get_by_label("パスワード", exact=True).fill(self.demo.password(who))
        seat.page.get_by_role("button", name="サインイン").click()
        seat.page.wait_for_url(lambda address: "/sign-in/?" not in address)
