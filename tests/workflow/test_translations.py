"""Translations go through the review: nothing that a translator does is public before it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationContext,
)

from cms.core.publishing import PublicationRefusedError
from cms.translation.board import Wanted, board_rows
from cms.translation.choices import State
from cms.translation.selectors import managed, missing_strings
from cms.translation.services.translating import fill_strings, submit_page
from cms.workflow.choices import Act
from cms.workflow.deciding import OWN, DecisionRefusedError
from cms.workflow.emergency_views import emergency_address
from cms.workflow.models import ReviewState
from cms.workflow.services.translations import (
    SAME,
    UNDER_REVIEW,
    hand_in_translation,
    withdraw_translation,
)
from home.models import NewsIndexPage, StandardPage
from tests.builders import (
    add_page,
    home_of,
    make_admin,
    make_locale,
    make_standard_page,
    make_user,
)
from tests.reading import page_of, words
from tests.translation.builders import strings_of
from tests.workflow.builders import (
    JAPANESE,
    acts,
    approve,
    fresh,
    make_person,
    publish_by_hand,
    turn_of,
    write,
)

pytestmark = pytest.mark.django_db


def review_of(translation: Translation) -> str:
    return reverse("workflow_translation", args=[translation.pk])


def test_a_translation_is_handed_in_and_public_after_its_approval(
    client, public, reworded, translator, approver
):
    client.force_login(translator)
    edit = page_of(client.get(f"/admin/pages/{public.pk}/edit/"))
    way = edit.find("a", string="訳を審査に出す")["href"]
    assert "審査に出す（事実確認と協議）" in words(
        page_of(client.get(way)).find("form", method="post")
    )
    assert client.post(way).url == f"/admin/pages/{public.pk}/edit/"
    assert (fresh(public).title, fresh(public).draft_title) == ("About", "About this site")
    assert "About this site" not in client.get("/en/about/").content.decode()
    assert "審査の途中" in words(page_of(client.get(way)).find("main"))
    approve(turn_of(fresh(public)), approver)
    assert fresh(public).title == "About this site"
    assert acts(public) == [Act.SKIPPED, Act.ASKED, Act.APPROVED, Act.PUBLISHED]


def test_who_wrote_strings_approves_none_of_them(reworded, public, translator, approver):
    write(reworded, approver, **{JAPANESE: "About us"})
    hand_in_translation(translation=reworded, by=translator)
    with pytest.raises(DecisionRefusedError, match=OWN):
        approve(turn_of(fresh(public)), approver)
    other = make_person("other", "承認者")
    approve(turn_of(fresh(public)), other)
    assert fresh(public).title == "About us"


def test_an_author_of_words_that_are_public_is_free_again(public, reworded, translator, approver):
    hand_in_translation(translation=reworded, by=translator)
    approve(turn_of(fresh(public)), approver)
    write(reworded, make_person("second", "翻訳者"), **{JAPANESE: "Once more"})
    hand_in_translation(translation=reworded, by=translator)
    approve(turn_of(fresh(public)), approver)
    assert fresh(public).title == "Once more"


def test_what_was_sent_back_is_taken_up_again(client, public, reworded, translator, approver):
    hand_in_translation(translation=reworded, by=translator)
    turn_of(fresh(public)).reject(user=approver, comment="「site」は要りません。")
    client.force_login(translator)
    assert "差し戻された訳です" in words(page_of(client.get(review_of(reworded))).find("main"))
    write(reworded, translator, **{JAPANESE: "About it"})
    client.post(review_of(reworded))
    approve(turn_of(fresh(public)), approver)
    assert fresh(public).title == "About it"


def test_the_review_is_withdrawn_by_who_asked(client, public, reworded, translator):
    hand_in_translation(translation=reworded, by=translator)
    client.force_login(make_person("second", "翻訳者"))
    client.post(review_of(reworded), {"withdraw": "1"})
    assert fresh(public).workflow_in_progress
    client.force_login(translator)
    client.post(review_of(reworded), {"withdraw": "1"})
    assert not fresh(public).workflow_in_progress
    assert acts(public)[-1] == Act.WITHDRAWN
    client.post(review_of(reworded))
    assert fresh(public).workflow_in_progress


def test_refusals_say_why_and_keep_everything(client, public, reworded, translator):
    client.force_login(translator)
    hand_in_translation(translation=reworded, by=translator)
    told = page_of(client.post(review_of(reworded), follow=True))
    assert UNDER_REVIEW in words(told.find(class_="messages"))
    assert withdraw_translation(translation=reworded, by=translator)
    write(reworded, translator, **{JAPANESE: "About"})
    with pytest.raises(DecisionRefusedError, match=SAME):
        hand_in_translation(translation=reworded, by=translator)
    StringTranslation.objects.all().delete()
    with pytest.raises(PublicationRefusedError, match="訳していない文"):
        hand_in_translation(translation=reworded, by=translator)
    shown = words(page_of(client.get(review_of(reworded))).find("main"))
    assert ("訳していない文" in shown, "審査に出す（" in shown) == (True, False)
    assert fresh(public).title == "About"


def test_words_that_the_page_refuses_are_told(public, reworded, translator):
    write(reworded, translator, **{JAPANESE: "A" * 300})
    with pytest.raises(ValidationError):
        hand_in_translation(translation=reworded, by=translator)
    assert not fresh(public).workflow_in_progress


@pytest.mark.parametrize("role", ["編集者", "事実確認者", ""])
def test_others_hand_nothing_in(client, public, reworded, role):
    stranger = make_person("stranger", role) if role else make_user("stranger")
    client.force_login(stranger)
    allowed = public.permissions_for_user(stranger).can_edit()
    answer = client.post(review_of(reworded))
    assert fresh(public).workflow_in_progress is allowed, answer.status_code


def test_submitting_a_live_stand_in_again_changes_nothing_public(
    client, english, translator, approver
):
    """The translator chooses the page again: wagtail-localize would write the public page."""
    page = make_standard_page(english)
    page.save_revision().publish()
    page = fresh(page)  # an alias copies what the public version is, too
    stand_in = page.copy_for_translation(make_locale("en"), alias=True)
    client.force_login(translator)
    asked = {"locales": [str(stand_in.locale_id)], "include_subtree": "on"}
    client.post(f"/admin/localize/submit/page/{page.pk}/", asked)
    taken = fresh(stand_in)
    assert (taken.title, taken.live, taken.alias_of_id) == (JAPANESE, True, None)
    page.title, page.introduction = "直した題", "あとから直した文です。"
    page.save_revision().publish()
    found = page_of(client.get("/en/search/", {"q": "直した題"})).find("a", href="/en/about/")
    assert "直した題" in words(found), "not the words of the day on which it was submitted"
    shown = client.get("/en/about/")
    assert "あとから直した文です。" in shown.content.decode(), "the Japanese page as it is today"
    assert page_of(shown).find("main").find(lang="ja") or 'lang="ja"' in shown.content.decode()
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert "/en/about/" not in client.get("/sitemap.xml").content.decode()
    translation = managed(taken)
    board = board_rows(Wanted(languages=("en",)), reader=translator)
    assert [row.cells[0].state for row in board if row.page == page.pk] == [State.WAITING]
    strings = {text: f"en {number}" for number, text in enumerate(strings_of(translation).values())}
    fill_strings(translation=translation, words=strings, by=translator)
    assert missing_strings(translation) == []
    hand_in_translation(translation=translation, by=translator)
    approve(turn_of(fresh(stand_in)), approver)
    assert fresh(stand_in).title.startswith("en ")
    published = client.get("/en/about/")
    assert fresh(stand_in).title in published.content.decode()
    assert "X-Robots-Tag" not in published.headers


def test_a_front_page_that_stood_in_still_opens(client, english, translator):
    home = english.root_page.specific
    korean = home.copy_for_translation(make_locale("ko"), alias=True)
    korean.slug = "home-ko"
    korean.save(clean=False)
    submit_page(page=home, language="ko", by=translator)
    shown = client.get("/ko/")
    assert (shown.status_code, home.title in shown.content.decode()) == (200, True)


def test_pages_below_are_not_submitted_with_it(client, english, translator):
    page = make_standard_page(english)
    client.force_login(translator)
    form = page_of(client.get(f"/admin/localize/submit/page/{page.get_parent().pk}/"))
    assert form.find(attrs={"name": "include_subtree"}) is None
    make_locale("ko")
    korean = str(Locale.objects.get(language_code="ko").pk)
    asked = {"locales": [korean], "include_subtree": "on"}
    client.post(f"/admin/localize/submit/page/{page.get_parent().pk}/", asked)
    assert not page.has_translation(Locale.objects.get(language_code="ko"))


def test_an_emergency_asks_for_the_reason_before_anything_is_public(client, public, reworded):
    chief = make_admin()
    client.force_login(chief)
    edit = f"/admin/pages/{public.pk}/edit/"
    asked = client.post(edit, {"action": "publish"})
    assert asked.url == emergency_address(public)
    assert fresh(public).title == "About"
    assert "About this site" not in client.get("/en/about/").content.decode()
    publish_by_hand(client, asked)
    assert fresh(public).title == "About this site"
    assert acts(public) == [Act.EMERGENCY]


def test_an_emergency_with_words_that_do_not_fit_is_told(client, public, reworded, translator):
    write(reworded, translator, **{JAPANESE: "A" * 300})
    client.force_login(make_admin())
    edit = f"/admin/pages/{public.pk}/edit/"
    assert client.post(edit, {"action": "publish"}).url == edit
    assert fresh(public).title == "About"


def test_who_decides_may_stop_a_translation(client, public, reworded, approver, translator):
    stop = reverse("wagtail_localize:stop_translation", args=[reworded.pk])
    for person, stopped in ((translator, False), (approver, True)):
        client.force_login(person)
        client.post(stop)
        assert Translation.objects.get(pk=reworded.pk).enabled is not stopped


def test_a_translation_skips_the_town_and_says_why(public, reworded, translator):
    hand_in_translation(translation=reworded, by=translator)
    skipped = ReviewState.objects.get(status="skipped")
    assert "訳のページ" in skipped.comment


def test_an_index_that_stood_in_shows_the_japanese_one_of_today(client, english, translator):
    index = add_page(home_of(english), NewsIndexPage, title="お知らせ", slug="news")
    index.save_revision().publish()
    index = NewsIndexPage.objects.get(pk=index.pk)
    index.copy_for_translation(make_locale("en"), alias=True)
    submit_page(page=index, language="en", by=translator)
    index.title = "新しいお知らせ"
    index.save_revision().publish()
    shown = client.get("/en/news/")
    assert "新しいお知らせ" in words(page_of(shown).find("h1"))
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert client.get("/en/news/feed/").status_code == client.get("/news/feed/").status_code


def test_a_stand_in_becomes_a_page_of_its_own_by_translation_only(client, english, translator):
    """Wagtail would make its Japanese words those of the English page, at once."""
    page = make_standard_page(english)
    page.save_revision().publish()
    alias = fresh(page).copy_for_translation(make_locale("en"), alias=True)
    client.force_login(translator)
    client.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    api = reverse("wagtailadmin_api:pages:action", args=[alias.pk, "convert_alias"])
    refused = client.post(api, content_type="application/json")
    assert (refused.status_code, "翻訳の状況" in refused.content.decode()) == (400, True)
    assert fresh(alias).alias_of_id == page.pk


def test_a_preview_of_a_first_translation_is_in_its_language(client, english, translator):
    page = make_standard_page(english)
    page.save_revision().publish()
    fresh(page).copy_for_translation(make_locale("en"), alias=True)
    translation = submit_page(page=fresh(page), language="en", by=translator)
    fill_strings(translation=translation, words={JAPANESE: "About"}, by=translator)
    hand_in_translation(translation=translation, by=translator)
    step = turn_of(translation.get_target_instance())
    client.force_login(translator)
    seen = page_of(client.get(reverse("review_preview", args=[step.pk])))
    assert seen.find("h1").find_parent(attrs={"lang": True})["lang"] == "en"


def test_who_replaced_a_link_is_an_author(public, reworded, translator, approver):
    context = TranslationContext.objects.create(object_id=public.translation_key, path="body.x.y")
    SegmentOverride.objects.create(
        locale=public.locale,
        context=context,
        data_json='"https://x.example/"',
        last_translated_by=approver,
    )
    hand_in_translation(translation=reworded, by=translator)
    with pytest.raises(DecisionRefusedError, match=OWN):
        approve(turn_of(fresh(public)), approver)


def test_a_link_alone_can_be_handed_in(public, translator):
    translation = managed(public)
    with pytest.raises(DecisionRefusedError, match=SAME):
        hand_in_translation(translation=translation, by=translator)
    context = TranslationContext.objects.create(object_id=public.translation_key, path="body.x.y")
    SegmentOverride.objects.create(
        locale=public.locale, context=context, data_json='"https://x.example/"'
    )
    hand_in_translation(translation=translation, by=translator)
    assert fresh(public).workflow_in_progress


def test_strings_of_a_translation_that_was_stopped_are_unread(
    client, public, reworded, translator, approver
):
    """Something else was published meanwhile: that somebody read that says nothing about them."""
    write(reworded, approver, **{JAPANESE: "Own words"})
    Translation.objects.update(enabled=False)
    plain = fresh(public)
    plain.title = "Typed"
    plain.save_revision(user=translator)
    fresh(public).get_latest_revision().publish()
    client.force_login(translator)
    edit = f"/admin/pages/{public.pk}/edit/"
    client.post(edit, {"localize-restart-translation": "1"})
    assert Translation.objects.get(pk=reworded.pk).enabled
    hand_in_translation(translation=reworded, by=translator)
    with pytest.raises(DecisionRefusedError, match=OWN):
        approve(turn_of(fresh(public)), approver)


def test_who_only_submitted_is_no_author(english, translator, approver):
    page = make_standard_page(english)
    page.save_revision().publish()
    translation = submit_page(page=page, language="en", by=approver)
    fill_strings(translation=translation, words={JAPANESE: "About"}, by=translator)
    hand_in_translation(translation=translation, by=translator)
    approve(turn_of(translation.get_target_instance()), approver)
    assert translation.get_target_instance().live


def test_what_is_locked_is_not_handed_in(public, reworded, translator, approver):
    StandardPage.objects.filter(pk=public.pk).update(locked=True, locked_by=approver)
    with pytest.raises(DecisionRefusedError, match="ロックされています"):
        hand_in_translation(translation=reworded, by=translator)
    assert not fresh(public).workflow_in_progress


def test_an_emergency_leaves_a_review_under_way_alone(client, public, reworded, translator):
    hand_in_translation(translation=reworded, by=translator)
    under_review = fresh(public).latest_revision_id
    client.force_login(make_admin())
    answer = client.post(f"/admin/pages/{public.pk}/edit/", {"action": "publish"})
    assert answer.url == review_of(reworded)
    assert fresh(public).latest_revision_id == under_review
