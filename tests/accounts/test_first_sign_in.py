"""The initial password opens one thing: the page where it is replaced."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.accounts.models import User
from cms.records.choices import Action
from cms.records.models import AccessRecord
from tests.accounts.conftest import PASSWORD
from tests.reading import main_heading, page_of, words

OWN = "midori no kaeru 7 hiki"


@pytest.fixture
def new_person(site, town, staff_of):
    return staff_of(
        town,
        "yamada",
        must_change_password=True,
        initial_password_until=timezone.now() + timedelta(days=14),
    )


def sign_in(client, password=PASSWORD):
    return client.post("/sign-in/", {"username": "yamada", "password": password}, follow=True)


def choose(client, password=OWN, again=None):
    fields = {"new_password": password, "again": again or password}
    return client.post("/sign-in/password/", fields, follow=True)


def alert_of(response) -> str:
    return words(page_of(response).find(attrs={"role": "alert"}))


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/admin/", "/admin/pages/", "/search/?q=a", "/documents/1/x.pdf", "/sitemap.xml"),
        *("/sign-in/account/", "/sign-in/people/", "/sign-in/second-factor/set-up/"),
        "/en/sign-in/account/",
    ],
)
def test_nothing_opens_before(client, new_person, address):
    sign_in(client)
    for ask in (client.get, client.post):
        response = ask(address)
        assert response.status_code == 302
        assert response.url.endswith("/sign-in/password/")


def test_the_way_of_a_new_person(client, new_person):
    assert main_heading(sign_in(client)) == "自分のパスワードを決めてください"
    choose(client)
    new_person.refresh_from_db()
    assert new_person.check_password(OWN)
    assert not new_person.must_change_password
    assert client.get("/sign-in/account/").status_code == 200
    assert AccessRecord.objects.filter(action=Action.PASSWORD_CHANGED, actor=new_person).exists()


def test_one_may_leave_instead(client, new_person):
    sign_in(client)
    assert client.post("/sign-in/out/").url == "/"


def test_the_initial_password_works_once(client, new_person):
    sign_in(client)
    client.post("/sign-in/out/")
    again = sign_in(client)
    assert "初回パスワード" in alert_of(again)
    assert "パスワードを忘れたとき" in alert_of(again)
    assert "_auth_user_id" not in client.session
    refused = AccessRecord.objects.filter(action=Action.REFUSED).get()
    assert refused.actor == new_person


def test_the_initial_password_ends_after_its_time(client, new_person):
    User.objects.update(initial_password_until=timezone.now() - timedelta(minutes=1))
    assert "初回パスワード" in alert_of(sign_in(client))
    assert "_auth_user_id" not in client.session


def test_after_choosing_the_initial_password_is_wrong(client, new_person):
    sign_in(client)
    choose(client)
    client.post("/sign-in/out/")
    assert "IDかパスワードが違います" in alert_of(sign_in(client))


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("short pass", "12文字"),
        (PASSWORD, "今のパスワード"),
        ("aaaaaaaaaaaaaaa", "同じ文字"),
        ("hachioji2026!", "思いつく"),
        ("yamadayamada1", "思いつく"),
        ("ひとり親ひとり親ポータル2026", "思いつく"),
        ("Portal-Reiwa8-shien", "思いつく"),
        ("qwertyuiop1234", "思いつく"),
    ],
)
def test_guessable_passwords_are_refused_with_a_reason(client, new_person, password, word):
    sign_in(client)
    response = choose(client, password)
    assert word in alert_of(response)
    assert password not in response.content.decode()
    new_person.refresh_from_db()
    assert new_person.must_change_password


@pytest.mark.parametrize(
    "password",
    [
        "midori no kaeru 7 hiki",
        "夜の電車とみどりのかさ12本",
        "k9#vWq2!pZx7",
        "あ😀いうえおかきくけこさしす",
    ],
)
def test_long_passwords_of_any_characters_are_taken(client, new_person, password):
    sign_in(client)
    choose(client, password)
    new_person.refresh_from_db()
    assert new_person.check_password(password)


def test_two_different_ones_are_asked_again(client, new_person):
    sign_in(client)
    assert "もう一度" in alert_of(choose(client, OWN, "another long one"))


def test_changing_later_asks_for_the_present_one(client, site, town, staff_of):
    person = staff_of(town, "sato")
    client.force_login(person)
    fields = {"current": "not it", "new_password": OWN, "again": OWN}
    assert "今のパスワードとちがいます" in alert_of(client.post("/sign-in/password/", fields))
    client.post("/sign-in/password/", {**fields, "current": PASSWORD})
    person.refresh_from_db()
    assert person.check_password(OWN)
