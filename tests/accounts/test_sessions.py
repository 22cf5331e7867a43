"""Where one is signed in: seen, ended from elsewhere, ended by time, by another password."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.accounts.models import OpenSession, User
from cms.records.choices import Action
from cms.records.models import AccessRecord
from tests.accounts.conftest import PASSWORD
from tests.builders import make_group, make_user
from tests.reading import page_of, words

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Edg/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1"


@pytest.fixture
def person(site):
    return make_user("tanaka", password=PASSWORD)


def browser(agent: str = WINDOWS) -> Client:
    client = Client(headers={"user-agent": agent})
    client.post("/sign-in/", {"username": "tanaka", "password": PASSWORD})
    client.get("/sign-in/account/")
    return client


def is_open(client: Client) -> bool:
    return client.get("/sign-in/account/").status_code == 200


def told(client: Client) -> str:
    return words(page_of(client.get("/sign-in/account/", follow=True)).main)


def age(client: Client, **times) -> None:
    OpenSession.objects.filter(pk=client.session["open_session"]).update(**times)


def test_devices_are_named_in_words(person):
    browser(PHONE)
    text = words(page_of(browser(WINDOWS).get("/sign-in/account/")).find(class_="sessions"))
    assert "Windows・Edge この端末" in text
    assert "iPhone・Safari" in text


def test_one_device_is_signed_out_from_another(person):
    office, phone = browser(), browser(PHONE)
    lost = OpenSession.objects.get(device="iPhone・Safari")
    office.post(f"/sign-in/account/out/{lost.pk}/")
    assert is_open(office)
    assert "別の端末からサインアウト" in told(phone)
    assert not is_open(phone)


def test_sign_out_everywhere_else(person):
    clients = [browser(), browser(PHONE), browser(PHONE)]
    clients[0].post("/sign-in/account/out/")
    assert [is_open(client) for client in clients] == [True, False, False]


def test_nobody_ends_the_sessions_of_others(person):
    other = make_user("suzuki")
    row = OpenSession.objects.create(
        user=other, device="Mac", first_seen=timezone.now(), last_seen=timezone.now()
    )
    browser().post(f"/sign-in/account/out/{row.pk}/")
    assert OpenSession.objects.filter(pk=row.pk).exists()


def test_another_password_ends_the_other_sessions(person):
    office, phone = browser(), browser(PHONE)
    fresh = "midori no kaeru 7 hiki"
    fields = {"current": PASSWORD, "new_password": fresh, "again": fresh}
    office.post("/sign-in/password/", fields)
    assert is_open(office)
    assert not is_open(phone)


@pytest.mark.parametrize(("minutes", "stays"), [(29, True), (31, False)])
def test_staff_left_alone_for_half_an_hour_are_signed_out(person, minutes, stays):
    client = browser()
    age(client, last_seen=timezone.now() - timedelta(minutes=minutes))
    assert is_open(client) is stays


@pytest.mark.parametrize(("minutes", "stays"), [(14, True), (16, False)])
def test_people_with_the_admin_after_a_quarter(person, roles, minutes, stays):
    make_group("編集者", person)
    client = browser()
    age(client, last_seen=timezone.now() - timedelta(minutes=minutes))
    assert is_open(client) is stays


def test_nobody_stays_longer_than_twelve_hours(person):
    client = browser()
    age(client, first_seen=timezone.now() - timedelta(hours=12, minutes=1))
    assert "しばらく使われなかった" in told(client)


def test_the_wish_survives_the_end(person):
    client = browser()
    age(client, last_seen=timezone.now() - timedelta(hours=1))
    assert client.get("/about/").url == "/sign-in/?next=%2Fabout%2F"


def test_an_account_that_ends_is_signed_out_at_the_next_request(person):
    client = browser()
    User.objects.update(expires_on=timezone.localdate() - timedelta(days=2))
    assert "期限が終わりました" in told(client)
    assert not is_open(client)


def test_an_account_that_is_closed_is_signed_out_at_the_next_request(person):
    client = browser()
    User.objects.update(is_active=False)
    assert "サインインが終わりました" in told(client)
    row = AccessRecord.objects.get(action=Action.SIGNED_OUT)
    assert row.actor == person
    assert "サインインが終わりました" in row.reason


def test_a_copied_cookie_ends_with_signing_out(person):
    client = browser()
    stolen = Client()
    stolen.cookies = client.cookies
    copy = client.cookies["sessionid"].value
    client.post("/sign-in/out/")
    thief = Client()
    thief.cookies["sessionid"] = copy
    assert not is_open(thief)


def test_a_page_left_open_in_the_admin_is_not_used(person, roles):
    """The admin asks by itself every few seconds."""
    make_group("編集者", person)
    client = browser()
    before = timezone.now() - timedelta(minutes=10)
    age(client, last_seen=before)
    client.post("/admin/editing-sessions/ping/wagtailcore/page/1/1/")
    assert OpenSession.objects.get().last_seen == before
    client.get("/admin/")
    assert OpenSession.objects.get().last_seen > before


def test_visitors_cost_nothing(site, client, django_assert_num_queries):
    client.get("/")
    assert OpenSession.objects.count() == 0
    assert "sessionid" not in client.cookies


def test_ending_elsewhere_is_recorded(person):
    office = browser()
    browser(PHONE)
    office.post("/sign-in/account/out/")
    assert AccessRecord.objects.filter(action=Action.SIGNED_OUT, actor=person).count() == 1
