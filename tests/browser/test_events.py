"""Registering to the last place and beyond; a film by keyboard, by search and without scripts."""

import email
import email.policy
import re
import secrets
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accounts import OFFICE, PHONE, assert_accessible
from tests.demonstration import Demo

FULL = "/events/sample-small-lesson/"
FILM = "/events/sample-symposium/"
# The page's policy forbids texts that become code, which Playwright's own waiting needs.
REACHED = """second => new Promise((done, fail) => {
  const player = document.querySelector("video");
  const look = () => player.currentTime >= second && done(true);
  player.addEventListener("timeupdate", look);
  look();
  setTimeout(() => fail(new Error(`${player.currentTime} s`)), 30000);
})"""
STATE = "([...document.querySelector('video').textTracks].map(t => [t.kind, t.mode]))"


def mails_to(demo: Demo, address: str) -> list[str]:
    """Texts of the mails to ``address``, oldest first."""
    found = []
    for path in sorted((demo.folder / "mail").glob("*.log"), key=lambda each: each.stat().st_mtime):
        for part in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
            message = email.message_from_bytes(part.lstrip(), policy=email.policy.default)
            if message["To"] == address:
                found.append(f"{message['Subject'].strip()}\n{message.get_content()}")
    return found


def register(page: Page, address: str, people: str = "1人") -> None:
    """From the page of an event; the consent is forgotten first."""
    page.get_by_role("main").get_by_role("link", name=re.compile("申し込む")).click()
    page.get_by_label("お名前").fill("見本 はるか")
    page.get_by_label("メールアドレス").fill(address)
    page.get_by_label("来る人数").select_option(people)
    page.get_by_role("button", name=re.compile("申し込む")).click()
    expect(page.get_by_role("alert")).to_contain_text("印を付けてください")
    page.get_by_label("同意します").check()
    page.get_by_role("button", name=re.compile("申し込む")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("お申し込みを受け取りました")


def own_page(demo: Demo, address: str, number: int = -1) -> str:
    return re.search(r"http://\S+/registrations/\S+/", mails_to(demo, address)[number]).group()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_to_the_last_place_and_up_from_the_waiting_list(new_context, demo, base_url, scripts):
    page = new_context(viewport=PHONE, java_script_enabled=scripts).new_page()
    mark = secrets.token_hex(4)
    has_place, waits = f"place-{mark}@town.example", f"waits-{mark}@town.example"
    page.goto(base_url + "/events/sample-online-talk/")
    before = _left(page)
    register(page, has_place, "2人")
    page.goto(base_url + "/events/sample-online-talk/")
    assert _left(page) == before - 2
    page.goto(own_page(demo, has_place))
    expect(page.get_by_text("参加できます")).to_be_visible()
    if scripts:  # axe is one
        assert_accessible(page)
    page.goto(base_url + FULL)
    expect(page.get_by_text("満席（キャンセル待ち受付中）").first).to_be_visible()
    register(page, waits)
    page.goto(own_page(demo, waits))
    expect(page.get_by_text("キャンセル待ちです")).to_be_visible()
    page.get_by_role("button", name="このお申し込みを取り消す").click()
    expect(page.get_by_text("このお申し込みは取り消しました")).to_be_visible()


def _left(page: Page) -> int:
    text = page.get_by_role("main").get_by_text(re.compile(r"あと\d+人")).first.inner_text()
    return int(re.search(r"あと(\d+)人", text).group(1))


def test_who_waits_moves_up_when_somebody_cancels(new_context, demo, base_url):
    """A place is given back by its link; the mail to the next one says that they have it."""
    page = new_context(viewport=OFFICE).new_page()
    mark = secrets.token_hex(4)
    script = (
        "from events.models import EventPage; from cms.core.calendar import now;"
        "from datetime import timedelta; index = EventPage.objects.first().get_parent().specific;"
        "start = now() + timedelta(days=9);"
        f"event = EventPage(title='見本の小さな会', slug='small-{mark}', locale=index.locale,"
        "starts_at=start, ends_at=start + timedelta(hours=1), registration='own', capacity=1);"
        "index.add_child(instance=event)"
    )
    demo.manage("shell", "-c", script)
    first, second = (f"{name}-{mark}@town.example" for name in ("first", "second"))
    for address in (first, second):
        page.goto(f"{base_url}/events/small-{mark}/")
        register(page, address)
    assert mails_to(demo, second)[0].startswith("キャンセル待ち")
    page.goto(own_page(demo, first))
    page.get_by_role("button", name="このお申し込みを取り消す").click()
    expect(page.get_by_text("このお申し込みは取り消しました")).to_be_visible()
    assert mails_to(demo, second)[1].startswith("参加できるようになりました")
    page.goto(own_page(demo, second))
    expect(page.get_by_text("参加できます")).to_be_visible()
    page.goto(f"{base_url}/events/small-{mark}/")
    register(page, second)
    assert mails_to(demo, second)[2].startswith("もう申し込まれています")


def play_with_the_keyboard(page: Page) -> None:
    player = page.locator("video")
    player.focus()
    page.keyboard.press("Space")
    assert page.evaluate(REACHED, 0.5)


def test_the_film_plays_by_keyboard_with_its_captions(new_context, base_url):
    page = new_context(viewport=OFFICE).new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(base_url + FILM)
    assert not [url for url in requests if ".mp4" in url], "nothing is loaded before one asks"
    play_with_the_keyboard(page)
    assert ["captions", "showing"] in page.evaluate(STATE)
    assert page.evaluate("document.querySelector('video').textTracks[0].activeCues.length > 0")
    page.get_by_role("link", name=re.compile("電話で話す")).press("Enter")
    assert page.evaluate(REACHED, 12)
    assert page.url == base_url + FILM, "the chapter moved the player, not the page"
    expect(page.locator(".chapters [aria-current]")).to_contain_text("電話で話す")
    assert all(url.startswith(base_url) for url in requests)


def test_what_is_said_is_found_and_leads_to_its_second(new_context, base_url):
    page = new_context(viewport=PHONE).new_page()
    page.goto(base_url + "/search/?q=夕ごはん")
    page.get_by_role("main").get_by_role("link", name=re.compile("シンポジウム")).first.click()
    expect(page).to_have_url(f"{base_url}{FILM}transcript/#t-12")
    sentence = page.locator("#t-12")
    expect(sentence).to_contain_text("夕ごはんのしたくをしながら、電話で話した人もいます。")
    expect(sentence).to_be_in_viewport()
    sentence.get_by_role("link").click()
    expect(page).to_have_url(f"{base_url}{FILM}?t=12#film")
    play_with_the_keyboard(page)
    assert page.evaluate(REACHED, 12)


def test_without_scripts_film_chapters_and_transcript_work(new_context, base_url):
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(base_url + FILM)
    player = page.locator("video")
    expect(player).to_have_attribute("controls", "")
    expect(player.locator("track[kind=captions]")).to_have_attribute("default", "")
    page.get_by_role("link", name=re.compile("窓口で話す")).click()
    expect(page.locator("video")).to_have_attribute("src", re.compile(r"\.mp4#t=18$"))
    page.get_by_role("link", name="動画で話していることを文字で読む").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("動画で話していること")
    expect(
        page.get_by_text("窓口には、こどもといっしょに行ってもだいじょうぶです。")
    ).to_be_visible()


def test_the_calendar_file_is_saved(new_context, base_url, tmp_path: Path):
    page = new_context(viewport=OFFICE, accept_downloads=True).new_page()
    page.goto(base_url + "/events/sample-online-talk/")
    with page.expect_download() as download:
        page.get_by_role("link", name="このイベントをカレンダーに入れる").click()
    assert download.value.suggested_filename == "sample-online-talk.ics"
    assert b"BEGIN:VEVENT" in Path(download.value.path()).read_bytes()
