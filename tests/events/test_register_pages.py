"""The form and the links in mails, as visitors and strangers use them."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from cms.core.calendar import now
from events.choices import State
from events.models import Registration
from events.services import cancel_registration
from tests.events.builders import make_event, make_open_event, make_registration
from tests.reading import main_heading, page_of, words

pytestmark = pytest.mark.django_db
HANAKO = {"name": "見本 花子", "mail": "hanako@town.example", "people": "2", "consent": "on"}


@pytest.fixture
def event(site):
    return make_open_event(site, slug="talk", capacity=3, childcare=True)


def send(client, capture, **fields):
    with capture(execute=True):
        return client.post("/events/talk/register/", {**HANAKO, **fields})


def link(message) -> str:
    return re.search(r"http://\S+(/events/talk/registrations/\S+/)", message.body).group(1)


@pytest.fixture
def capture(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_registering_and_opening_the_link_of_the_mail(client, event, capture):
    form = page_of(client.get("/events/talk/register/"))
    assert {field["name"] for field in form.main.select("[name]")} == {
        *("csrfmiddlewaretoken", "name", "mail", "people", "wants_childcare", "wishes"),
        *("consent", "leave_empty"),
    }
    response = send(client, capture, wants_childcare="on", wishes="3歳です")
    assert response.url == "/events/talk/register/done/"
    assert main_heading(client.get(response.url)) == "お申し込みを受け取りました"
    registration = Registration.objects.get()
    assert (registration.people, registration.wants_childcare, registration.wishes) == (
        2,
        True,
        "3歳です",
    )
    (message,) = mail.outbox
    assert message.to == ["hanako@town.example"]
    own = client.get(link(message))
    text = words(page_of(own).main)
    assert "参加できます" in text
    assert "見本 花子" in text
    assert own["Cache-Control"] == "private, no-store"
    assert own["Referrer-Policy"] == "same-origin"
    assert "noindex" in own["X-Robots-Tag"]


def test_cancelling_with_the_link(client, event, capture):
    send(client, capture)
    address = link(mail.outbox[0])
    with capture(execute=True):
        assert client.post(address).url == address
    assert Registration.objects.get().state == State.CANCELLED
    again = page_of(client.get(address))
    assert "取り消しました" in words(again.main)
    assert not again.main.find("button"), "nothing is left to cancel"


@pytest.mark.parametrize("way", ["other event", "cut off", "too old", "nonsense"])
def test_a_link_that_opens_nothing_says_how_to_get_a_new_one(client, site, event, capture, way):
    send(client, capture)
    address = link(mail.outbox[0])
    if way == "other event":
        other = make_open_event(site)
        address = address.replace("/talk/", f"/{other.slug}/")
    elif way == "cut off":
        address = address[:-4] + "/"
    elif way == "nonsense":
        address = "/events/talk/registrations/x/"
    else:
        event.starts_at, event.ends_at = now() - timedelta(days=32), now() - timedelta(days=31)
        event.save()
    response = client.get(address)
    assert response.status_code == 404
    assert "もう一度申し込んで" in words(page_of(response).main)
    assert response["Cache-Control"] == "private, no-store"
    assert "見本 花子" not in response.content.decode()


def test_the_answer_is_the_same_whether_an_address_is_known(client, event, capture):
    """Somebody else must not learn who comes."""
    first = send(client, capture)
    second = send(client, capture, name="だれか")
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Registration.objects.count() == 1
    assert "もう申し込まれています" in mail.outbox[1].subject
    assert client.get(link(mail.outbox[0])).status_code == 200, "the first link still works"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"consent": ""}, "印を付けてください"),
        ({"mail": "hanako"}, "メールアドレスの形"),
        ({"name": "  "}, "必"),
        ({"people": "9"}, "9"),
        ({"people": "-1"}, "-1"),
        ({"leave_empty": "x"}, "空のまま"),
        ({"wishes": "http://a http://b http://c http://d"}, "リンクが多すぎ"),
        ({"name": "\x00"}, "文字"),
        ({"wishes": "あ" * 300}, "200"),
    ],
)
def test_a_form_that_cannot_be_taken_keeps_what_was_typed(client, event, capture, fields, message):
    response = send(client, capture, **fields)
    main = page_of(response).main
    assert response.status_code == 200
    assert message in words(main.find(id="errors"))
    if "name" not in fields:
        assert main.find(id="id_name")["value"] == "見本 花子"
    assert not Registration.objects.exists()
    assert mail.outbox == []


def test_full_width_letters_are_understood(client, event, capture):
    send(client, capture, mail="ｈａｎａｋｏ＠town．example")
    assert Registration.objects.get().mail == "hanako@town.example"


def test_words_that_look_like_code_are_words(client, event, capture):
    send(client, capture, name="<script>alert(1)</script>")
    page = client.get(link(mail.outbox[0])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_nobody_registers_a_hundred_times_an_hour(client, event, capture):
    for number in range(21):
        response = send(client, capture, mail=f"{number}@town.example")
    assert "1時間ほど" in words(page_of(response).find(id="errors"))
    assert Registration.objects.count() == 20


def test_the_page_says_before_that_one_will_wait(client, event, capture):
    make_registration(event, "あ", people=3)
    text = words(page_of(client.get("/events/talk/")).main)
    assert "満席（キャンセル待ち受付中）" in text
    assert "キャンセル待ちになります" in words(page_of(client.get("/events/talk/register/")).main)
    send(client, capture)
    assert mail.outbox[0].subject.startswith("キャンセル待ち")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"is_cancelled": True, "cancelled_note": "台風のため"}, "中止"),
        ({"registration_closes_at": now() - timedelta(hours=1)}, "終わりました"),
    ],
)
def test_what_is_closed_has_no_form(client, event, capture, fields, says):
    for name, value in fields.items():
        setattr(event, name, value)
    event.save()
    page = page_of(client.get("/events/talk/register/"))
    assert says in words(page.main)
    assert not page.main.find("form")
    assert send(client, capture).status_code == 200
    assert not Registration.objects.exists()


@pytest.mark.parametrize("kind", ["none", "external"])
def test_without_a_form_of_our_own_there_is_no_such_page(client, site, kind):
    make_event(site, slug="talk", registration=kind)
    assert client.get("/events/talk/register/").status_code == 404
    assert client.get("/events/talk/register/done/").status_code == 404


def test_the_online_address_is_told_to_who_has_a_place_only(client, site, capture):
    event = make_open_event(site, slug="talk", capacity=2, online_url="https://meet.example/room")
    send(client, capture)
    send(client, capture, mail="late@town.example")
    has_place, waits = (client.get(link(message)).content.decode() for message in mail.outbox)
    assert "meet.example" in has_place
    assert "meet.example" in mail.outbox[0].body
    assert "meet.example" not in waits + mail.outbox[1].body
    for address in ("", "calendar/", "register/"):
        assert "meet.example" not in client.get(f"/events/talk/{address}").content.decode()
    event.online_for_registered = False
    event.save()
    assert "meet.example" in client.get("/events/talk/").content.decode()


def test_who_gave_the_place_back_is_not_told_the_address(client, site, capture):
    make_open_event(site, slug="talk", online_url="https://meet.example/room")
    send(client, capture)
    cancel_registration(registration=Registration.objects.get(), at=now())
    assert "meet.example" not in client.get(link(mail.outbox[0])).content.decode()
