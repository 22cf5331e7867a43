"""Groups and what they may do, tried in the admin itself."""

import importlib
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from cms.accounts.roles import FILE_APPS, ROLES
from cms.accounts.services import apply_roles
from cms.assets.models import PortalImage
from home.models import StandardPage
from tests.builders import (
    home_of,
    make_group,
    make_image,
    make_standard_page,
    make_user,
    picture_bytes,
)
from tests.reading import page_of, words

MIGRATION = importlib.import_module("cms.accounts.migrations.0002_groups")
NAMES = {role.name for role in ROLES}


@pytest.fixture
def roles(site):
    apply_roles()
    return site


@pytest.fixture
def member(roles, client):
    """A function that signs in somebody of one role."""

    def sign_in(role: str):
        user = make_user(f"user-{role}")
        make_group(role, user)
        client.force_login(user)
        return user

    return sign_in


def rights() -> set[tuple]:
    return {
        *Group.objects.values_list("name", "permissions__codename"),
        *GroupPagePermission.objects.values_list("group__name", "permission__codename", "page"),
        *GroupCollectionPermission.objects.values_list(
            "group__name", "permission__codename", "collection"
        ),
    }


@pytest.mark.django_db
def test_the_migration_makes_every_group():
    assert set(MIGRATION.GROUPS) == NAMES
    assert set(Group.objects.values_list("name", flat=True)) >= NAMES


def test_applying_roles_twice_changes_nothing(roles):
    first = rights()
    numbers = set(GroupPagePermission.objects.values_list("pk", flat=True))
    call_command("apply_roles")
    assert rights() == first
    assert set(GroupPagePermission.objects.values_list("pk", flat=True)) == numbers


def test_rights_given_by_hand_are_taken_back(roles):
    first = rights()
    group = Group.objects.get(name="編集者")
    group.permissions.add(Permission.objects.get(codename="delete_user"))
    GroupPagePermission.objects.create(
        group=group,
        page=Page.objects.get(depth=1),
        permission=Permission.objects.get(codename="publish_page"),
    )
    apply_roles()
    assert rights() == first


def test_wagtails_example_groups_are_gone(roles):
    assert not Group.objects.filter(name__in=("Editors", "Moderators")).exists()


@pytest.mark.django_db
def test_every_right_that_a_role_names_exists():
    """A codename with a slip would be left out in silence."""
    known = set(Permission.objects.values_list("content_type__app_label", "codename"))
    for role in ROLES:
        assert {("wagtailcore", name) for name in role.page_permissions} <= known, role.name
        for name in role.file_permissions:
            assert any((app, name) in known for app in FILE_APPS), (role.name, name)


