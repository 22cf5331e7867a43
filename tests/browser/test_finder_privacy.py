"""A full run leaves nothing behind: real servers, real browsers, every place it could stay."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Response, expect

from tests.browser.pages import PAGES
from tests.demonstration import ROOT, Demo, free_port, wait_for

TYPED_PLACE, INCOME, TOPIC = "ほっかいどうおといねっぷむら", "1987653", "ぜんぜん眠れない夜"
SECRETS = [TYPED_PLACE, "音威子府", "014702", INCOME, "1,987,653", TOPIC, "bereaved", "no_food"]


class Server:
    """gunicorn as docs/operations.md starts it, with its access log on."""

    def __init__(self, url: str, log: Path) -> None:
        self.url, self.log = url, log


@pytest.fixture(scope="module")
def server(demo: Demo) -> Iterator[Server]:
    """A second process on the database of the demonstration, with the access log on."""
    port, log = free_port(), demo.folder / "access.log"
    command = [
        sys.executable, "-m", "gunicorn", "cms.wsgi", "--bind", f"127.0.0.1:{port}",
        "--threads", "4", "--worker-class", "gthread", "--access-logfile", "-",
        "--access-logformat", "%(r)s %(s)s referrer:%(f)s %(a)s %({cookie}i)s %({location}o)s",
        "--logger-class", "cms.core.server_log.ServerLog",
    ]  # fmt: skip
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.demo",
        "PORTAL_VAR": str(demo.folder),
        "DATABASE_URL": demo.database,
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(process, url, log)
        yield Server(url, log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def every_row(database: str) -> dict[str, set[str]]:
    """Every row of every table as text."""
    if database.startswith("postgres"):
        import psycopg

        with psycopg.connect(database) as connection:
            tables = "SELECT table_name FROM information_schema.tables WHERE table_schema='public'"
            names = [row[0] for row in connection.execute(tables)]
            return {name: _rows(connection, name) for name in names}
    connection = sqlite3.connect(database.removeprefix("sqlite:///"))
    try:
        tables = "SELECT name FROM sqlite_master WHERE type='table'"
        return {row[0]: _rows(connection, row[0]) for row in connection.execute(tables).fetchall()}
    finally:
        connection.close()


def _rows(connection, table: str) -> set[str]:
    return {repr(row) for row in connection.execute(f'SELECT * FROM "{table}"')}


def press(page: Page, do: str) -> None:
    """Press a button; the next page is there when it holds another sealed state."""
    state = page.locator("input[name=state]").first
    before = state.input_value()
    page.locator(f"button[name=do][value={do}]").first.click()
    expect(state).not_to_have_value(before)


def fill(page: Page) -> None:
    """Answer the screen in front of us, with our own words where there are any."""
    keys = page.locator("input[name=keys]").first.get_attribute("value").split()
    if "urgent" in keys:
        page.locator("input[value=no_food]").check()
    if "children" in keys:
        page.locator("select[name=children-0-stage]").select_option("es4")
    if "family_status" in keys:
        page.locator("input[value=bereaved]").check()
    if "area" in keys:
        page.locator("#area").fill(TYPED_PLACE)
    if "income_self" in keys:
        page.locator("details.finder__exact summary").first.click()
        page.locator("#income_self-amount").fill(INCOME)


def walk(page: Page, address: str) -> str:
    """From the first question over results, a card and the memo; the text of the last results."""
    page.goto(address)
    told = {"area", "income_self", "children", "family_status", "urgent"}
    for _screen in range(9):
        keys = page.locator(".finder__screen input[name=keys]")
        if not keys.count():
            break
        known = told & set(keys.first.get_attribute("value").split())
        fill(page)
        press(page, "next" if known else "unknown")
    if page.locator(".finder__screen").count():
        press(page, "results")
    press(page, "more-jido-teate")
    text = page.locator("main").inner_text()
    press(page, "memo")
    return text


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_no_answer_of_a_full_run_stays_anywhere(server, demo, new_context, scripts):
    before = every_row(demo.database)
    context = new_context(java_script_enabled=scripts)
    page = context.new_page()
    requests: list[Request] = []
    responses: list[Response] = []
    page.on("request", lambda request: requests.append(request))
    page.on("response", lambda response: responses.append(response))

    shown = walk(page, server.url + PAGES["finder"])
    assert "音威子府村" in shown, "the run is real: the answers were understood"
    assert "1,987,653" in shown
    page.goto(server.url + PAGES["conversation"])
    page.locator("#topic").fill(TOPIC)
    press(page, "search")
    walk(page, server.url + PAGES["conversation"])

    kept = server.log.read_text() + (demo.folder / "server.log").read_text()
    assert kept.count("POST /measures/finder/") >= 8, "the log is on"
    kept += "".join(request.url + str(request.headers) for request in requests)
    kept += "".join(str(response.headers) for response in responses)
    kept += str(context.cookies()) + str(context.storage_state()) + page.url + page.title()
    if scripts:
        kept += page.evaluate(
            "JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])"
        )
    assert [secret for secret in SECRETS if secret in kept] == []

    after = every_row(demo.database)
    changed = {name: after[name] ^ before[name] for name in after if after[name] != before[name]}
    assert changed == {}
    assert context.cookies() == []
    steps = [r for r in responses if "/measures/finder/" in r.url]
    assert {r.headers["cache-control"] for r in steps} == {"private, no-store"}
    assert {r.headers["referrer-policy"] for r in steps} == {"no-referrer"}
    posts = [line for line in server.log.read_text().splitlines() if "POST /measures/" in line]
    assert {line.split(" referrer:")[1].split(" ")[0] for line in posts} == {"-"}


def test_leaving_and_beginning_again_take_the_answers_along(server, new_context):
    """After the exit, and after beginning again, going back shows the first question, empty."""
    for leave in ("[data-restart]", ".exit__leave"):
        page = new_context().new_page()
        page.route("https://**", lambda route: route.fulfill(body="<h1>elsewhere</h1>"))
        page.goto(server.url + PAGES["finder"])
        fill(page)
        press(page, "next")
        fill(page)
        press(page, "next")
        page.locator(leave).first.click()
        page.wait_for_load_state("networkidle")
        for _back in range(3):
            page.go_back()
            page.wait_for_load_state("networkidle")
            if "/measures/finder/" in page.url:
                assert page.locator("input:checked").count() == 0
                assert page.get_by_text("死別").count() == 0
                assert "小学4年生" not in page.locator("main").inner_text()
