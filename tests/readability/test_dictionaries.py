"""What editors keep, and what a page's report says."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cms.accounts.services import apply_roles
from cms.core.content.findings import findings_of
from cms.demo.build import content
from cms.demo.readability import build_readability
from cms.readability.checks import SHOWN
from cms.readability.dictionary import current_readings
from cms.readability.models import PlainTerm, Reading
from cms.readability.selectors import report_on
from tests.builders import (  # fmt: skip
    home_of,
    make_area,
    make_group,
    make_image,
    make_standard_page,
    make_translation,
    make_user,
)
from tests.quality.builders import body, picture_block

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_a_reading_is_kept_in_hiragana():
    entry = Reading(word="下田", reading="シモ タ")
    entry.full_clean()
    assert entry.reading == "しもた"


@pytest.mark.parametrize(
    ("word", "reading"), [("下田", "shimota"), ("下田", "<b>"), ("しもた", "しもた")]
)
def test_what_is_no_reading_is_refused(word, reading):
    with pytest.raises(ValidationError):
        Reading(word=word, reading=reading).full_clean()


def test_an_easier_word_does_not_contain_the_hard_one():
    with pytest.raises(ValidationError, match="同じ言葉"):
        PlainTerm(
            term="扶養", reading="ふよう", easy="扶養すること", source_title="民法"
        ).full_clean()
    with pytest.raises(ValidationError, match="読みがな"):
        PlainTerm(term="扶養", easy="支えること", source_title="民法").full_clean()


def test_a_name_with_two_readings_is_left_to_the_analyser():
    make_area("45431", "美郷町", "みさとちょう")
    make_area("05434", "美郷町", "みさとまち")
    assert "美郷町" not in current_readings().words()


def test_a_page_s_report_is_strict_for_plain_japanese_only(site):
    page = make_standard_page(site, title="相談", slug="talk", introduction="ご相談ください。")
    assert report_on(page).findings == ()
    make_translation(home_of(site), "ja-simple")
    copy = make_translation(page, "ja-simple")
    assert [str(finding.rule) for finding in report_on(copy).findings] == ["敬語"]


def test_an_editor_of_plain_japanese_sees_it_as_advice_and_may_publish(site):
    page = make_standard_page(site, title="相談", slug="talk", introduction="ご相談ください。")
    make_translation(home_of(site), "ja-simple")
    copy = make_translation(page, "ja-simple")
    assert findings_of(page, on=TODAY) == []
    finding = next(found for found in findings_of(copy, on=TODAY) if "敬語" in found.what)
    assert (finding.where, finding.refuses) == ("「はじめの文」", False)
    assert finding.todo
    copy.refuse_publication(on=TODAY)


def test_advice_names_the_paragraph_and_reads_links_and_words_for_pictures(site):
    make_translation(home_of(site), "ja-simple")
    blocks = [
        ("heading", "手続き"),
        ("paragraph", "<p>よい文です。</p><ul><li>ご相談ください。</li></ul>"),
        picture_block(make_image(), "写真をご覧ください。"),
    ]
    page = make_standard_page(site, slug="talk", body=body(*blocks))
    copy = make_translation(page, "ja-simple")
    places = [finding.place for finding in report_on(copy).findings if str(finding.rule) == "敬語"]
    assert places == [
        "「本文」の2番目（文章）",
        "「本文」の3番目（画像）「画像の説明（代替テキスト）」",
    ]


def test_a_long_list_of_advice_ends_with_the_way_to_all_of_it(site):
    make_translation(home_of(site), "ja-simple")
    page = make_standard_page(site, title="相談", slug="talk")
    copy = make_translation(page, "ja-simple", introduction="ご相談ください。" * (SHOWN + 2))
    found = [finding for finding in findings_of(copy, on=TODAY) if not finding.refuses]
    assert len(found) == SHOWN + 1
    assert "ほかに2件" in found[-1].what


def test_the_report_reads_the_saved_draft_and_needs_the_right_to_edit(client, site):
    apply_roles()
    page = make_standard_page(site, title="相談", slug="talk", introduction="よい文です。")
    page.introduction = "出さなければなりません。"
    page.save_revision()
    address = f"/admin/plain-japanese/{page.pk}/"
    editor, reader = make_user("editor"), make_user("reviewer")
    make_group("編集者", editor)
    make_group("事実確認者", reader)
    client.force_login(editor)
    answer = client.get(address)
    assert "なければなりません" in answer.content.decode()
    assert "「〜が必要です」" in answer.content.decode()
    assert address in client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    client.force_login(reader)
    assert client.get(address).status_code in (302, 403)


def test_pages_of_other_languages_have_no_report(client, site):
    make_translation(home_of(site), "en")
    page = make_translation(make_standard_page(site, title="相談", slug="talk"), "en", title="Talk")
    client.force_login(make_user("chief", is_superuser=True))
    assert client.get(f"/admin/plain-japanese/{page.pk}/").status_code == 404


def test_the_sample_is_sound_and_built_once():
    words = content("readability.json")
    build_readability(words)
    for entry in (*PlainTerm.objects.all(), *Reading.objects.all()):
        entry.full_clean()
        assert not isinstance(entry, PlainTerm) or entry.needs_check
    number = PlainTerm.objects.count()
    PlainTerm.objects.filter(term="扶養").update(easy="支えること")
    build_readability(words)
    assert PlainTerm.objects.count() == number
    assert PlainTerm.objects.get(term="扶養").easy == "支えること"
