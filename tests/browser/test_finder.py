"""The finder in a real browser: without JavaScript, by keyboard, going back, on another screen."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from measures.finder.sealing import pack
from tests.browser.pages import PAGES

PHONE = {"width": 360, "height": 740}
HACHIOJI = {"prefecture": "13", "code": "132012", "flags": ["welfare_office"]}
P1 = {
    "area": HACHIOJI, "family_status": ["divorced"], "income_kin": "none",
    "children": [{"stage": "es1", "disability": []}], "work": ["part_time"],
    "income_self": {"revenue": 2_000_000}, "child_support_received": 0,
}  # fmt: skip
MUCH = {
    **P1, "urgent": ["no_food", "no_place"],
    "children": [
        {"stage": stage, "disability": ["body1"]}
        for stage in ("under3", "preschool", "es1", "es4", "jh1", "jh3", "hs1", "hs2", "hs3")
    ],
    "family_status": ["single_parent", "separated", "considering", "dv_order"],
    "work": ["part_time", "self_employed", "seeking", "studying", "ill", "lost_job"],
    "income_self": {"revenue": [1, 1_000_000]},
    "receives": ["jido-fuyo-teate", "jido-teate", "tokubetsu-jido-fuyo-teate", "shogai-nenkin"],
    "tax": "exempt", "housing": "losing", "support_agreement": "oral", "support_paid": "unpaid",
    "training": "considering", "education": "below", "insurance": "left", "parent": "mother",
    "social_insurance": "national", "pregnant": "yes", "disability_self": ["other"],
    "wants": ["money", "job", "qualification", "housing", "child_support", "study", "law"],
    "residence": "settled", "dependents": 9, "savings": [1, 500_000], "age_self": [20, 39],
}  # fmt: skip


@pytest.fixture
def plain_page(new_context, base_url):
    """A phone without JavaScript."""
    return new_context(java_script_enabled=False, viewport=PHONE).new_page()


def test_without_javascript_from_home_to_a_telephone(plain_page, base_url):
    plain_page.goto(base_url)
    plain_page.get_by_role("link", name=re.compile("使える支援をさがす")).first.click()
    plain_page.get_by_label("どれもない").check()
    plain_page.get_by_role("button", name="次へ").click()
    plain_page.locator("select[name=children-0-stage]").select_option("es1")
    plain_page.get_by_role("button", name="今の結果を見る").click()
    expect(plain_page.get_by_role("heading", name="使えそう", exact=True)).to_be_visible()
    plain_page.get_by_label(re.compile("郵便番号")).fill("192-0046")
    plain_page.get_by_role("button", name="窓口を見る").click()
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("八王子市")
    assert plain_page.locator("main a[href^='tel:']").count() > 0
    expect(plain_page).to_have_url(re.compile("/measures/finder/#here$"))


def test_by_keyboard_alone_and_back_again(page, base_url):
    page.goto(base_url + PAGES["finder"])
    page.get_by_label("食べるものがない").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="今すぐ電話できます")).to_be_visible()
    expect(page.locator("h1")).to_be_focused()
    page.go_back()
    expect(page.get_by_label("食べるものがない")).to_be_checked()
    expect(page).to_have_url(re.compile("/measures/finder/$"))


def test_results_and_memo_are_for_everybody(page, base_url):
    """axe, no sideways scrolling at 320 px; the memo's code opens the same list elsewhere."""
    page.goto(base_url + PAGES["finder"])
    page.get_by_label("どれもない").check()
    page.get_by_role("button", name="次へ").click()
    expect(page.get_by_role("button", name="今の結果を見る")).to_be_visible()
    for button in ("今の結果を見る", "相談メモを作る"):
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("button", name=button)).to_have_count(0)
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [n["target"] for n in rule["nodes"]][:3]) for rule in found] == []


def carried(page, base_url, told):
    """The results for answers, as the code of a memo brings them."""
    page.goto(f"{base_url}{PAGES['finder']}#a={pack(told)}")
    expect(page.get_by_role("heading", name="使えそう", exact=True)).to_be_visible()


def results_without_scripts(page, base_url):
    """The results of one who has a child in 小1 and told nothing else."""
    page.goto(base_url + PAGES["finder"])
    page.get_by_label("どれもない").check()
    page.get_by_role("button", name="次へ").click()
    page.locator("select[name=children-0-stage]").select_option("es1")
    page.get_by_role("button", name="次へ").click()
    page.get_by_role("button", name="今の結果を見る").click()