def test_an_editor_drafts_and_cannot_publish(member, client, roles):
    member("編集者")
    parent = home_of(roles).pk
    fields = {
        "title": "下書きの案内",
        "slug": "guide",
        "introduction": "",
        "body-count": "0",
        "look": "plain",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    address = f"/admin/pages/add/home/standardpage/{parent}/"
    assert client.get(address).status_code == 200
    client.post(address, {**fields, "action-publish": "action-publish"})
    page = StandardPage.objects.get(slug="guide")
    assert not page.live, "asked to publish, kept as a draft"
    response = client.post(f"/admin/pages/{page.pk}/unpublish/")
    assert response.status_code == 302


def test_an_editor_cannot_take_a_page_off_or_delete_it(member, client, roles):
    page = make_standard_page(roles)
    member("編集者")
    client.post(f"/admin/pages/{page.pk}/unpublish/")
    client.post(f"/admin/pages/{page.pk}/delete/")
    assert StandardPage.objects.get(pk=page.pk).live


def test_records_with_drafts_follow_the_same_rule(member):
    editor, approver = member("編集者"), member("承認者")
    for app, name in (
        ("directory", "office"),
        ("directory", "organization"),
        ("measures", "finderquestion"),
        ("measures", "parameter"),
    ):
        assert editor.has_perm(f"{app}.change_{name}")
        assert not editor.has_perm(f"{app}.publish_{name}")
        assert approver.has_perm(f"{app}.publish_{name}")


def test_an_approver_publishes_by_the_review_only(member, client, roles):
    page = make_standard_page(roles, live=False)
    page.save_revision()
    user = member("承認者")
    assert page.permissions_for_user(user).holds_publication()
    assert not page.permissions_for_user(user).can_publish()
    fields = {
        "title": page.title,
        "slug": page.slug,
        "introduction": "",
        "body-count": "0",
        "look": "plain",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "action-publish",
    }
    client.post(f"/admin/pages/{page.pk}/edit/", fields)
    assert not StandardPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("role", ["編集者", "承認者"])
def test_writers_can_choose_pictures_of_others(member, client, role):
    make_image(title="窓口の写真")
    member(role)
    response = client.get("/admin/images/chooser/")
    assert response.status_code == 200
    assert "窓口の写真" in response.json()["html"]


@pytest.mark.parametrize("role", ["編集者", "承認者"])
def test_writers_upload_pictures_and_documents(member, client, role):
    user = member(role)
    assert client.get("/admin/images/add/").status_code == 200
    assert client.get("/admin/documents/add/").status_code == 200
    picture = SimpleUploadedFile("窓口.jpg", picture_bytes(), content_type="image/jpeg")
    client.post("/admin/images/add/", {"title": "窓口", "file": picture, "collection": 1})
    assert PortalImage.objects.get().uploaded_by_user == user


@pytest.mark.parametrize("role", ["翻訳者", "監査"])
def test_other_roles_keep_no_files(member, client, role):
    member(role)
    assert client.get("/admin/images/add/").status_code == 302
    assert client.get("/admin/documents/add/").status_code == 302


@pytest.mark.parametrize("role", sorted(role.name for role in ROLES if role.uses_admin))
def test_roles_with_admin_reach_it(member, client, role):
    member(role)
    assert client.get("/admin/").status_code == 200


def test_municipal_staff_do_not_reach_the_admin(member, client):
    """Refused with words, not sent round in circles between the admin and the door."""
    user = member("職員")
    response = client.get("/admin/", follow=True)
    assert [address for address, _status in response.redirect_chain] == ["/sign-in/?next=/admin/"]
    assert str(user) in words(page_of(response).main)
    assert "管理画面を使う権利がありません" in words(page_of(response))


@pytest.mark.parametrize("role", ["編集者", "承認者", "翻訳者", "監査"])
def test_only_administrators_reach_accounts(member, client, role):
    member(role)
    assert client.get("/admin/users/").status_code == 302


def test_administrators_keep_accounts(member, client):
    member("管理者")
    assert client.get("/admin/users/").status_code == 200


def test_people_are_named_by_their_name(db):
    assert str(make_user("tanaka", last_name="田中")) == "田中"
    assert str(make_user("suzuki")) == "suzuki"


WORDS = {
    "offices": "directory.office",
    "organisations": "directory.organization",
    "dated amounts": "measures.parameter",
    "implementations": "measures.implementation",
    "questions": "measures.finderquestion",
    "personas": "measures.persona",
    "company submissions": "companies.submission",
    "kits": "campaigns.kit",
    "designs": "campaigns.asset",
    "terms": "campaigns.licence",
    "templates": "campaigns.namingtemplate",
    "captions": "assets.mediatrack",
    "synonyms": "site_search.synonym",
    "easier words": "readability.plainterm",
    "readings": "readability.reading",
    "menus": "navigation.menu",
    "banners": "navigation.emergencybanner",
    "site settings": "core.sitesettings",
    "accounts": "accounts.user",
    "questionnaires": "surveys.survey",
    "distributions": "campaigns.distribution",
    "parcels": "campaigns.delivery",
    "reports of use": "campaigns.usereport",
    "advertising": "campaigns.advertisingrecord",
    "glossary": "translation.glossaryterm",
    "check lists": "workflow.checklistitem",
    "upkeep": "workflow.pageupkeep",
}


def test_the_table_of_the_documents_is_the_code():
    text = (Path(__file__).parents[2] / "docs" / "roles.md").read_text(encoding="utf-8")
    text = text.partition("## Doors of the admin")[0]
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in text.splitlines()
        if line.startswith("| ") and not line.startswith("| Role")
    ]
    assert [row[0] for row in rows] == [role.name for role in ROLES]
    for (name, admin, pages, files, records), role in zip(rows, ROLES, strict=True):
        assert (admin == "yes") is role.uses_admin, name
        assert ("draft" in pages) is ("add_page" in role.page_permissions), name
        assert ("publish" in pages) is ("publish_page" in role.page_permissions), name
        assert ("add" in files) is bool(role.file_permissions), name
        kept = {WORDS[word] for word in records.split(", ") if word != "–"}
        assert kept == {*role.models, *role.site_models}, name


def test_the_document_names_who_reads_the_staff_library():
    text = (Path(__file__).parents[2] / "docs" / "roles.md").read_text(encoding="utf-8")
    line = next(each for each in text.splitlines() if each.startswith("The staff library"))
    named = line.split(": ")[1].rstrip(".").split(", ")
    assert named == [role.name for role in ROLES if role.reads_library]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_a_role_reads_the_staff_library_or_does_not(member, role):
    user = member(role.name)
    assert user.has_perm("accounts.read_staff_library") is role.reads_library
