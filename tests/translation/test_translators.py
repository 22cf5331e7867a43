"""翻訳者: translate, publish nothing, and see nothing that is closed in Japanese."""

import pytest
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringSegment, StringTranslation

from cms.accounts.services import apply_roles
from cms.translation.services.translating import submit_page
from home.models import StandardPage
from tests.builders import (
    make_group,
    make_menu,
    make_standard_page,
    make_user,
    restrict,
)
from tests.reading import page_of
from tests.translation.builders import english_site, translate


@pytest.fixture
def translator(site, client):
    english_site(site)
    apply_roles()
    user = make_user("translator")
    make_group("翻訳者", user)
    client.force_login(user)
    return user


@pytest.fixture
def translation(translator, site):
    return submit_page(page=make_standard_page(site), language="en")


def twin() -> StandardPage:
    return StandardPage.objects.get(locale__language_code="en")


def string_address(translation) -> str:
    segment = StringSegment.objects.filter(source=translation.source).first()
    return f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"


def save_string(client, translation):
    return client.put(
        string_address(translation), "value=About", content_type="application/x-www-form-urlencoded"
    )


def test_a_translator_translates_strings(translation, client):
    assert client.get(f"/admin/pages/{twin().pk}/edit/").status_code == 200
    assert save_string(client, translation).status_code == 201
    assert StringTranslation.objects.get().data == "About"


def test_a_translator_submits_a_page_and_passes_changes_on(translator, site, client):
    page = make_standard_page(site)
    address = f"/admin/localize/submit/page/{page.pk}/"
    locale = str(english_locale())
    assert client.get(address).status_code == 200
    client.post(address, {"locales": [locale]})
    assert not twin().live


def english_locale() -> int:
    from wagtail.models import Locale

    return Locale.objects.get(language_code="en").pk


def test_a_translator_publishes_nothing(translation, client, django_capture_on_commit_callbacks):
    save_string(client, translation)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/pages/{twin().pk}/edit/", {"action": "publish"})
    assert not twin().live


def test_a_translator_changes_no_japanese_page(translator, site, client):
    page = make_standard_page(site)
    for part in ("edit", "delete", "unpublish", "move", "copy"):
        assert client.get(f"/admin/pages/{page.pk}/{part}/").status_code in (302, 403), part
    assert client.get(f"/admin/pages/add/home/standardpage/{page.pk}/").status_code in (302, 403)


def test_a_translator_takes_no_public_translation_off(
    translator, site, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = translate(make_standard_page(site))
    translation = submit_page(page=make_standard_page_of(page), language="en")
    client.post(f"/admin/localize/page/{page.pk}/convert_to_alias/")
    client.post(f"/admin/localize/translate/{translation.pk}/disable/")
    translation.refresh_from_db()
    assert twin().alias_of_id is None
    assert translation.enabled


def make_standard_page_of(page):
    return StandardPage.objects.get(
        translation_key=page.translation_key, locale__language_code="ja"
    )


def test_what_is_closed_in_japanese_is_closed_to_translators(translation, site, client):
    page = translation.source.get_source_instance()
    restrict(page, make_group("職員"))
    addresses = [
        f"/admin/pages/{twin().pk}/edit/",
        f"/admin/pages/{twin().pk}/history/",
        f"/admin/pages/{twin().pk}/view_draft/",
        f"/admin/localize/submit/page/{page.pk}/",
        f"/admin/localize/update/{translation.source.pk}/",
        f"/admin/localize/translate/{translation.pk}/pofile/download/",
        f"/admin/localize/translate/{translation.pk}/preview/",
    ]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 404, address
        assert "このサイトについて" not in response.content.decode()
        assert page_of(response).find("h1"), "said in words"
    assert save_string(client, translation).status_code == 404
    assert not StringTranslation.objects.exists()
    PageViewRestriction.objects.all().delete()
    assert client.get(addresses[0]).status_code == 200


def test_choosers_name_no_closed_page_to_translators(translator, site, client):
    page = make_standard_page(site, title="閉じたページ", slug="closed")
    restrict(page, make_group("職員"))
    submit_page(page=page, language="en")
    front = twin().get_parent()
    for address in (
        f"/admin/choose-page/{page.get_parent().pk}/",
        f"/admin/choose-page/{front.pk}/",
        f"/admin/pages/{front.pk}/",
    ):
        response = client.get(address)
        assert "閉じたページ" not in response.content.decode(), address
    assert response.status_code == 200


def test_records_without_drafts_are_not_submitted(site, client):
    english_site(site)
    apply_roles()
    user = make_user("approver")
    make_group("承認者", user)
    client.force_login(user)
    menu = make_menu(site, [("ホーム", "/")])
    address = f"/admin/localize/submit/snippet/navigation/menu/{menu.pk}/"
    response = client.get(address, follow=True)
    assert "言語ごとに作ります" in page_of(response).find(class_="messages").get_text()
    client.post(address, {"locales": [str(english_locale())]})
    assert type(menu).objects.count() == 1


def test_a_page_of_another_language_is_no_source(translation, client):
    response = client.get(f"/admin/localize/submit/page/{twin().pk}/", follow=True)
    assert "訳のもとは日本語" in page_of(response).find(class_="messages").get_text()


def test_lists_of_records_are_for_who_may_see_them(translator, client):
    address = "/admin/localize/api/snippets/navigation/menu/"
    assert client.get(address).status_code in (302, 403)
    assert client.get("/admin/localize/api/snippets/no/thing/").status_code == 404


@pytest.mark.parametrize("value", ["A" * 5000, "A%00B", "%F0%9F%98%80" * 300, ""])
def test_hostile_words_are_kept_without_an_error(translation, client, value):
    answer = client.put(
        string_address(translation),
        f"value={value}",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 201
    assert len(twin().draft_title) <= 255
    assert client.get(f"/admin/pages/{twin().pk}/edit/").status_code == 200
