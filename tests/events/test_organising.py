"""Who comes, for the organisers: numbers, the recorded list, the sheet; what editors may save."""

import csv
import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.accounts.services import apply_roles
from cms.assets.choices import Access
from cms.core.calendar import TOKYO, now
from cms.records.choices import Action
from cms.records.models import AccessRecord
from events.models import EventPage
from tests.builders import make_admin, make_document, make_group, make_media, make_user
from tests.events.builders import make_event, make_index, make_open_event, make_registration
from tests.reading import page_of, words
from tests.workflow.builders import publish_by_hand

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client, site):
    apply_roles()
    user = make_user("organiser")
    make_group("広報", user)
    client.force_login(user)
    return user


@pytest.fixture
def event(site):
    event = make_open_event(site, title="話す会", capacity=2)
    make_registration(event, "=cmd|' /C calc'!A0", people=2, wishes="＋3歳です")
    make_registration(event, "見本 花子")
    return event


def records(action: Action) -> list[tuple[str, str]]:
    return list(AccessRecord.objects.filter(action=action).values_list("label", "reason"))


def test_numbers_of_every_event_without_names(client, organiser, event):
    text = words(page_of(client.get("/admin/event-registrations/")).main)
    assert "話す会" in text
    assert "見本 花子" not in text
    assert records(Action.VIEWED) == []


def test_the_list_of_one_event_is_recorded_when_it_is_read(client, organiser, event):
    main = page_of(client.get(f"/admin/event-registrations/{event.pk}/")).main
    text = words(main)
    assert main.find("a", href=f"/admin/event-registrations/{event.pk}/export/")
    assert "参加 1件 2人、キャンセル待ち 1件 1人、取り消し 0件" in text
    assert "見本 花子" in text
    assert records(Action.VIEWED) == [("イベントの申し込み：話す会", "")]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_sheet_computes_nothing_and_its_reason_is_kept(client, organiser, event, form):
    address = f"/admin/event-registrations/{event.pk}/export/"
    assert "理由" in words(page_of(client.get(address)).main)
    response = client.post(address, {"form": form, "reason": "当日の受付"})
    assert "no-store" in response["Cache-Control"]
    if form == "xlsx":
        rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows())
        assert not any(cell.data_type == "f" for row in rows for cell in row)
        assert rows[1][2].value == "=cmd|' /C calc'!A0"
        assert rows[1][2].data_type == "s"
        assert rows[2][0].value == "キャンセル待ち"
    else:
        assert response.content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert rows[1][2].startswith("'=")
        assert rows[1][7].startswith("'＋")
    assert records(Action.EXPORTED) == [("イベントの申し込み：話す会", "当日の受付")]


def test_without_a_reason_nothing_leaves(client, organiser, event):
    address = f"/admin/event-registrations/{event.pk}/export/"
    response = client.post(address, {"form": "csv", "reason": "  "})
    assert "text/html" in response["Content-Type"]
    assert records(Action.EXPORTED) == []


def test_an_event_without_registrations_of_ours_is_not_there(client, organiser, site):
    other = make_event(site)
    for address in ("", "export/"):
        assert client.get(f"/admin/event-registrations/{other.pk}/{address}").status_code == 404
    address = f"/admin/event-registrations/{other.pk}/export/"
    assert client.post(address, {"form": "csv", "reason": "x"}).status_code == 404


def form_of(event: EventPage, **fields):
    """What the screen of an editor posts."""
    starts = now().astimezone(TOKYO) + timedelta(days=3)
    data = {
        "title": "話す会",
        "slug": "talk",
        "introduction": "",
        "starts_at": f"{starts:%Y-%m-%d} 10:00",
        "ends_at": f"{starts:%Y-%m-%d} 12:00",
        "body": streamfield([]),
        "report": streamfield([]),
        "registration": "none",
        "most_people": "4",
        "keep_days": "30",
        "sessions": inline_formset(fields.pop("sessions", [])),
        "speakers": inline_formset(fields.pop("speakers", [])),
        "slides": inline_formset(fields.pop("slides", [])),
        "comments": inline_formset([]),
        "action-publish": "publish",
        **fields,
    }
    return nested_form_data(data)


SILENT = {"name": "太郎", "role": "", "agreed_on": "", "rights_until": "", "rights_scope": ""}


def create(client, site, **fields):
    index = make_index(site)
    address = f"/admin/pages/add/events/eventpage/{index.pk}/"
    return publish_by_hand(client, client.post(address, form_of(index, **fields)))


@pytest.fixture
def editor(client, site):
    client.force_login(make_admin())


def test_an_editor_makes_an_event(client, site, editor):
    day = (now().astimezone(TOKYO) + timedelta(days=3)).date()
    session = {
        "title": "はじめに",
        "starts_at": f"{day} 10:00",
        "ends_at": f"{day} 10:30",
        "text": "",
    }
    response = create(client, site, sessions=[session], speakers=[SILENT])
    assert response.status_code == 302, page_of(response).find_all(class_="error-message")
    event = EventPage.objects.get()
    assert event.live
    assert event.starts_at.astimezone(TOKYO).hour == 10
    assert event.sessions.get().title == "はじめに"
    assert "はじめに" in client.get("/events/talk/").content.decode()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"ends_at": "2020-01-01 10:00"}, "終わりは、始まりより後"),
        ({"slug": "archive"}, "このスラッグは使えません"),
        ({"registration": "external"}, "名前とアドレスを入れて"),
        ({"registration": "own", "capacity": "0"}, "定員は1人以上"),
        ({"external_film_url": "https://films.example/"}, "行き先のサイトの名前"),
        (
            {
                "sessions": [
                    {
                        "title": "x",
                        "text": "",
                        "starts_at": "2030-01-01 10:00",
                        "ends_at": "2030-01-01 09:00",
                    }
                ]
            },
            "終わりは、始まりより後",
        ),
        ({"speakers": [{**SILENT, "agrees_to_recording": "on"}]}, "許諾した日を入れて"),
    ],
)
def test_what_would_be_wrong_on_the_page_is_not_saved(client, site, editor, fields, message):
    response = create(client, site, **fields)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert not EventPage.objects.exists()


def test_a_film_needs_the_agreement_of_everybody_and_an_open_file(client, site, editor):
    film = make_media()
    response = create(client, site, film=str(film.pk), speakers=[SILENT])
    assert "録画の公開に同意していない登壇者がいます：太郎" in response.content.decode()
    closed = make_media(access=Access.STAFF)
    response = create(client, site, film=str(closed.pk))
    assert "この動画は「職員だけ」です" in response.content.decode()
    slides = [{"document": str(make_document(access=Access.STAFF).pk), "label": ""}]
    response = create(client, site, slides=slides)
    assert "「職員だけ」の文書が資料に入っています" in response.content.decode()
    assert not EventPage.objects.exists()


@pytest.mark.parametrize("tail", ["", "export/"])
def test_a_number_that_no_event_can_have_is_not_found(client, organiser, tail):
    assert client.get(f"/admin/event-registrations/{'9' * 25}/{tail}").status_code == 404
