"""A town takes a kit and makes its own poster, on the office computer and on a telephone."""

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accounts import OFFICE, PHONE, assert_accessible, sign_in

CAMPAIGN = "/campaigns/sample-campaign/"
POSTER = "ひとりで、がんばりすぎないで ポスター"
TRIMMED, BLEED = (297, 420), 3  # A3, mm
MM = 72 / 25.4


def saved(page: Page) -> Path:
    """The file that the one download button of the page leads to."""
    with page.expect_download() as found:
        page.get_by_role("button", name="ダウンロードする").click()
    page.saved_as = found.value.suggested_filename
    return found.value.path()


def test_a_kit_is_taken_without_javascript(new_context, demo, base_url):
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(base_url + "/campaigns/")
    page.get_by_role("link", name="ひとりで、がんばりすぎないで（見本）").click()
    page.get_by_role("link", name="キットをまとめて受け取る（ZIP）").first.click()
    page.get_by_role("button", name="ダウンロードする").click()
    expect(page.get_by_role("alert")).to_contain_text("使用条件を読み")
    page.get_by_label("使用条件に同意します").check()
    path = saved(page)
    assert page.saved_as == "ポスターのキット（見本）.zip"
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {"使用条件.txt", "目録.csv"} < set(names)
        assert any(name.endswith(".svg") for name in names)
        assert len(archive.read("目録.csv").decode("utf-8-sig").splitlines()) == len(names) - 1


def test_one_file_is_taken_under_its_japanese_name(new_context, demo, base_url):
    page = new_context(viewport=PHONE).new_page()
    page.goto(base_url + CAMPAIGN)
    page.get_by_role("link", name=POSTER).click()
    page.get_by_label(re.compile("入稿用")).check()
    page.get_by_label("使用条件に同意します").check()
    with pypdfium2.PdfDocument(saved(page)) as document:
        trim = document[0].get_trimbox()
        assert (round((trim[2] - trim[0]) / MM), round((trim[3] - trim[1]) / MM)) == TRIMMED
    assert page.saved_as.startswith(POSTER)
    assert page.saved_as.endswith(".pdf")


@pytest.mark.parametrize("viewport", [OFFICE, PHONE], ids=["office", "telephone"])
def test_a_town_makes_its_own_poster(new_context, demo, base_url, viewport):
    page = new_context(viewport=viewport).new_page()
    sign_in(page, base_url, "hachioji", demo.password("hachioji"))
    page.goto(base_url + CAMPAIGN)
    page.get_by_role("link", name=POSTER).click()
    page.get_by_role("link", name="名入れをする").click()
    preview = page.get_by_role("img", name=re.compile("仕上がりの画像"))
    expect(preview).to_have_js_property("complete", True)
    assert preview.evaluate("picture => picture.naturalWidth") > 600
    assert_accessible(page)

    name = page.get_by_label("窓口の名前")
    name.fill("町田市役所")
    page.get_by_role("button", name="仕上がりを見る").click()
    expect(page.get_by_role("alert")).to_contain_text("登録された名前にない文字")
    expect(name).to_have_value("町田市役所")
    assert_accessible(page)

    name.fill("八王子市 窓口")
    page.get_by_role("button", name="仕上がりを見る").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_label("使用条件に同意します").check()
    with pypdfium2.PdfDocument(saved(page)) as document:
        poster = document[0]
        sizes = {"trim": poster.get_trimbox(), "bleed": poster.get_bleedbox()}
        widths = {name: round((box[2] - box[0]) / MM, 1) for name, box in sizes.items()}
        assert widths == {"trim": TRIMMED[0], "bleed": TRIMMED[0] + 2 * BLEED}
        words = poster.get_textpage().get_text_bounded()
    assert "八王子市 窓口" in words
    assert "042-000-0000" in words


def test_strangers_are_led_to_the_sign_in(new_context, demo, base_url):
    page = new_context(viewport=PHONE).new_page()
    page.goto(base_url + CAMPAIGN)
    page.get_by_role("link", name=POSTER).click()
    page.get_by_role("link", name="名入れをする").click()
    expect(page).to_have_url(re.compile("/sign-in/"))
