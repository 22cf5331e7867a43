"""The one door: the same answer whatever was wrong, and no way out to foreign places."""

import pytest
from django.test import Client

from tests.builders import make_admin, make_group, make_standard_page, make_user, restrict
from tests.reading import main_heading, page_of, words

PASSWORD = "correct horse battery"


def sign_in(client, username: str, password: str = PASSWORD, **fields: str):
    return client.post("/sign-in/", {"username": username, "password": password, **fields})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def message_of(response) -> str:
    return words(page_of(response).find(attrs={"role": "alert"}))


def test_the_right_password_opens_and_leads_to_the_own_account(client, site):
    make_user("tanaka", password=PASSWORD)
    response = sign_in(client, "tanaka")
    assert is_signed_in(client)
    assert (response.status_code, response.url) == (302, "/sign-in/account/")


def test_editors_are_led_to_their_work(client, site):
    make_admin("chief", password=PASSWORD)
    assert sign_in(client, "chief").url == "/admin/"


def test_wrong_unknown_and_ended_accounts_are_told_the_same(client, site):
    make_user("tanaka", password=PASSWORD)
    make_user("ended", password=PASSWORD, is_active=False)
    answers = [
        sign_in(client, "tanaka", "wrong"),
        sign_in(client, "nobody"),
        sign_in(client, "ended"),
        sign_in(client, "ended", "wrong"),
    ]
    assert not is_signed_in(client)
    assert {answer.status_code for answer in answers} == {200}
    assert len({message_of(answer) for answer in answers}) == 1


def test_what_was_typed_is_kept_except_the_password(client, site):
    response = sign_in(client, "tanaka", "wrong-secret")
    assert page_of(response).find("input", attrs={"name": "username"})["value"] == "tanaka"
    assert "wrong-secret" not in response.content.decode()


def test_an_id_typed_in_full_width_is_understood(client, site):
    """Japanese keyboards write ＴＡＮＡＫＡ without anybody noticing."""
    make_user("tanaka01", password=PASSWORD)
    sign_in(client, "ｔａｎａｋａ０１")
    assert is_signed_in(client)


def test_a_password_with_spaces_is_not_trimmed(client, site):
    make_user("tanaka", password="  two spaces  ")
    sign_in(client, "tanaka", "  two spaces  ")
    assert is_signed_in(client)


@pytest.mark.parametrize("typed", ["", " ", "\x00", "あ" * 5000, "' OR 1=1 --", "😀"])
def test_hostile_ids_are_answered_with_a_message(client, site, typed):
    response = sign_in(client, typed)
    assert response.status_code == 200
    assert message_of(response)
    assert not is_signed_in(client)


def test_one_goes_where_one_wanted_to_go(client, site):
    make_user("tanaka", password=PASSWORD)
    assert sign_in(client, "tanaka", next="/about/?a=1").url == "/about/?a=1"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "\thttps://evil.example/",
    ],
)
def test_one_is_never_sent_to_a_foreign_place(client, site, target):
    make_user("tanaka", password=PASSWORD)
    assert sign_in(client, "tanaka", next=target).url == "/sign-in/account/"


def test_the_wish_survives_a_slip(client, site):
    make_user("tanaka", password=PASSWORD)
    response = sign_in(client, "tanaka", "wrong", next="/about/")
    assert page_of(response).find("input", attrs={"name": "next"})["value"] == "/about/"


def test_the_form_can_be_filled_by_everybody(client, site):
    page = page_of(client.get("/sign-in/"))
    form = page.main.find("form", method="post")
    for name, completion in (("username", "username"), ("password", "current-password")):
        field = form.find("input", attrs={"name": name})
        assert field["autocomplete"] == completion
        assert words(form.find("label", attrs={"for": field["id"]}))
    assert main_heading(client.get("/sign-in/"))


def test_the_door_is_not_found_by_search_engines(client, site):
    assert page_of(client.get("/sign-in/")).find(attrs={"name": "robots"})["content"] == "noindex"


def test_the_form_is_guarded_against_foreign_sites(site):
    make_user("tanaka", password=PASSWORD)
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict, "tanaka").status_code == 403


def test_the_session_gets_a_new_key(client, site):
    make_user("tanaka", password=PASSWORD)
    session = client.session
    session["before"] = "1"
    session.save()
    old = session.session_key
    sign_in(client, "tanaka")
    assert client.session.session_key != old


def test_somebody_signed_in_is_led_on(client, site):
    client.force_login(make_user())
    assert client.get("/sign-in/").url == "/sign-in/account/"
    client.force_login(make_admin())
    assert client.get("/sign-in/").url == "/admin/"


def test_somebody_without_the_right_is_not_sent_in_circles(client, site):
    """Signed in, but not of the group: the page sends to the door, the door must not send back."""
    restrict(make_standard_page(site, slug="team"), make_group("検証班"))
    client.force_login(make_user("suzuki"))
    response = client.get("/team/", follow=True)
    assert [address for address, _status in response.redirect_chain] == ["/sign-in/?next=/team/"]
    assert "suzuki" in words(page_of(response).main)


@pytest.mark.parametrize("address", ["/admin/login/", "/_util/login/"])
def test_there_is_no_second_door(client, site, address):
    """Wagtail brings two more forms without our rules: they lead to ours."""
    response = client.get(address)
    assert response.status_code == 302
    assert response.url.startswith("/sign-in/")
    make_user("tanaka", password=PASSWORD)
    client.post(address, {"username": "tanaka", "password": PASSWORD})
    assert not is_signed_in(client)


@pytest.mark.parametrize("address", ["/sign-in/out/", "/admin/logout/"])
def test_signing_out_needs_a_form_and_clears_the_browser(client, site, address):
    client.force_login(make_user())
    response = client.post(address)
    assert not is_signed_in(client)
    assert (response.status_code, response.url) == (302, "/")
    assert {"cache", "cookies", "storage"} == {
        part.strip(' "') for part in response.headers["Clear-Site-Data"].split(",")
    }


def test_a_link_or_picture_cannot_sign_anybody_out(client, site):
    """Clear-Site-Data on the refusal would sign out as well: an <img> elsewhere is enough."""
    client.force_login(make_user())
    response = client.get("/sign-in/out/")
    assert response.status_code == 405
    assert "Clear-Site-Data" not in response.headers
    assert is_signed_in(client)


def test_signing_out_leads_to_no_foreign_place(client, site):
    client.force_login(make_user())
    assert client.post("/sign-in/out/", {"next": "https://evil.example/"}).url == "/"
