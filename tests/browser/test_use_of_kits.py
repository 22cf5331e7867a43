"""From the card in a parcel to the map: printed by 広報, reported on a telephone in three taps."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_accounts import OFFICE, PHONE, assert_accessible, sign_in

RATES = "/campaigns/know-how/rates/"
TOWN = "132098"  # 町田市: nobody of the sample has reported for it
OTHER_TOWN = "132012"  # 八王子市: neither has anybody for it
STAFF_PAGES = ["/campaigns/know-how/", "/campaigns/know-how/asking-schools/"]


def card_address(page, base_url) -> str:
    """Sign in as 広報, print the cards of 東京都, read the address behind one QR code."""
    page.goto(f"{base_url}/admin/snippets/campaigns/distribution/")
    row = page.get_by_role("row").filter(has_text="秋の配布")
    row.get_by_role("link", name="ひらく").click()
    form = page.locator("form[action$='/cards/']")
    form.get_by_label("都道府県").select_option(label="東京都")
    form.get_by_role("button", name="カードを作る").click()
    card = page.locator(f".card[data-code='{TOWN}'] img")
    expect(card).to_be_visible()
    return "/campaigns/" + card.get_attribute("data-address").split("/campaigns/")[1]


def tokyo(page, base_url) -> tuple[int, int, str]:
    """Parcels reported about and share of 東京都 in the table, and its number on the map."""
    page.goto(base_url + RATES)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="東京都"))
    cells = [cell.strip() for cell in row.get_by_role("cell").all_inner_texts()]
    tile = page.locator("svg.tiles__map g").filter(has_text="東京").text_content() or ""
    return int(cells[1]), int(cells[2].strip().removesuffix("%")), tile


def test_from_the_card_to_the_map(new_context, demo, base_url):
    office = new_context(viewport=OFFICE).new_page()
    sign_in(office, base_url, "publicity", demo.password("publicity"))
    address = card_address(office, base_url)

    telephone = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    before, share, tile = tokyo(telephone, base_url)
    assert tile.endswith(str(share)), "the map says what the table says"
    telephone.goto(base_url + address)
    expect(telephone.get_by_role("heading", level=1)).to_contain_text("どう使っていますか")
    expect(telephone.get_by_text("東京都町田市あて")).to_be_visible()
    for tap in (
        telephone.get_by_label("図書館・保健センター・公民館"),
        telephone.get_by_label(re.compile("^ぜんぶ")),
        telephone.get_by_role("button", name="報告を送る"),
    ):
        box = tap.locator("xpath=ancestor-or-self::*[self::label or self::button]").bounding_box()
        assert box["height"] >= 44
        tap.click()
    expect(telephone.get_by_role("heading", level=1)).to_contain_text("受け取りました")
    later = new_context(viewport=PHONE).new_page()  # browsers keep a public page for a minute
    after, new_share, tile = tokyo(later, base_url)
    assert after == before + 1
    assert new_share > share
    assert tile.endswith(str(new_share))

    telephone.goto(base_url + address)
    expect(telephone.get_by_label("図書館・保健センター・公民館")).to_be_checked()
    telephone.get_by_label(re.compile("^半分")).check()
    telephone.get_by_role("button", name="なおした報告を送る").click()
    assert tokyo(telephone, base_url)[0] == after, "a second report is no second parcel"


def test_the_form_is_open_to_everybody(new_context, demo, base_url):
    """axe over the form, its errors, the answer and the page of a link that has ended."""
    page = new_context(viewport=PHONE).new_page()
    sign_in(page, base_url, "hachioji", demo.password("hachioji"))
    page.goto(f"{base_url}/campaigns/know-how/towns/{OTHER_TOWN}/")
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("報告")).first.click()
    expect(page).to_have_url(re.compile("/campaigns/reports/"))
    assert_accessible(page)
    page.get_by_label("数を入れる").check()
    expect(page.get_by_label("使っている数")).to_be_visible()
    page.get_by_label("使っている数").fill("９９９９９")
    page.get_by_text("もっと教える").click()
    page.get_by_label("効果・反響").fill("電話が増えました")
    page.get_by_role("button", name=re.compile("報告を送る$")).click()
    expect(page.get_by_role("alert")).to_contain_text("届いたのは")
    expect(page.get_by_label("効果・反響")).to_have_value("電話が増えました")
    assert_accessible(page)
    page.get_by_label("使っている数").fill("１０部")
    page.get_by_label("役所の窓口・ロビー").check()
    page.get_by_role("button", name=re.compile("報告を送る$")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("受け取りました")
    assert_accessible(page)
    page.goto(f"{base_url}/campaigns/reports/{'x' * 32}/")
    assert_accessible(page)


@pytest.mark.parametrize("viewport", [OFFICE, PHONE], ids=["office", "telephone"])
def test_staff_read_their_own_articles(new_context, demo, base_url, viewport):
    page = new_context(viewport=viewport).new_page()
    sign_in(page, base_url, "hachioji", demo.password("hachioji"))
    for address in STAFF_PAGES:
        assert page.goto(base_url + address).status == 200
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert_accessible(page)
    page.goto(f"{base_url}/campaigns/know-how/towns/{TOWN}/")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("町田市")
