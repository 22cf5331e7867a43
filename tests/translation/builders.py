"""Translations as translators make them: string by string."""

import json

from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from cms.translation.services.translating import fill_strings, publish_translation, submit_page
from tests.builders import home_of, make_locale, make_measure, make_translation, measure_index


def english_site(site):
    """Front page and list of measures in English."""
    make_translation(home_of(site), "en", title="Support for single parents")
    make_translation(measure_index(site), "en", title="Find support")
    return site


def measure_with_words(site, **fields):
    """A measure with one of every kind of words, and facts between them."""
    body = [
        {"type": "paragraph", "value": "<p>毎月<b>受け取れます</b>。</p>"},
        {"type": "contact", "value": {"name": "見本の窓口", "phone": "#8008", "note": "毎日"}},
        {"type": "table", "value": {"data": [["区分", "窓口"], ["1", "子育て"]]}},
    ]
    page = make_measure(
        site, body=json.dumps(body), who='[{"type": "line", "value": "ひとり親"}]', **fields
    )
    page.save_revision().publish()
    return page


def strings_of(translation: Translation) -> dict[str, str]:
    """Path → Japanese string, as a translator sees them."""
    found = StringSegment.objects.filter(source=translation.source).select_related(
        "context", "string"
    )
    return {each.context.path: each.string.data for each in found.order_by("order")}


def translate(page: Page, code: str = "en", **words: str) -> Page:
    """A published translation of ``page``; strings that ``words`` leave out get an English mark."""
    make_locale(code)
    translation = submit_page(page=page, language=code)
    known = {
        text: f"{code}: {number}" for number, text in enumerate(strings_of(translation).values())
    }
    fill_strings(translation=translation, words={**known, **words})
    publish_translation(translation=translation)
    return translation.get_target_instance()
