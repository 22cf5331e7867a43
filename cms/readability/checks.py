"""What is hard to read, among the findings an editor sees while writing."""

from collections.abc import Iterator
from datetime import date

from wagtail.models import Page

from cms.core.content.findings import Finding
from cms.core.content.parts import Part
from cms.readability.selectors import is_plain, report_on

SHOWN = 10  # beside a form; the page of the linter shows them all
ALL_SHOWN = "ページのメニューの「日本語のやさしさ」で、全部を見てください。"


def hard_to_read(page: Page, parts: list[Part], on: date) -> Iterator[Finding]:
    """Advice for pages in やさしい日本語; ordinary Japanese is read when somebody asks for it."""
    if not is_plain(page):
        return
    findings = report_on(page, parts).findings
    for finding in findings[:SHOWN]:
        yield Finding(f"{finding.rule}（{finding.words}）", finding.place, finding.advice)
    if (rest := len(findings) - SHOWN) > 0:
        yield Finding(f"読みにくいところが、ほかに{rest}件あります", "全体", ALL_SHOWN)
