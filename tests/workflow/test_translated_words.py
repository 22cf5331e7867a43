"""What translators write is shown to who reviews it as it will be published."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringTranslation

from cms.core.content.markup import read_markup
from cms.core.publishing import PublicationRefusedError
from cms.translation.selectors import managed
from cms.translation.services.drafting import draft_translation
from cms.workflow.services.translations import hand_in_translation
from tests.builders import make_standard_page
from tests.translation.builders import translate
from tests.workflow.builders import JAPANESE, fresh, write

pytestmark = pytest.mark.django_db


UNSEEN = ["<!--><b>c</b>-->", "<![CDATA[<b>c</b>]]>", "<!doctype c>", "<?c?>", "</!c>", "<!--c"]


@pytest.mark.parametrize("hidden", UNSEEN)
def test_a_string_holds_nothing_that_the_review_does_not_show(public, translator, hidden):
    """What opens no tag is shown as it was typed, to who reviews and on the page."""
    translation = managed(public)
    write(translation, translator, **{JAPANESE: f"About us \x00{hidden}"})
    kept = StringTranslation.objects.get(translation_of__data=JAPANESE, locale__language_code="en")
    assert "\x00" not in kept.data
    assert not read_markup(kept.data).foreign
    assert BeautifulSoup(kept.data, "html.parser").get_text().startswith("About us <")


def test_a_link_of_a_translation_that_runs_a_script_never_is_public(english, translator):
    link = {"label": "手当", "page": None, "url": "https://example.jp/"}
    body = json.dumps([{"type": "links", "value": [link]}])
    page = make_standard_page(english, body=body)
    page.save_revision().publish()
    twin = translate(page, 手当="Allowance")
    translation = managed(twin)
    [segment] = OverridableSegment.objects.filter(
        source=translation.source, data_json__contains="https"
    )
    SegmentOverride.objects.create(
        locale=translation.target_locale,
        context=segment.context,
        data_json=json.dumps("javascript:alert(1)\x00"),
        last_translated_by=translator,
    )
    assert SegmentOverride.objects.get().data == "javascript:alert(1)"
    with pytest.raises(PublicationRefusedError, match="使えないアドレス"):
        hand_in_translation(translation=translation, by=translator)
    assert fresh(twin).current_workflow_state is None
    draft = draft_translation(translation=translation, by=translator)
    with pytest.raises(PublicationRefusedError, match="使えないアドレス"):
        draft.publish()
    assert "javascript" not in str(fresh(twin).body)
