"""Old translations say so, with both days, as soon as the Japanese page changed."""

from datetime import datetime, timedelta

import pytest
from wagtail_localize.models import StringTranslation, TranslationSource

from cms.core.calendar import TOKYO
from cms.core.publishing import PublicationRefusedError
from cms.translation.models import Original, PageTranslation
from cms.translation.services.originals import note_original
from cms.translation.services.translating import publish_translation, submit_page
from measures.models import MeasurePage
from tests.builders import make_admin, make_standard_page, make_translation
from tests.reading import page_of, words
from tests.translation.builders import english_site, measure_with_words, strings_of, translate

ENGLISH = "/en/measures/jido-fuyo-teate/"


@pytest.fixture
def published(site, django_capture_on_commit_callbacks):
    page = measure_with_words(english_site(site))
    with django_capture_on_commit_callbacks(execute=True):
        translate(page)
    return page


def banner(client, address=ENGLISH):
    return page_of(client.get(address)).find(attrs={"data-notice": "stale"})


def change(page, capture, **words):
    for name, value in words.items():
        setattr(page, name, value)
    with capture(execute=True):
        page.save_revision().publish()


def test_a_fresh_translation_says_nothing(published, client):
    assert banner(client) is None


def test_a_changed_japanese_page_is_told_at_once_with_both_days(
    published, client, django_capture_on_commit_callbacks
):
    before = datetime(2026, 5, 12, 23, 30, tzinfo=TOKYO)
    Original.objects.update(changed_at=before)
    PageTranslation.objects.update(made_from=before)
    change(published, django_capture_on_commit_callbacks, summary="変わった説明です。")
    today = datetime.now(TOKYO).date().isoformat()
    text = words(banner(client))
    assert f"changed on {today}" in text
    assert "of 2026-05-12" in text
    assert banner(client).find("a")["href"] == "/measures/jido-fuyo-teate/"


def test_the_japanese_page_itself_says_nothing(
    published, client, django_capture_on_commit_callbacks
):
    change(published, django_capture_on_commit_callbacks, summary="変わった説明です。")
    assert banner(client, "/measures/jido-fuyo-teate/") is None


def test_publishing_the_same_words_again_makes_nothing_old(
    published, client, django_capture_on_commit_callbacks
):
    change(published, django_capture_on_commit_callbacks)
    assert banner(client) is None


def test_taking_the_change_back_makes_the_translation_current_again(
    published, client, django_capture_on_commit_callbacks
):
    was = published.summary
    change(published, django_capture_on_commit_callbacks, summary="変わった説明です。")
    assert banner(client) is not None
    change(published, django_capture_on_commit_callbacks, summary=was)
    assert banner(client) is None


def test_a_draft_of_the_japanese_page_makes_nothing_old(published, client):
    published.summary = "書きかけ"
    published.save_revision()
    assert banner(client) is None


def test_translators_get_the_changed_words_and_the_public_page_stays(
    published, client, django_capture_on_commit_callbacks
):
    change(published, django_capture_on_commit_callbacks, summary="変わった説明です。")
    translation = submit_page(page=published, language="en")
    assert "変わった説明です。" in strings_of(translation).values()
    assert "変わった説明です。" not in page_of(client.get(ENGLISH)).main.get_text()
    with pytest.raises(PublicationRefusedError):
        publish_translation(translation=translation)
    assert "変わった説明です。" not in page_of(client.get(ENGLISH)).main.get_text()


def test_saving_a_public_translation_with_japanese_left_in_it_is_refused(
    published, django_capture_on_commit_callbacks
):
    """wagtail-localize writes the public row before it publishes."""
    change(published, django_capture_on_commit_callbacks, summary="変わった説明です。")
    translation = submit_page(page=published, language="en")
    with pytest.raises(PublicationRefusedError):
        translation.save_target(publish=False)
    assert MeasurePage.objects.get(locale__language_code="en").summary != "変わった説明です。"


def test_the_button_in_the_admin_says_how_many_are_missing(
    published, client, django_capture_on_commit_callbacks
):
    change(published, django_capture_on_commit_callbacks, summary="変わった説明です。")
    page = MeasurePage.objects.get(locale__language_code="en")
    client.force_login(make_admin())
    address = f"/admin/pages/{page.pk}/edit/"
    response = client.post(address, {"action": "publish"}, follow=True)
    assert "訳していない文が1か所あります" in page_of(response).find(class_="messages").get_text()
    assert MeasurePage.objects.get(pk=page.pk).summary != "変わった説明です。"


def test_translating_the_change_takes_the_banner_away(
    published, client, django_capture_on_commit_callbacks
):
    change(published, django_capture_on_commit_callbacks, summary="変わった説明です。")
    with django_capture_on_commit_callbacks(execute=True):
        translate(published, **{"変わった説明です。": "A changed text."})
    assert banner(client) is None
    assert "A changed text." in page_of(client.get(ENGLISH)).main.get_text()


def test_passing_on_by_hand_has_no_box_to_publish(published, client):
    source = TranslationSource.objects.get()
    client.force_login(make_admin())
    address = f"/admin/localize/update/{source.pk}/"
    form = page_of(client.get(address)).find("form", method="POST")
    assert form.find(attrs={"name": "publish_translations"}) is None
    before = MeasurePage.objects.get(locale__language_code="en").last_published_at
    client.post(address, {"publish_translations": "on"})
    assert MeasurePage.objects.get(locale__language_code="en").last_published_at == before


def test_a_page_translated_by_hand_is_followed_too(
    site, client, django_capture_on_commit_callbacks
):
    page = make_standard_page(english_site(site))
    page.save_revision().publish()
    copy = make_translation(page, "en", title="About")
    copy.save_revision().publish()
    assert banner(client, "/en/about/") is None
    change(page, django_capture_on_commit_callbacks, title="このサイト")
    assert banner(client, "/en/about/") is not None
    copy.save_revision().publish()
    assert banner(client, "/en/about/") is None


def test_the_day_of_a_text_stays_while_the_text_does(published):
    first = Original.objects.get(pk=published.translation_key).changed_at
    later = first + timedelta(days=3)
    assert note_original(page=published, at=later).changed_at == first
    published.summary = "新しい"
    assert note_original(page=published, at=later).changed_at == later


def test_what_a_machine_wrote_says_so(published, client, django_capture_on_commit_callbacks):
    StringTranslation.objects.update(translation_type="machine")
    with django_capture_on_commit_callbacks(execute=True):
        translate(published)
    assert PageTranslation.objects.get().by_machine
    footer = page_of(client.get(ENGLISH)).footer.get_text()
    assert "nobody has checked it yet" in footer


def test_a_translated_page_asks_a_fixed_number_of_queries(
    published, client, django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    change(published, django_capture_on_commit_callbacks, summary="変わった説明です。")
    client.get(ENGLISH)
    with django_assert_max_num_queries(15):
        client.get(ENGLISH)
