"""Private by class: closed to everybody without the right, wherever a page lies."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.models import Locale, Page, get_page_models

from cms.core import checks
from cms.core.querysets import closed_types, is_readable, readable_pages
from cms.records.choices import Action
from cms.records.models import AccessRecord
from home.models import StandardPage
from staff_library.models import LibraryItemPage, NoticePage, StaffLibraryPage
from tests.builders import (
    home_of,
    make_admin,
    make_locale,
    make_menu,
    make_standard_page,
    make_translation,
    make_user,
)
from tests.reading import main_heading, navigation, page_of, words
from tests.staff_library.builders import make_item, make_library, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(site):
    return make_item(site, title="高等職業訓練の通知", slug="training-notice")


def test_strangers_are_sent_to_the_sign_in_and_back(client, notice):
    answer = client.get("/staff/training-notice/?page=2")
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=/staff/training-notice/%3Fpage%3D2"
    assert answer["Cache-Control"] == "private, no-store"


def test_what_exists_and_what_does_not_look_the_same_to_strangers(client, notice):
    real, unreal = client.get("/staff/training-notice/"), client.get("/staff/no-such-notice/")
    assert (real.status_code, unreal.status_code) == (302, 302)
    assert real["Location"].replace("training-notice", "no-such-notice") == unreal["Location"]


def test_people_without_the_right_are_told_so_and_it_is_recorded(client, notice):
    user = make_user()
    client.force_login(user)
    answer = client.get("/staff/training-notice/")
    assert answer.status_code == 403
    assert main_heading(answer) == "このページは自治体の職員向けです"
    assert "高等職業訓練" not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    record = AccessRecord.objects.get()
    assert (record.action, record.actor) == (Action.DENIED, user)


def test_staff_read_it_and_nobody_keeps_it(client, notice):
    client.force_login(make_staff())
    answer = client.get("/staff/training-notice/")
    assert answer.status_code == 200
    assert main_heading(answer) == "高等職業訓練の通知"
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete"])
def test_no_method_goes_round_the_rule(client, notice, method):
    answer = getattr(client, method)("/staff/training-notice/")
    assert answer.status_code in (302, 403, 405)
    assert "高等職業訓練" not in answer.content.decode()


def test_in_no_language_is_there_a_way_round(client, notice):
    for language in ("en", "ja-simple", "vi"):
        make_translation(home_of(notice.get_site()), language, title=f"Home {language}")
        answer = client.get(f"/{language}/staff/training-notice/")
        assert answer.status_code == 302, language


def test_lists_menus_and_readable_pages_know_the_class(site, notice):
    stranger, staff = AnonymousUser(), make_staff()
    assert not LibraryItemPage.objects.visible_to(stranger).exists()
    assert not readable_pages(stranger).filter(pk=notice.pk).exists()
    assert not is_readable(notice, stranger)
    assert not is_readable(Page.objects.get(pk=notice.pk), stranger), "the base page too"
    assert LibraryItemPage.objects.visible_to(staff).get().pk == notice.pk
    assert readable_pages(staff).filter(pk=notice.pk).exists()
    assert is_readable(notice, staff)


def test_a_menu_hides_the_link_from_strangers(client, site, notice):
    make_menu(site, [("通知", notice), ("窓口", "/directory/")])
    name = "サイトの中の移動"
    assert "通知" not in navigation(client.get("/"), name)
    assert "高等職業訓練" not in client.get("/").content.decode()


def test_the_rule_costs_strangers_no_query(site, notice, django_assert_num_queries):
    closed_types(AnonymousUser())  # content types are read once a process
    with django_assert_num_queries(0):
        assert closed_types(AnonymousUser())


def moved_out(page, parent):
    """Below an open page, as if no check had stopped it."""
    Page.objects.get(pk=page.pk).move(parent, pos="last-child")
    return type(page).objects.get(pk=page.pk)


def test_a_page_that_was_moved_out_stays_closed(client, site, notice):
    about = make_standard_page(site, slug="about")
    moved = moved_out(notice, about)
    assert moved.url == "/about/training-notice/"
    assert client.get(moved.url).status_code == 302
    assert not readable_pages(AnonymousUser()).filter(pk=moved.pk).exists()
    client.force_login(make_staff())
    assert client.get(moved.url).status_code == 200


def test_moving_out_is_refused_in_words(site, notice):
    about = make_standard_page(site, slug="about")
    with pytest.raises(ValidationError, match="職員向けページの中"):
        notice.move(about, pos="last-child")
    assert Page.objects.get(pk=notice.pk).get_parent().slug == "staff"


def test_copying_out_is_refused_in_words(site, notice):
    about = make_standard_page(site, slug="about")
    for keep_live in (True, False):
        with pytest.raises(ValidationError, match="職員向けページの中"):
            notice.copy(to=about, update_attrs={"slug": "copy"}, keep_live=keep_live)
    assert not about.get_children().exists()


def test_copying_inside_the_library_is_allowed(site, notice):
    copy = notice.copy(update_attrs={"slug": "second", "title": "写し"})
    assert copy.get_parent().pk == notice.get_parent().pk


def test_an_alias_is_refused_in_words(site, notice):
    for parent in (make_standard_page(site, slug="about"), make_library(site)):
        with pytest.raises(ValidationError, match="別名"):
            notice.create_alias(parent=parent, update_slug="alias")
    assert NoticePage.objects.count() == 1


def test_a_translation_is_refused_in_words(site, notice):
    make_translation(home_of(site), "en", title="Home")
    english = make_locale("en")
    with pytest.raises(ParentNotTranslatedError):
        notice.copy_for_translation(english)
    with pytest.raises(ValidationError):
        notice.copy_for_translation(english, copy_parents=True)
    with pytest.raises(ValidationError):
        make_library(site).copy_for_translation(english)
    assert not Page.objects.filter(locale=Locale.objects.get(language_code="en"), depth__gt=2)


def test_the_admin_says_why_a_copy_is_refused(client, site, notice):
    about = make_standard_page(site, slug="about")
    client.force_login(make_admin())
    fields = {"new_title": "写し", "new_slug": "copy", "new_parent_page": str(about.pk)}
    answer = client.post(f"/admin/pages/{notice.pk}/copy/", fields, follow=True)
    assert "職員向けページの中に置いてください" in words(page_of(answer))
    alias = {**fields, "new_parent_page": str(make_library(site).pk), "alias": "on"}
    answer = client.post(f"/admin/pages/{notice.pk}/copy/", alias, follow=True)
    assert "別名は作れません" in words(page_of(answer))
    assert not about.get_children().exists()
    assert NoticePage.objects.count() == 1


def test_the_admin_says_why_a_move_is_refused(client, site, notice):
    about = make_standard_page(site, slug="about")
    client.force_login(make_admin())
    address = reverse("wagtailadmin_pages:move_confirm", args=[notice.pk, about.pk])
    answer = client.post(address, follow=True)
    assert "職員向けページの中に置いてください" in words(page_of(answer))
    assert Page.objects.get(pk=notice.pk).get_parent().slug == "staff"


def test_choosers_of_the_admin_show_it_to_its_readers_only(client, site, notice):
    translator = make_user("translator")
    translator.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(translator)
    below = reverse("wagtailadmin_choose_page_child", args=[make_library(site).pk])
    assert client.get(below).status_code == 404
    found = reverse("wagtailadmin_choose_page_search") + "?q=高等職業訓練"
    assert "高等職業訓練の通知" not in client.get(found).content.decode()
    client.force_login(make_admin())
    assert "高等職業訓練の通知" in client.get(below).json()["html"]


def test_a_preview_needs_the_right_too(rf, notice):
    request = rf.get("/")
    request.user = make_user()
    answer = notice.serve_preview(request, "")
    assert answer.status_code == 403


def test_only_private_types_live_in_the_library(site):
    library = make_library(site)
    assert not StandardPage.can_create_at(library)
    assert all(hasattr(model, "read_permission") for model in library.allowed_subpage_models())


def test_a_page_type_that_forgets_to_be_private_is_taught(monkeypatch):
    assert checks.check_private_types(None) == []
    monkeypatch.setattr(StandardPage, "read_permission", "a.b", raising=False)
    found = checks.check_private_types(None)
    assert [message.id for message in found] == ["portal.E022"]
    assert StaffLibraryPage.read_permission == "accounts.read_staff_library"


@pytest.mark.parametrize("model", set(get_page_models()) - {Page}, ids=lambda model: model.__name__)
def test_no_field_takes_the_place_of_something_every_page_has(model):
    """A field called url would send every list to another site."""
    own = {field.name for field in model._meta.local_fields}
    assert own & set(dir(Page)) <= {"page_ptr"}
