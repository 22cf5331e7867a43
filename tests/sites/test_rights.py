"""Who edits which site: people of one are refused on the other, whatever they try."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, Page, Revision

from cms.accounts.services import apply_roles
from cms.core.calendar import now, today
from cms.core.models import SiteSettings
from cms.navigation.choices import BannerLevel
from cms.navigation.models import EmergencyBanner, Menu
from cms.workflow.choices import Act
from cms.workflow.deciding import DecisionRefusedError
from cms.workflow.models import ReviewRecord, ReviewState
from cms.workflow.services.publishing import publish_in_emergency
from home.models import NewsIndexPage, NewsPage
from tests.builders import (
    add_page,
    home_of,
    make_admin,
    make_banner,
    make_document,
    make_image,
    make_measure,
    make_media,
    make_menu,
)
from tests.reading import page_of
from tests.sites.conftest import OTHER
from tests.workflow.builders import approve, change, make_person, submit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("who", "where"), OTHER)
@pytest.mark.parametrize("act", ["edit", "delete", "move", "unpublish", "copy", "add_subpage"])
def test_pages_of_the_other_site_are_closed(sign_in, pages, who, where, act):
    answer = sign_in(who).get(reverse(f"wagtailadmin_pages:{act}", args=[pages[where].pk]))
    assert answer.status_code in (302, 403, 404)
    assert f"/{pages[where].pk}/{act}/" not in answer.headers.get("Location", "")


@pytest.mark.parametrize(("who", "where"), OTHER)
def test_a_post_to_the_other_site_changes_nothing(sign_in, pages, who, where):
    page = pages[where]
    before = Revision.objects.count()
    fields = {"title": "なりすまし", "slug": page.slug, "action-submit": "1"}
    sign_in(who).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields)
    assert Revision.objects.count() == before
    target = pages["local" if where == "national" else "national"].get_parent()
    move = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])
    assert sign_in(who).post(move).status_code in (302, 403)
    assert Page.objects.get(pk=page.pk).path == page.path


@pytest.mark.parametrize("who", ["local-editor", "local-approver"])
def test_their_own_pages_are_open_in_every_language(people, tokyo, main, who):
    home = home_of(tokyo)
    for front in Page.objects.filter(translation_key=home.translation_key):
        assert front.permissions_for_user(people[who]).can_edit(), front.slug
    for front in Page.objects.filter(translation_key=home_of(main).translation_key):
        assert not front.permissions_for_user(people[who]).can_edit(), front.slug


@pytest.mark.parametrize("who", ["national-editor", "national-approver"])
def test_national_editors_keep_the_national_tree_alone(people, tokyo, main, who):
    for site, may in ((main, True), (tokyo, False)):
        for front in Page.objects.filter(translation_key=home_of(site).translation_key):
            assert front.permissions_for_user(people[who]).can_edit() is may, front.slug


def test_with_one_site_roles_have_the_whole_tree(main):
    apply_roles()
    root = Page.objects.get(depth=1)
    person = make_person("alone", "編集者")
    assert root.permissions_for_user(person).can_add_subpage()


def test_shared_records_are_closed_to_the_prefecture(sign_in, main):
    measure = make_measure(main)
    client = sign_in("local-approver")
    assert client.get(reverse("wagtailadmin_pages:edit", args=[measure.pk])).status_code == 302
    for name in ("directory_office", "measures_parameter", "site_search_synonym"):
        assert client.get(reverse(f"wagtailsnippets_{name}:list")).status_code == 302


def test_shared_sections_stand_below_the_national_front_page_alone(tokyo, main):
    from events.models import EventIndexPage

    assert EventIndexPage.can_create_at(home_of(main))
    assert not EventIndexPage.can_create_at(home_of(tokyo))
    assert not make_measure(main).get_parent().specific.can_move_to(home_of(tokyo))


@pytest.fixture
def records(main, tokyo):
    return {
        "national": (make_menu(main, [("a", "/a/")]), make_banner(main, "全国")),
        "local": (Menu.objects.filter(site=tokyo).first(), make_banner(tokyo, "東京")),
    }


@pytest.mark.parametrize(
    ("who", "own", "other"),
    [("local-approver", "local", "national"), ("national-approver", "national", "local")],
)
def test_menus_and_banners_are_the_own_site_s(sign_in, records, who, own, other):
    client = sign_in(who)
    for kind, number in (("menu", 0), ("emergencybanner", 1)):
        space = f"wagtailsnippets_navigation_{kind}"
        mine, foreign = records[own][number], records[other][number]
        assert client.get(reverse(f"{space}:edit", args=[mine.pk])).status_code == 200
        for act in ("edit", "delete", "copy", "history", "usage"):
            answer = client.get(reverse(f"{space}:{act}", args=[foreign.pk]))
            assert answer.status_code == 302, (kind, act)
        listed = client.get(reverse(f"{space}:list")).content.decode()
        assert reverse(f"{space}:edit", args=[mine.pk]) in listed
        assert reverse(f"{space}:edit", args=[foreign.pk]) not in listed


def test_a_banner_cannot_be_put_on_the_other_site(sign_in, records, main, tokyo):
    fields = {"title": "なりすまし", "level": BannerLevel.WARNING.value, "is_active": "on"}
    address = reverse("wagtailsnippets_navigation_emergencybanner:add")
    client = sign_in("local-approver")
    assert client.post(address, {**fields, "site": main.pk}).status_code == 200
    assert not EmergencyBanner.objects.filter(title="なりすまし").exists()
    client.post(address, {**fields, "site": tokyo.pk})
    assert EmergencyBanner.objects.get(title="なりすまし").site == tokyo


@pytest.mark.parametrize("who", ["local-editor", "national-editor"])
def test_editors_keep_no_menus(sign_in, records, who):
    address = reverse("wagtailsnippets_navigation_menu:list")
    assert sign_in(who).get(address).status_code == 302


def settings_of(site) -> str:
    return reverse("wagtailsettings:edit", args=["core", "sitesettings", site.pk])


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("local-editor", set()),
        ("national-editor", set()),
        ("local-approver", {"local"}),
        ("national-approver", {"national"}),
        ("keeper", {"local", "national"}),
    ],
)
def test_settings_are_the_own_approver_s_and_the_administrators(sign_in, main, tokyo, who, may):
    client = sign_in(who)
    for name, site in (("national", main), ("local", tokyo)):
        opened = client.get(settings_of(site)).status_code == 200
        assert opened is (name in may), name


def test_an_approver_changes_the_brand(sign_in, tokyo, visitor):
    own = SiteSettings.objects.get(site=tokyo)
    fields = {
        "name": "新しい名前",
        "operator_name": "東京都",
        "contact": "担当の課",
        "colour": "purple",
        "area": own.area_id,
        "exit_url": own.exit_url,
    }
    sign_in("local-approver").post(settings_of(tokyo), fields)
    words = visitor.get("/").content.decode()
    assert 'data-brand="purple"' in words
    assert "担当の課" in words


@pytest.fixture
def files(tokyo):
    """By the name space of their screens: a file of each site."""
    folder = SiteSettings.objects.get(site=tokyo).collection
    makers = {"wagtailimages": make_image, "wagtaildocs": make_document, "wagtailmedia": make_media}
    return {
        space: {
            "national": make(title="全国のもの"),
            "local": make(title="東京のもの", collection=folder),
        }
        for space, make in makers.items()
    }


@pytest.fixture
def pictures(files):
    return files["wagtailimages"]


@pytest.mark.parametrize("space", ["wagtailimages", "wagtaildocs", "wagtailmedia"])
@pytest.mark.parametrize(("who", "where"), OTHER)
def test_files_of_the_other_site_are_closed(sign_in, files, who, where, space):
    own = files[space]["local" if where == "national" else "national"]
    foreign = files[space][where]
    client = sign_in(who)
    assert client.get(reverse(f"{space}:edit", args=[own.pk])).status_code == 200
    assert client.get(reverse(f"{space}:edit", args=[foreign.pk])).status_code == 302
    assert client.post(reverse(f"{space}:delete", args=[foreign.pk])).status_code == 302
    assert type(foreign).objects.filter(pk=foreign.pk).exists()
    listed = client.get(reverse(f"{space}:index")).content.decode()
    assert own.title in listed
    assert foreign.title not in listed
    if space == "wagtailmedia":
        chooser = client.get(reverse("wagtailmedia:chooser")).json()["html"]
        assert (own.title in chooser, foreign.title in chooser) == (True, False)


def test_a_right_in_the_folder_of_the_other_site_can_be_given(sign_in, people, pictures, tokyo):
    group = people["national-editor"].groups.get()
    permission = Permission.objects.get(
        content_type__app_label="wagtailimages", codename="change_image"
    )
    GroupCollectionPermission.objects.create(
        group=group, collection=pictures["local"].collection, permission=permission
    )
    edit = reverse("wagtailimages:edit", args=[pictures["local"].pk])
    assert sign_in("national-editor").get(edit).status_code == 200


def test_collections_and_sites_are_nobody_s_of_them(sign_in, tokyo):
    folder = Collection.objects.get(name="東京都")
    for who in ("local-approver", "national-approver"):
        client = sign_in(who)
        address = reverse("wagtailadmin_collections:edit", args=[folder.pk])
        assert client.get(address).status_code == 302
        assert client.get(reverse("wagtailsites:edit", args=[tokyo.pk])).status_code == 302


@pytest.mark.parametrize(
    ("who", "where", "status"),
    [
        ("local-editor", "national", 403),
        ("national-editor", "local", 403),
        ("local-editor", "local", 200),
    ],
)
def test_only_pages_of_the_own_site_are_handed_in_for_translation(
    sign_in, pages, who, where, status
):
    address = reverse("wagtail_localize:submit_page_translation", args=[pages[where].pk])
    assert sign_in(who).get(address).status_code == status


@pytest.mark.parametrize(("who", "where"), OTHER)
def test_the_board_lists_the_own_site_s_pages(sign_in, pages, who, where):
    own = "local" if where == "national" else "national"
    listed = sign_in(who).get(reverse("translation_board"), {"title": pages[own].title})
    assert f"/{pages[own].pk}/" in listed.content.decode()
    listed = sign_in(who).get(reverse("translation_board"), {"title": pages[where].title})
    assert f"/pages/{pages[where].pk}/" not in listed.content.decode()


@pytest.fixture
def draft(tokyo, people):
    """A notice of the prefecture, changed by its editor and handed in."""
    index = NewsIndexPage.objects.child_of(home_of(tokyo)).get()
    news = add_page(index, NewsPage, title="都の知らせ", slug="own", published_on="2026-05-02")
    news.save_revision().publish()
    page = change(news, people["local-editor"], introduction="新しい文")
    return submit(page, people["local-editor"])


def test_reviews_of_a_site_are_its_own_approvers_turn(draft, people):
    assert draft.task.name == "協議（東京都）"
    assert (
        ReviewState.objects.turn_of(people["local-approver"], on=today())
        .filter(pk=draft.pk)
        .exists()
    )
    assert not ReviewState.objects.turn_of(people["national-approver"], on=today()).exists()
    with pytest.raises(DecisionRefusedError):
        approve(draft, people["national-approver"])
    with pytest.raises(DecisionRefusedError):
        approve(draft, people["local-editor"])
    approve(draft, people["local-approver"])
    assert NewsPage.objects.get(slug="own").introduction == "新しい文"


def test_nobody_of_a_site_publishes_past_its_review(people, tokyo):
    rights = home_of(tokyo).permissions_for_user(people["local-approver"])
    assert not rights.can_publish()
    assert rights.holds_publication()


def test_own_changes_of_the_approver_wait_for_another(tokyo, people):
    home = home_of(tokyo)
    state = submit(
        change(home, people["local-approver"], introduction="文"), people["local-editor"]
    )
    with pytest.raises(DecisionRefusedError):
        approve(state, people["local-approver"])


def test_national_reviews_are_not_the_prefecture_s(pages, people):
    page = change(pages["national"], people["national-editor"], introduction="文")
    state = submit(page, people["national-editor"])
    assert not ReviewState.objects.turn_of(people["local-approver"], on=today()).exists()
    with pytest.raises(DecisionRefusedError):
        approve(state, people["local-approver"])


def test_applying_roles_again_changes_nothing(tokyo, people):
    def rights():
        return sorted(
            GroupCollectionPermission.objects.values_list("group", "collection", "permission")
        )

    before = rights()
    call_command("apply_roles", verbosity=0)
    assert rights() == before


@pytest.mark.parametrize(
    ("who", "status"), [("national-editor", 404), ("national-approver", 404), ("auditor", 200)]
)
def test_reviews_of_the_other_site_are_closed_but_to_the_auditor(
    sign_in, people, draft, who, status
):
    people["auditor"] = make_person("auditor", "監査")
    client = sign_in(who)
    for name in ("review", "review_preview"):
        assert client.get(reverse(name, args=[draft.pk])).status_code == status
    client.post(reverse("review", args=[draft.pk]), {"action": "comment", "comment": "意見"})
    assert ReviewRecord.objects.filter(act=Act.COMMENTED).exists() is (status == 200)
    ReviewState.objects.update(due_on=today() - timedelta(days=1))
    panel = page_of(client.get("/admin/")).get_text()
    assert ("都の知らせ" in panel) is (status == 200)


def test_late_steps_of_the_own_site_are_shown(sign_in, people, pages):
    page = change(pages["national"], people["national-editor"], introduction="文")
    submit(page, people["national-editor"])
    ReviewState.objects.update(due_on=today() - timedelta(days=1))
    assert page.title in page_of(sign_in("national-approver").get("/admin/")).get_text()


def test_an_emergency_is_told_to_the_approvers_of_its_site(
    draft, people, django_capture_on_commit_callbacks
):
    page = NewsPage.objects.get(slug="own")
    with django_capture_on_commit_callbacks(execute=True):
        publish_in_emergency(subject=page, by=make_admin(), at=now(), reason="台風のため")
    told = {message.to[0] for message in mail.outbox}
    assert people["local-approver"].email in told
    assert people["national-approver"].email not in told
