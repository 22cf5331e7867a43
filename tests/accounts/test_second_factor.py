"""TOTP and recovery codes: required for the admin, offered to staff, hard to guess and to reuse."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_otp.oath import totp

from cms.accounts import one_time_codes
from cms.accounts.models import RecoveryCode, SecondFactor, User
from cms.accounts.origin import Origin
from cms.accounts.services.passwords import choose_password
from cms.records.choices import Action
from cms.records.models import AccessRecord
from tests.accounts.conftest import PASSWORD
from tests.builders import make_group, make_user
from tests.reading import main_heading, page_of, words

SET_UP = "/sign-in/second-factor/set-up/"
ASK = "/sign-in/second-factor/"


@pytest.fixture
def editor(roles):
    user = make_user("editor", password=PASSWORD)
    make_group("編集者", user)
    return user


def seed_of(user) -> bytes:
    return one_time_codes.open_seed(SecondFactor.objects.get(user=user).sealed_seed)


def code_of(user, drift: int = 0) -> str:
    return f"{totp(seed_of(user), drift=drift):06}"


def sign_in(client, user):
    """From the start, also when somebody is still signed in."""
    client.post("/sign-in/out/")
    return client.post("/sign-in/", {"username": user.username, "password": PASSWORD}, follow=True)


def set_up(client, user) -> list[str]:
    """Returns the recovery codes; forgets which step was used, so that a test need not wait."""
    client.get(SET_UP)
    response = client.post(SET_UP, {"code": code_of(user)})
    SecondFactor.objects.update(last_step=0)
    return [words(code) for code in page_of(response).select(".codes code")]


def alert_of(response) -> str:
    return words(page_of(response).find(attrs={"role": "alert"}))


def test_the_admin_opens_only_after_setting_up(client, editor, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    assert main_heading(sign_in(client, editor)) == "2段階認証を設定する"
    for address in ("/admin/", "/admin/pages/", "/sign-in/account/", "/"):
        assert client.get(address).url.endswith(SET_UP)
    assert len(set_up(client, editor)) == 10
    assert client.get("/admin/").status_code == 200


def test_staff_are_not_forced(client, site, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(make_user("tanaka"))
    assert client.get("/sign-in/account/").status_code == 200


def test_who_uses_it_is_asked_before_anything_opens(client, editor):
    client.force_login(editor)
    set_up(client, editor)
    assert main_heading(sign_in(client, editor)) == "アプリの確認コードを入れてください"
    for address in ("/admin/", "/", SET_UP, "/sign-in/second-factor/remove/", "/sign-in/password/"):
        assert client.get(address).url.endswith(ASK)
    client.post(ASK, {"code": code_of(editor)})
    assert client.get("/admin/").status_code == 200


def test_the_seed_is_shown_only_while_setting_up(client, editor):
    client.force_login(editor)
    key = words(page_of(client.get(SET_UP)).find("code", class_="key"))
    assert key == words(page_of(client.get(SET_UP)).find("code", class_="key"))
    set_up(client, editor)
    again = client.get(SET_UP, follow=True)
    assert key not in again.content.decode()
    assert again.redirect_chain[-1][0] == "/sign-in/account/"


def test_the_picture_comes_from_here(client, editor):
    client.force_login(editor)
    picture = page_of(client.get(SET_UP)).main.find("img")
    assert picture["src"].startswith("data:image/svg+xml")
    assert picture["alt"]


def test_the_database_holds_neither_seed_nor_codes(client, editor):
    client.force_login(editor)
    codes = set_up(client, editor)
    factor = SecondFactor.objects.get()
    assert seed_of(editor) not in bytes(factor.sealed_seed)
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert not kept & set(codes)


@pytest.mark.parametrize(("drift", "opens"), [(-2, False), (-1, True), (1, True), (3, False)])
def test_clocks_may_be_off_by_one_step(client, editor, drift, opens):
    client.force_login(editor)
    set_up(client, editor)
    sign_in(client, editor)
    client.post(ASK, {"code": code_of(editor, drift)})
    assert (client.get("/admin/").status_code == 200) is opens


def test_a_code_works_once(client, editor):
    client.force_login(editor)
    set_up(client, editor)
    code = code_of(editor)
    sign_in(client, editor)
    client.post(ASK, {"code": code})
    sign_in(client, editor)
    assert "もう使われて" in alert_of(client.post(ASK, {"code": code}))


def test_full_width_and_gaps_are_understood(client, editor):
    client.force_login(editor)
    set_up(client, editor)
    sign_in(client, editor)
    code = code_of(editor)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    client.post(ASK, {"code": f"{wide[:3]} {wide[3:]}"})
    assert client.get("/admin/").status_code == 200


def test_a_recovery_code_works_once(client, editor):
    client.force_login(editor)
    codes = set_up(client, editor)
    sign_in(client, editor)
    client.post(ASK, {"code": codes[0].upper().replace("-", " ")})
    assert client.get("/admin/").status_code == 200
    sign_in(client, editor)
    client.post(ASK, {"code": codes[0]})
    assert client.get("/admin/").url.endswith(ASK)


def test_five_wrong_codes_rest_for_five_minutes(client, editor):
    client.force_login(editor)
    set_up(client, editor)
    sign_in(client, editor)
    for _try in range(5):
        client.post(ASK, {"code": "000000"})
    assert "5分" in alert_of(client.post(ASK, {"code": code_of(editor)}))
    assert AccessRecord.objects.filter(action=Action.LOCKED, actor=editor).count() == 1
    SecondFactor.objects.update(blocked_until=timezone.now() - timedelta(seconds=1))
    client.post(ASK, {"code": code_of(editor)})
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("typed", ["", "\x00", "😀", "1" * 10_000, "１２３", "½²³¼¾٣"])
def test_hostile_codes_get_a_message(client, editor, typed):
    client.force_login(editor)
    set_up(client, editor)
    sign_in(client, editor)
    response = client.post(ASK, {"code": typed})
    assert response.status_code == 200
    assert alert_of(response)


def test_new_codes_end_the_old_ones(client, editor):
    client.force_login(editor)
    old = set_up(client, editor)
    response = client.post("/sign-in/second-factor/codes/", {"code": code_of(editor)})
    new = [words(code) for code in page_of(response).select(".codes code")]
    assert len(new) == 10
    assert not set(old) & set(new)
    sign_in(client, editor)
    client.post(ASK, {"code": old[0]})
    assert client.get("/admin/").url.endswith(ASK)


def test_it_is_given_up_with_a_code(client, editor):
    client.force_login(editor)
    set_up(client, editor)
    client.post("/sign-in/second-factor/remove/", {"code": "123456"})
    assert SecondFactor.objects.exists()
    client.post("/sign-in/second-factor/remove/", {"code": code_of(editor)})
    assert not SecondFactor.objects.exists()


def test_a_new_password_by_mail_does_not_replace_it(client, editor):
    client.force_login(editor)
    set_up(client, editor)
    User.objects.filter(pk=editor.pk).update(must_change_password=True)
    sign_in(client, editor)
    assert client.get("/sign-in/password/").url.endswith(ASK)


def test_seeds_open_after_the_key_changed(editor, settings):
    sealed = one_time_codes.seal_seed(b"seed")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "the next key"
    assert one_time_codes.open_seed(sealed) == b"seed"


def test_a_seed_that_somebody_else_may_have_seen_is_not_kept(client, editor):
    """Who knew the old password opened the page first, and would know every code to come."""
    seen = set_up_page_seed(client, editor)
    choose_password(user=editor, password="midori no kaeru 7", origin=Origin(at=timezone.now()))
    assert set_up_page_seed(client, editor) != seen


def set_up_page_seed(client, user) -> bytes:
    client.force_login(user)
    client.get(SET_UP)
    return seed_of(user)
