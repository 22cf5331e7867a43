"""What wagtail-localize does wrong for us when it is left alone."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation

from cms.core.publishing import PublicationRefusedError
from cms.translation.models import PageTranslation
from cms.translation.services.translating import fill_strings, publish_translation, submit_page
from home.models import StandardPage
from measures.models import MeasurePage, MeasureSource
from staff_library.models import StaffLibraryPage
from tests.builders import (
    home_of,
    make_group,
    make_locale,
    make_measure,
    make_news,
    make_standard_page,
    make_translation,
    make_user,
    restrict,
)
from tests.reading import main_heading, page_of
from tests.translation.builders import english_site, measure_with_words, strings_of, translate

ENGLISH = "/en/measures/jido-fuyo-teate/"


@pytest.fixture
def english(site, django_capture_on_commit_callbacks):
    return english_site(site)


@pytest.fixture
def published(english, django_capture_on_commit_callbacks):
    """A measure with an English translation."""
    page = measure_with_words(english)
    with django_capture_on_commit_callbacks(execute=True):
        translate(page, ひとり親の毎月の手当="Monthly allowance")
    return page


def test_submitting_a_live_page_publishes_nothing(
    english, client, django_capture_on_commit_callbacks
):
    page = measure_with_words(english)
    with django_capture_on_commit_callbacks(execute=True):
        translation = submit_page(page=page, language="en")
    assert not translation.get_target_instance().live
    response = client.get(ENGLISH)
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "not translated yet" in page_of(response).main.get_text()


def test_submitting_twice_is_harmless(english):
    page = measure_with_words(english)
    first = submit_page(page=page, language="en")
    assert submit_page(page=page, language="en") == first
    assert MeasurePage.objects.filter(translation_key=page.translation_key).count() == 2


def test_what_is_translated_is_shown(published, client):
    assert main_heading(client.get(ENGLISH)) == "Monthly allowance"


def test_words_are_for_translators_and_facts_are_not(english):
    strings = strings_of(submit_page(page=measure_with_words(english), language="en"))
    given = set(strings.values())
    assert {"ひとり親の毎月の手当", "毎月<b>受け取れます</b>。", "ひとり親", "見本の窓口"} <= given
    assert {"区分", "窓口", "子育て"} <= given, "tables are translated"
    assert not {"児童扶養手当", "じどうふようてあて", "#8008", "jido-fuyo-teate", "1"} & given


def test_a_table_is_put_together_again(english, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = translate(measure_with_words(english), 区分="Kind", 子育て="Childcare")
    table = next(block.value for block in page.body if block.block_type == "table")
    assert table["data"][0][0] == "Kind"
    assert table["data"][1] == ["1", "Childcare"]


def test_the_slug_and_the_official_name_are_those_of_the_japanese_page(published):
    page = MeasurePage.objects.get(locale__language_code="en")
    assert (page.slug, page.official_name) == ("jido-fuyo-teate", "児童扶養手当")


def test_front_pages_keep_their_own_slugs(english, django_capture_on_commit_callbacks):
    make_locale("ko")
    with django_capture_on_commit_callbacks(execute=True):
        page = translate(home_of(english), "ko")
    assert page.slug == "home-ko"
    assert home_of(english).slug == "home"


def test_a_page_is_not_published_while_a_string_is_missing(
    english, django_capture_on_commit_callbacks
):
    translation = submit_page(page=measure_with_words(english), language="en")
    missing = fill_strings(translation=translation, words={"ひとり親の毎月の手当": "Allowance"})
    assert missing > 3
    with (
        pytest.raises(PublicationRefusedError) as refused,
        django_capture_on_commit_callbacks(execute=True),
    ):
        publish_translation(translation=translation)
    assert f"訳していない文が{missing}か所あります" in refused.value.reason
    assert not MeasurePage.objects.get(locale__language_code="en").live


def test_a_string_with_an_error_counts_as_missing(english, django_capture_on_commit_callbacks):
    page = make_standard_page(english)
    translation = submit_page(page=page, language="en")
    fill_strings(translation=translation, words={"このサイトについて": "<script>x</script>"})
    assert StringTranslation.objects.get().has_error
    with (
        pytest.raises(PublicationRefusedError),
        django_capture_on_commit_callbacks(execute=True),
    ):
        publish_translation(translation=translation)


def test_simple_japanese_is_a_language_of_its_own(
    english, client, django_capture_on_commit_callbacks
):
    page = measure_with_words(english)
    make_translation(home_of(english), "ja-simple", title="ひとり親の サイト")
    make_translation(page.get_parent(), "ja-simple", title="さがす")
    with django_capture_on_commit_callbacks(execute=True):
        translate(page, "ja-simple", ひとり親の毎月の手当="まいつき もらう お金")
    response = client.get("/ja-simple/measures/jido-fuyo-teate/")
    assert main_heading(response) == "まいつき もらう お金"
    assert page_of(response).html["lang"] == "ja"
    links = page_of(response).find_all("link", rel="alternate", hreflang=True)
    assert "ja-simple" not in {link["hreflang"] for link in links}


def test_staff_pages_are_not_translated(english):
    library = StaffLibraryPage(title="職員向け", slug="staff", locale=home_of(english).locale)
    home_of(english).add_child(instance=library)
    with pytest.raises(ValidationError, match="翻訳できません"):
        submit_page(page=library, language="en")
    assert not StaffLibraryPage.objects.filter(locale__language_code="en").exists()


# --- Restrictions -------------------------------------------------------------------------------


def found_in_english(reader) -> bool:
    pages = MeasurePage.objects.visible_to(reader).filter(locale__language_code="en")
    return pages.exists()


def test_a_restriction_set_after_translation_closes_the_translation_at_once(published, client):
    reader = make_user()
    assert client.get(ENGLISH).status_code == 200
    restriction = restrict(published, make_group("職員"))
    assert client.get(ENGLISH).status_code == 302
    assert not found_in_english(reader)
    restriction.delete()
    assert client.get(ENGLISH).status_code == 200
    assert found_in_english(make_user("other"))


def test_a_restriction_of_a_section_closes_what_is_translated_below(published, client):
    restrict(published.get_parent())
    assert client.get(ENGLISH).status_code == 302
    assert client.get("/en/measures/").status_code == 302


def test_moving_the_japanese_page_into_a_closed_place_closes_its_translation(
    english, client, django_capture_on_commit_callbacks
):
    page = make_standard_page(english)
    closed = make_standard_page(english, title="閉じた場所", slug="closed")
    restrict(closed)
    with django_capture_on_commit_callbacks(execute=True):
        translate(page)
    assert client.get("/en/about/").status_code == 200
    page.move(closed, pos="last-child")
    assert client.get("/en/about/").status_code == 302
    StandardPage.objects.get(pk=page.pk).move(home_of(english), pos="last-child")
    assert client.get("/en/about/").status_code == 200


def test_saving_a_translation_leaves_no_copy_of_a_restriction_behind(
    published, client, django_capture_on_commit_callbacks
):
    restriction = restrict(published)
    with django_capture_on_commit_callbacks(execute=True):
        translate(published)
    restriction.delete()
    assert client.get(ENGLISH).status_code == 200
    assert not PageViewRestriction.objects.exists()


def test_who_may_read_the_japanese_page_reads_the_translation(published, client):
    reader = make_user()
    restrict(published, make_group("職員", reader))
    client.force_login(reader)
    assert client.get(ENGLISH).status_code == 200
    assert found_in_english(reader)


# --- Facts --------------------------------------------------------------------------------------


def test_facts_reach_translations_with_the_publication_of_the_japanese_page(
    published, client, django_capture_on_commit_callbacks
):
    published.official_name = "新しい手当"
    published.sources = [MeasureSource(title="告示", url="https://www.cfa.go.jp/")]
    with django_capture_on_commit_callbacks(execute=True):
        published.save_revision().publish()
    text = page_of(client.get(ENGLISH)).main.get_text()
    assert "新しい手当" in text
    assert "告示" in text
    page = MeasurePage.objects.get(locale__language_code="en")
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.official_name) == ("Monthly allowance", "新しい手当")
    assert [source.title for source in draft.sources.all()] == ["告示"]
    assert PageTranslation.objects.filter(page=page).exists()
    assert not PageTranslation.objects.stale().filter(page=page), "no word changed"


def test_a_later_publication_of_the_translation_keeps_the_new_facts(
    published, django_capture_on_commit_callbacks
):
    published.official_name = "新しい手当"
    published.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        translate(published)
    assert MeasurePage.objects.get(locale__language_code="en").official_name == "新しい手当"


def test_what_is_taken_off_in_japanese_is_taken_off_in_other_languages(published, client):
    published.unpublish()
    assert client.get(ENGLISH).status_code == 404
    assert not MeasurePage.objects.get(locale__language_code="en").live


def test_a_deleted_japanese_page_leaves_no_translation_open(published, client):
    restrict(published)
    published.delete()
    assert client.get(ENGLISH).status_code == 404


def test_news_and_their_day_are_mirrored(english, django_capture_on_commit_callbacks):
    page = make_news(english, title="新しい窓口", slug="new", published_on="2026-11-01")
    page.refresh_from_db()
    make_translation(page.get_parent(), "en", title="News")
    with django_capture_on_commit_callbacks(execute=True):
        twin = translate(page)
    page.published_on = "2026-11-20"
    page.save_revision().publish()
    twin.refresh_from_db()
    assert str(twin.published_on) == "2026-11-20"


def test_a_measure_without_translations_costs_nothing_more(english):
    page = make_measure(english, slug="other")
    page.save_revision().publish()
    assert not PageTranslation.objects.exists()
