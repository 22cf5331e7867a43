"""What is checked of a measure beside what is checked of every page."""

from collections.abc import Iterator
from datetime import date

from wagtail.models import Page

from cms.core.content.findings import Finding
from cms.core.content.parts import Part
from cms.core.languages import default_language
from measures.models import MeasurePage
from measures.review import refusal_of


def findings_of_measure(page: Page, parts: list[Part], on: date) -> Iterator[Finding]:
    """Facts have a source; the examples of the rule hold. Both are kept on the Japanese page."""
    if not isinstance(page, MeasurePage) or page.language != default_language():
        return
    if not page.sources.all():
        yield Finding(
            "出典がありません",
            "「出典」",
            "どこで確かめたことかを書いてください。法律、国や自治体のページなど。",
        )
    if page.tests_examples and (reason := refusal_of(page, on=on)):
        yield Finding(
            reason.rstrip("。"),
            "「だれが使えるかのルール」",
            "ルールか例を直してください。「ルールの確認」に、どの例がどう変わるかが出ます。",
        )
