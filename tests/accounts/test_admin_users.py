"""管理者 keep accounts; nobody makes somebody mightier than themselves."""

import pytest
from django.core import mail
from django.urls import reverse

from cms.accounts.models import OpenSession, SecondFactor, User
from cms.accounts.services.second_factor import begin_second_factor
from cms.records.choices import Action
from cms.records.models import AccessRecord
from tests.builders import make_admin, make_group, make_user
from tests.reading import page_of, words


@pytest.fixture
def keeper(roles, client):
    user = make_user("kanri")
    make_group("管理者", user)
    client.force_login(user)
    return user


def fields(roles, *groups: str, **more) -> dict:
    chosen = [roles[name].pk for name in groups]
    usual = {"username": "hanako", "email": "hanako@town.example", "last_name": "山田 花子"}
    return {**usual, "first_name": "", "groups": chosen, "is_active": "on", **more}


def edit(user) -> str:
    return reverse("wagtailusers_users:edit", args=[user.pk])


def test_a_new_person_gets_a_link_and_no_password(client, keeper, roles, town):
    client.post("/admin/users/new/", fields(roles, "職員", municipality=town.pk, is_owner="on"))
    person = User.objects.get(username="hanako")
    assert not person.has_usable_password()
    assert (person.municipality, person.is_owner) == (town, True)
    assert [message.to for message in mail.outbox] == [["hanako@town.example"]]
    assert AccessRecord.objects.get(action=Action.ACCOUNT_ISSUED).actor == keeper


def test_one_person_has_one_role(client, keeper, roles):
    response = client.post("/admin/users/new/", fields(roles, "職員", "編集者"))
    assert "役割は一人に一つ" in words(page_of(response))
    assert not User.objects.filter(username="hanako").exists()


def test_two_owners_are_refused_with_words(client, keeper, roles, town, staff_of):
    staff_of(town, "owner", is_owner=True)
    wish = fields(roles, "職員", municipality=town.pk, is_owner="on")
    assert "もう所有者がいます" in words(page_of(client.post("/admin/users/new/", wish)))
    homeless = client.post("/admin/users/new/", fields(roles, "職員", is_owner="on"))
    assert "所属する自治体" in words(page_of(homeless))


def test_nobody_gives_away_more_than_they_have(client, keeper, roles):
    client.post("/admin/users/new/", fields(roles, "編集者", is_superuser="on"))
    person = User.objects.get(username="hanako")
    assert not person.is_superuser
    client.post(edit(person), fields(roles, "編集者", is_superuser="on"))
    person.refresh_from_db()
    assert not person.is_superuser


def test_nobody_touches_who_may_do_everything(client, keeper, roles):
    chief = make_admin("chief")
    client.post(edit(chief), fields(roles, "職員", username="chief"))
    chief.refresh_from_db()
    assert chief.is_superuser
    assert chief.email == ""


def test_other_rights_count_from_the_next_sign_in(client, keeper, roles, town, staff_of):
    person = staff_of(town, "hanako")
    theirs = type(client)()
    theirs.force_login(person)
    theirs.get("/sign-in/account/")
    client.post(edit(person), fields(roles, "編集者", municipality=town.pk))
    assert OpenSession.objects.filter(user=person).count() == 0
    assert theirs.get("/sign-in/account/").status_code == 302
    row = AccessRecord.objects.get(action=Action.ACCOUNT_CHANGED)
    assert "groups" in row.reason


def test_a_lost_telephone_is_helped(client, keeper, roles, town, staff_of):
    person = staff_of(town, "hanako")
    assert "2段階認証を外す" not in words(page_of(client.get(edit(person))))
    begin_second_factor(user=person)
    wish = fields(roles, "職員", municipality=town.pk, without_factor="on")
    client.post(edit(person), wish)
    assert not SecondFactor.objects.exists()
    assert AccessRecord.objects.filter(action=Action.SECOND_FACTOR, actor=keeper).exists()


def test_accounts_are_not_removed(client, roles, town, staff_of):
    person = staff_of(town, "hanako")
    client.force_login(make_admin())
    client.post(reverse("wagtailusers_users:delete", args=[person.pk]))
    assert User.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("is_superuser", [False, True])
def test_accounts_are_changed_one_at_a_time(client, keeper, roles, town, staff_of, is_superuser):
    """Wagtail's bulk actions ask none of these rules and record nothing."""
    if is_superuser:
        client.force_login(make_admin("root"))
    chief, person = make_admin("chief"), staff_of(town, "hanako")
    chosen = f"?id={chief.pk}&id={person.pk}"
    wishes = {
        "assign_role": {"role": roles["監査"].pk},
        "set_active_state": {"mark_as_active": "False"},
        "delete": {},
    }
    for action, wish in wishes.items():
        client.post(
            reverse("wagtail_bulk_action", args=["accounts", "user", action]) + chosen, wish
        )
    left = User.objects.filter(pk__in=[chief.pk, person.pk], is_active=True)
    assert left.count() == 2
    assert [group.name for group in person.groups.all()] == ["職員"]
    assert not chief.groups.exists()
    listed = page_of(client.get("/admin/users/"))
    assert "hanako" in words(listed)
    assert listed.find(attrs={"data-bulk-action-checkbox": True}) is None


def test_who_confirms_facts_has_a_municipality(client, keeper, roles, town):
    answer = client.post("/admin/users/new/", fields(roles, "事実確認者"))
    assert "事実確認者の自治体を選んでください" in words(page_of(answer))
    assert not User.objects.filter(username="hanako").exists()
    client.post("/admin/users/new/", fields(roles, "事実確認者", municipality=town.pk))
    assert User.objects.get(username="hanako").municipality == town
