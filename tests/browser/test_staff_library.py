"""The pages for municipal staff on the office computer and on a telephone: axe, no scroll bars."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accounts import OFFICE, PHONE, assert_accessible, sign_in

PAGES = {
    "home": "/staff/",
    "search": "/staff/?q=高等職業訓練+所得+超過",
    "nothing found": "/staff/?q=ほげほげ&kind=nonsense",
    "notice": "/staff/sample-notice-training-2025/",
    "amended notice": "/staff/sample-notice-training-2024/",
    "what changed": "/staff/sample-notice-training-2025/changes/",
    "law": "/staff/jido-fuyo-teate-ho/",
    "case": "/staff/sample-case-evening/",
    "training": "/staff/sample-training-privacy/",
    "own records": "/staff/completions/",
    "offices": "/staff/offices/132012/",
    "account": "/sign-in/account/",
    "password": "/sign-in/password/",
}


@pytest.mark.parametrize("viewport", [OFFICE, PHONE], ids=["office", "telephone"])
def test_everybody_can_use_every_page(new_context, demo, base_url, viewport):
    page = new_context(viewport=viewport).new_page()
    sign_in(page, base_url, "hachioji", demo.password("hachioji"))
    expect(page).to_have_url(f"{base_url}/staff/")
    for address in PAGES.values():
        assert page.goto(base_url + address).status == 200
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert_accessible(page)
