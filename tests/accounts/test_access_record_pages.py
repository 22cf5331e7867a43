"""監査 reads and exports the access record; nobody else, and never without a reason."""

import csv
from datetime import UTC, datetime

import pytest

from cms.records.choices import Action
from cms.records.models import AccessRecord
from cms.records.services import record_access
from tests.builders import make_group, make_user
from tests.reading import page_of, words

EXPORT = "/admin/access-records/export/"


@pytest.fixture
def auditor(roles, client):
    user = make_user("kansa")
    make_group("監査", user)
    client.force_login(user)
    return user


@pytest.fixture
def rows(db):
    for day, name, action, label in (
        (1, "tanaka", Action.SIGNED_IN, ""),
        (2, "suzuki", Action.DOWNLOADED, "通知.pdf"),
        (3, '=HYPERLINK("http://evil.example")', Action.REFUSED, ""),
    ):
        at = datetime(2026, 11, day, 1, tzinfo=UTC)
        record_access(at=at, action=action, actor_name=name, label=label, address="192.0.2.7")


def listed(client, query="") -> str:
    return words(page_of(client.get(f"/admin/access-records/?{query}")).find(class_="listing"))


def export(client, query="", reason="四半期の点検"):
    return client.post(f"{EXPORT}?{query}", {"reason": reason})


def test_records_are_listed(client, auditor, rows):
    text = listed(client)
    assert "tanaka" in text
    assert "ファイルを開いた" in text
    assert "192.0.2.7" in text


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("actor_name=suzuki", "suzuki"),
        ("action=downloaded", "suzuki"),
        ("label=通知", "suzuki"),
        ("at_from=2026-11-01&at_to=2026-11-01", "tanaka"),
    ],
)
def test_records_are_found_by_person_act_object_and_day(client, auditor, rows, query, name):
    others = {"tanaka", "suzuki"} - {name}
    text = listed(client, query)
    assert name in text
    assert not any(other in text for other in others)


@pytest.mark.parametrize(
    "query", ["at_from=yesterday", "action=x", "actor_name=%00", "p=999", "p=x"]
)
def test_hostile_filters_do_no_harm(client, auditor, rows, query):
    assert client.get(f"/admin/access-records/?{query}").status_code in (200, 404)


def test_exporting_asks_why_and_is_recorded(client, auditor, rows):
    before = AccessRecord.objects.count()
    response = client.post(EXPORT, {"reason": " "})
    assert response.status_code == 200
    assert AccessRecord.objects.count() == before
    text = b"".join(export(client).streaming_content).decode("utf-8-sig")
    assert len(list(csv.reader(text.splitlines()))) == before + 1
    row = AccessRecord.objects.get(action=Action.EXPORTED)
    assert (row.actor, row.reason) == (auditor, "四半期の点検")


def test_an_export_holds_what_was_filtered_and_computes_nothing(client, auditor, rows):
    text = b"".join(export(client, "action=refused").streaming_content).decode("utf-8-sig")
    _header, line = csv.reader(text.splitlines())
    assert line[1] == '\'=HYPERLINK("http://evil.example")'


@pytest.mark.parametrize("role", ["編集者", "承認者", "管理者", "職員"])
def test_others_see_nothing(client, roles, rows, role):
    user = make_user("other")
    make_group(role, user)
    client.force_login(user)
    for address in ("/admin/access-records/", EXPORT):
        response = client.get(address)
        assert response.status_code in (302, 403)
        assert "tanaka" not in response.content.decode()
    client.post(EXPORT, {"reason": "why not"})
    assert not AccessRecord.objects.filter(action=Action.EXPORTED).exists()


def test_the_list_costs_the_same_for_many_rows(client, auditor, django_assert_max_num_queries):
    for minute in range(60):
        at = datetime(2026, 11, 1, 1, minute, tzinfo=UTC)
        record_access(at=at, action=Action.VIEWED, actor=auditor)
    client.get("/admin/access-records/")
    with django_assert_max_num_queries(25):
        client.get("/admin/access-records/")
