"""The report of counts in the admin: months, filters, sheets, and who may see it."""

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from cms.accounts.services import apply_roles
from cms.insights.choices import Act
from cms.insights.services import count
from tests.builders import make_area, make_document, make_group, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/monthly-counts/"


@pytest.fixture
def town():
    return make_area()


@pytest.fixture
def roles(db):
    apply_roles()


@pytest.fixture
def reader(client, roles):
    user = make_user()
    make_group("広報", user)
    client.force_login(user)
    return client


@pytest.fixture
def counted(town):
    leaflet, poster = make_document("=リーフレット"), make_document("ポスター")
    for target, day, act, place in (
        (leaflet, date(2026, 3, 31), Act.DOWNLOAD, None),
        (leaflet, date(2026, 4, 1), Act.DOWNLOAD, town),
        (leaflet, date(2026, 4, 30), Act.DOWNLOAD, None),
        (poster, date(2026, 4, 2), Act.DOWNLOAD, None),
        (poster, date(2026, 4, 2), Act.PLAY, None),
    ):
        count(act=act, target=target, on=day, municipality=place)


def lines(client, query="", kind="csv"):
    response = client.get(f"{ADDRESS}?export={kind}&{query}")
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    if kind == "xlsx":
        return [
            [str(cell or "") for cell in row]
            for row in load_workbook(io.BytesIO(content)).active.values
        ]
    return [line.split(",") for line in content.decode().splitlines()]


def numbers(client, query=""):
    return [(row[0], row[1], row[-1]) for row in lines(client, query)[1:]]


def test_days_are_added_up_to_months(reader, counted):
    assert numbers(reader) == [
        ("2026-04", "ダウンロード", "3"),
        ("2026-04", "再生", "1"),
        ("2026-03", "ダウンロード", "1"),
    ]


def test_by_thing_with_names_that_no_program_computes(reader, counted):
    rows = lines(reader, "by=thing&act=download&day_from=2026-04-01")
    assert [(row[3], row[-1]) for row in rows[1:]] == [("'=リーフレット", "2"), ("ポスター", "1")]
    sheet = lines(reader, "by=thing&act=download&day_from=2026-04-01", "xlsx")
    assert sheet[0] == ["月", "したこと", "対象の種類", "対象", "自治体", "回数"]
    assert ["=リーフレット", "", "2"] in [row[3:] for row in sheet]


def test_by_municipality(reader, counted):
    rows = lines(reader, "by=municipality&act=download&day_from=2026-04-01")
    assert sorted((row[4], row[-1]) for row in rows[1:]) == [("", "2"), ("東京都八王子市", "1")]
    assert numbers(reader, "kind=assets.portaldocument&act=play") == [("2026-04", "再生", "1")]
    assert numbers(reader, "municipality=132012") == [("2026-04", "ダウンロード", "1")]


@pytest.mark.parametrize("query", ["by=nonsense", "day_from=x", "act=x", "kind=%00", "p=99"])
def test_hostile_filters_break_nothing(reader, counted, query):
    assert reader.get(f"{ADDRESS}?{query}").status_code in (200, 404)


def test_the_page_shows_kinds_in_japanese(reader, counted):
    page = reader.get(ADDRESS).content.decode()
    assert "ドキュメント" in page or "文書" in page
    assert "assets.portaldocument" not in page.split("<tbody")[1]
    assert re.search(r">\s*\d+ 行\s*<", page), "the number of rows is told in Japanese, too"


def test_the_queries_do_not_grow_with_the_rows(reader, town, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        reader.get(f"{ADDRESS}?by=thing")
    for number in range(30):
        count(act=Act.DOWNLOAD, target=make_document(f"資料{number}"), on=date(2026, 4, 1))
    with django_assert_max_num_queries(25):
        assert "資料29" in reader.get(f"{ADDRESS}?by=thing").content.decode()


def test_who_may_not_read_counts(client, roles):
    user = make_user()
    make_group("編集者", user)
    client.force_login(user)
    assert client.get(ADDRESS).status_code == 302
    assert client.get(f"{ADDRESS}?export=csv").status_code in (302, 403)