def question_on_a_card(page):
    """Press the first 「答える」 among the cards; the card that asks."""
    group = page.locator("details.finder__need", has=page.locator("button[value^=open-]")).first
    if group.get_attribute("open") is None:
        group.locator("summary").first.click()
    button = group.locator("button[value^=open-]").first
    slug = button.get_attribute("value").split("-", 2)[2]
    button.click()
    return page.locator(f"#m-{slug}")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_question_is_answered_on_its_card(new_context, base_url, scripts):
    page = new_context(java_script_enabled=scripts, viewport=PHONE).new_page()
    results_without_scripts(page, base_url)
    card = question_on_a_card(page)
    form = card.locator("form#here")
    expect(form).to_be_in_viewport()
    assert form.locator("fieldset").count() >= 1
    form.get_by_role("button", name="わからない").click()
    expect(page.locator("p#here")).to_be_in_viewport()
    expect(page.locator("p#here")).to_contain_text("今の結果")
    if scripts:
        expect(page.locator("p#here")).to_be_focused()


def test_a_card_opens_by_keyboard_and_axe_finds_nothing(page, base_url):
    carried(page, base_url, P1)
    button = page.locator("button[value=more-jido-fuyo-teate]")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#m-jido-fuyo-teate #here")).to_be_focused()
    expect(page.get_by_text("金額の出典")).to_be_visible()
    assert_everybody_can_use(page)


def test_the_conversation_and_urgent_lines_are_for_everybody(page, base_url):
    """By keyboard alone: the lines that answer now come first, in a region with a name."""
    page.goto(base_url + PAGES["conversation"])
    page.get_by_label("相手からの暴力や束縛がこわい").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="今すぐ電話できます")).to_be_visible()
    expect(page.get_by_role("log")).to_contain_text("相手からの暴力や束縛がこわい")
    assert page.locator(".safety-numbers a[href^='tel:']").count() > 4
    assert_everybody_can_use(page)
    page.get_by_role("button", name="今の結果を見る").click()
    expect(page.get_by_role("heading", name="確認が必要", exact=True)).to_be_visible()
    folded = page.locator("section[aria-labelledby=check] details.finder__need")
    assert folded.count() > 3
    for group in folded.all():
        group.locator("summary").first.focus()
        page.keyboard.press("Enter")
        expect(group).to_have_attribute("open", "")
    assert_everybody_can_use(page)


def assert_everybody_can_use(page):
    """axe, no sideways scrolling, one main heading, at 320 px and on a desk."""
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [n["target"] for n in rule["nodes"]][:3]) for rule in found] == []
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("heading", level=1).count() == 1


def test_going_back_from_results_shows_the_question_as_it_was(page, base_url):
    page.goto(base_url + PAGES["finder"])
    page.get_by_label("食べるものがない").check()
    page.get_by_role("button", name="次へ").click()
    page.get_by_role("button", name="今の結果を見る").click()
    expect(page.get_by_role("heading", name="確認が必要", exact=True)).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_label("食べるものがない")).to_be_checked()
    page.go_forward()
    expect(page.get_by_role("heading", name="お子さんのこと")).to_be_visible()


@pytest.mark.parametrize("told", [P1, MUCH], ids=["P1", "the longest lists"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_memo_is_one_sheet(new_context, base_url, told, scripts):
    """A4 as the browser prints it; the code holds the answers, the sheet nothing urgent."""
    page = new_context(java_script_enabled=scripts).new_page()
    if scripts:
        carried(page, base_url, told)
        page.get_by_role("button", name="相談メモを作る").click()
    else:
        page.set_content(
            f'<form method="post" action="{base_url}{PAGES["finder"]}">'
            f'<input name="paper" value="{pack(told)}"><button>go</button></form>'
        )
        page.get_by_role("button").click()
        page.get_by_role("button", name="相談メモを作る").click()
    expect(page.get_by_role("heading", level=1, name="相談メモ")).to_be_visible()
    assert page.get_by_role("img", name="QRコード").count() == 1
    assert "食べるもの" not in page.locator(".memo__sheet").inner_text()
    sheets = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1


def test_the_code_is_read_and_taken_out_of_the_address(page, base_url):
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(f"{base_url}{PAGES['finder']}#a={pack({'children': [{'stage': 'es1'}]})}")
    expect(page.get_by_role("heading", name="使えそう", exact=True)).to_be_visible()
    assert "#a=" not in page.url
    assert not any("es1" in url or "?a" in url for url in requested)
