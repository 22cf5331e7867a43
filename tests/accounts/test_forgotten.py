"""A new password by mail: the same answer for everybody, one link, good once."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from cms.accounts.models import OpenSession
from tests.accounts.conftest import PASSWORD
from tests.builders import make_user
from tests.reading import main_heading, page_of, words

FRESH = "midori no kaeru 7 hiki"


@pytest.fixture
def person(site):
    return make_user("tanaka", password=PASSWORD, email="tanaka@town.example")


def ask(client, address="tanaka@town.example"):
    return client.post("/sign-in/forgotten/", {"email": address}, follow=True)


def link_in_mail() -> str:
    return re.search(r"https?://[^/]+(/sign-in/new-password/\S+)", mail.outbox[-1].body).group(1)


def choose(client, link, password=FRESH):
    landed = client.get(link, follow=True)
    if not landed.redirect_chain:
        return landed
    fields = {"new_password": password, "again": password}
    return client.post(landed.redirect_chain[-1][0], fields, follow=True)


def test_the_answer_is_the_same_for_everybody(client, person):
    known, unknown = ask(client), ask(client, "nobody@town.example")
    assert words(page_of(known).main) == words(page_of(unknown).main)
    assert [message.to for message in mail.outbox] == [["tanaka@town.example"]]


def test_the_answer_costs_the_same_for_everybody(client, person, settings):
    """Production only writes the wish down; a worker looks whether there is somebody."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    asked = []
    for address in ("tanaka@town.example", "nobody@town.example"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.post("/sign-in/forgotten/", {"email": address})
        asked.append([query["sql"].split()[0:3] for query in queries])
    assert asked[0] == asked[1]
    assert DBTaskResult.objects.count() == 2
    assert mail.outbox == []


def test_the_link_works_once_and_ends_other_sessions(client, person):
    other = type(client)()
    other.force_login(person)
    other.get("/")
    ask(client)
    link = link_in_mail()
    choose(client, link)
    person.refresh_from_db()
    assert person.check_password(FRESH)
    assert OpenSession.objects.count() == 0
    assert other.get("/sign-in/account/").status_code == 302
    assert main_heading(choose(client, link, "another long password")) == "このリンクは使えません"


def test_the_mail_names_the_id_and_the_configured_address(client, person, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://portal.example"
    client.post("/sign-in/forgotten/", {"email": person.email}, headers={"host": "evil.example"})
    assert "https://portal.example/sign-in/new-password/" in mail.outbox[0].body
    assert "evil.example" not in mail.outbox[0].body
    assert "tanaka" in mail.outbox[0].body


def test_an_address_gets_one_mail_in_five_minutes(client, person):
    for _time in range(5):
        ask(client)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "link", ["/sign-in/new-password/MQ/abc-def/", "/sign-in/new-password/x/choose/"]
)
def test_made_up_links_say_what_to_do(client, person, link):
    response = client.get(link, follow=True)
    assert response.status_code == 200
    assert "/sign-in/forgotten/" in str(page_of(response).main)


def test_ended_people_get_no_mail_and_their_links_end(client, person):
    ask(client)
    link = link_in_mail()
    person.is_active = False
    person.save()
    assert main_heading(choose(client, link)) == "このリンクは使えません"
    mail.outbox.clear()
    ask(client)
    assert mail.outbox == []


def test_guessable_passwords_are_refused_here_too(client, person):
    ask(client)
    response = choose(client, link_in_mail(), "tanaka tanaka 2026")
    assert "思いつく" in words(page_of(response).find(attrs={"role": "alert"}))


@pytest.mark.parametrize(
    "typed", ["", "not an address", "\x00@town.example", "あ" * 5_000, "a@b@c.d"]
)
def test_hostile_addresses_get_a_message(client, person, typed):
    response = client.post("/sign-in/forgotten/", {"email": typed})
    assert response.status_code == 200
    assert page_of(response).find(attrs={"role": "alert"})
    assert mail.outbox == []


def test_the_link_is_sent_to_no_other_site(client, person):
    """The token is in the address: nobody may learn it as the place somebody came from."""
    ask(client)
    landed = client.get(link_in_mail())
    assert landed.status_code == 302
    assert "choose" in landed.url
