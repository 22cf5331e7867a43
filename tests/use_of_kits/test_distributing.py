"""The admin of 広報: a list in, cards out, sent, who is missing."""

import io
import re
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from campaigns.models import Delivery, ReportTicket, UseReport
from campaigns.use.services import note_sent, store_deliveries
from cms.assets.models import PortalImage
from cms.core.calendar import today
from cms.records.choices import Action
from cms.records.models import AccessRecord
from cms.spreadsheets.writing import xlsx
from tests.builders import make_area, make_group, make_office, make_user, picture_bytes
from tests.reading import page_of, words
from tests.use_of_kits.builders import make_distribution, make_parcel, tell, towns

HEADING = "自治体コード,部数"


def base(round_):
    return f"/admin/campaigns/distributions/{round_.pk}/"


def upload(client, round_, *lines, name="list.csv", content=None):
    content = content if content is not None else "\n".join([HEADING, *lines]).encode()
    return client.post(f"{base(round_)}list/", {"file": SimpleUploadedFile(name, content)})


def confirm(client, round_, preview, **fields):
    token = page_of(preview).find("input", attrs={"name": "rows"})["value"]
    return client.post(f"{base(round_)}list/confirm/", {"rows": token, **fields}, follow=True)


# --- the list -------------------------------------------------------------------------------------


def test_a_list_is_looked_at_before_it_is_stored(client, publicity, round_, town):
    preview = upload(client, round_, f"{town.code6},２００部", "13000,50")
    text = words(page_of(preview))
    assert "入れられる行は2行（250部）" in text
    assert "東京都八王子市" in text
    assert Delivery.objects.count() == 0
    assert "2か所を入れ" in words(page_of(confirm(client, round_, preview)))
    assert dict(Delivery.objects.values_list("area__code6", "copies")) == {
        town.code6: 200,
        "130001": 50,
    }


def test_the_same_list_once_more_changes_nothing(client, publicity, round_, town):
    preview = upload(client, round_, f"{town.code6},200")
    confirm(client, round_, preview)
    first = list(Delivery.objects.values())
    assert "0か所を入れ、0か所を直しました" in words(page_of(confirm(client, round_, preview)))
    assert list(Delivery.objects.values()) == first


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("999999,10", "999999"),
        ("132013,10", "検査数字"),
        ("八王子市,10", "6けたの数字"),
        ("132012,", "1以上の数"),
        ("132012,0", "1以上の数"),
        ("132012,9999999", "大きすぎます"),
        ("132012,たくさん", "数字で"),
        ("132012,=1+1", "数字で"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(client, publicity, round_, town, line, wanted):
    preview = upload(client, round_, "13000,50", line)
    text = words(page_of(preview))
    assert wanted in text
    assert "3行目" in text
    confirm(client, round_, preview)
    assert Delivery.objects.count() == 0, "one wrong row stops the list"
    confirm(client, round_, preview, skip="on")
    assert Delivery.objects.get().area.code6 == "130001"


def test_a_place_that_stands_twice_is_wrong(client, publicity, round_, town):
    text = words(page_of(upload(client, round_, "132012,10", "13201,20")))
    assert "2行目と同じ配布先" in text


def test_what_was_sent_is_not_changed_by_a_list(client, publicity, round_, parcel):
    text = words(page_of(upload(client, round_, f"{parcel.area.code6},10")))
    assert "もう送りました" in text


def test_what_waits_is_corrected(round_, town):
    store_deliveries(distribution=round_, copies={town.pk: 10})
    assert store_deliveries(distribution=round_, copies={town.pk: 30}) == (0, 1)
    assert Delivery.objects.get().copies == 30


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("list.csv", b"", "空です"),
        ("list.csv", "名前,数\nx,1".encode(), "自治体コード"),
        ("list.csv", "自治体コード,部数".encode(), "配布先の行がありません"),
        ("list.pdf", b"%PDF-1.4", "読めません"),
        ("list.xlsx", b"PK\x03\x04 broken", "読めません"),
    ],
)
def test_files_that_are_no_list_get_a_message(client, publicity, round_, name, content, wanted):
    response = upload(client, round_, name=name, content=content)
    assert response.status_code == 200
    assert wanted in words(page_of(response))


def test_a_list_in_the_encoding_of_old_computers(client, publicity, round_, town):
    content = f"{HEADING}\n{town.code6},20".encode("cp932")
    assert "入れられる行は1行" in words(page_of(upload(client, round_, content=content)))


def test_a_spreadsheet_with_lost_zeros(client, publicity, round_, site):
    make_area("01100", "札幌市", "さっぽろし", parent=towns(0, code2="01", name="北海道") or None)
    content = xlsx("配布先", ("自治体コード", "部数"), [(11002, 30)])
    text = words(page_of(upload(client, round_, name="list.xlsx", content=content)))
    assert "札幌市" in text


def test_rows_of_another_round_or_forged_ones_are_refused(client, publicity, round_, town, site):
    other = make_distribution(round_.kit, title="別")
    preview = upload(client, round_, f"{town.code6},200")
    assert "時間がたちました" in words(page_of(confirm(client, other, preview)))
    forged = client.post(f"{base(round_)}list/confirm/", {"rows": "x" * 50}, follow=True)
    assert "時間がたちました" in words(page_of(forged))
    assert Delivery.objects.count() == 0


# --- cards ----------------------------------------------------------------------------------------


def test_a_card_for_every_parcel_opens_its_report(client, publicity, round_, parcel):
    make_parcel(round_, parcel.area.parent)
    response = client.post(f"{base(round_)}cards/", {"kind": "pages"})
    assert "no-store" in response.headers["Cache-Control"]
    cards = page_of(response).select(".card")
    assert [card["data-code"] for card in cards] == ["130001", "132012"]
    address = cards[1].img["data-address"]
    path = "/" + address.split("/", 3)[3]
    assert "八王子市" in words(page_of(client.get(path)).main)
    assert AccessRecord.objects.filter(action=Action.EXPORTED, actor=publicity).count() == 1


def test_printing_again_leaves_the_first_cards_valid(client, publicity, round_, parcel):
    first = client.post(f"{base(round_)}cards/", {"kind": "pages"})
    client.post(f"{base(round_)}cards/", {"kind": "pages"})
    assert ReportTicket.objects.count() == 2
    path = "/" + page_of(first).select_one(".card img")["data-address"].split("/", 3)[3]
    assert client.get(path).status_code == 200


def test_cards_as_a_table_for_the_carrier(client, publicity, round_, parcel):
    response = client.post(f"{base(round_)}cards/", {"kind": "table"})
    rows = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert rows[1][:3] == ("132012", "東京都八王子市", "200")
    assert re.search(r"/campaigns/reports/[\w-]{32}/$", rows[1][3])


def test_no_cards_where_there_is_nothing_to_print(client, publicity, round_):
    response = client.post(f"{base(round_)}cards/", {"kind": "pages"}, follow=True)
    assert "配布先がありません" in words(page_of(response))


def test_no_cards_that_would_not_open(client, publicity, round_, parcel):
    round_.reports_until = today() - timedelta(days=1)
    round_.save()
    response = client.post(f"{base(round_)}cards/", {"kind": "pages"}, follow=True)
    assert "期限が過ぎています" in words(page_of(response))
    assert ReportTicket.objects.count() == 0


def test_cards_of_one_prefecture(client, publicity, round_, parcel):
    make_parcel(round_, towns(1, code2="14", name="神奈川県")[0])
    said = {"kind": "pages", "prefecture": "130001"}
    assert len(page_of(client.post(f"{base(round_)}cards/", said)).select(".card")) == 1


# --- sent -----------------------------------------------------------------------------------------


def test_what_waits_becomes_sent_and_nothing_else(client, publicity, round_, town):
    waiting = make_parcel(round_, town, sent_on=None, copies=30)
    before = make_parcel(round_, town.parent, sent_on=date(2026, 9, 1), sent_copies=7)
    client.post(f"{base(round_)}sent/", {"sent_on": "2026-10-05"})
    waiting.refresh_from_db()
    before.refresh_from_db()
    assert (waiting.sent_on, waiting.sent_copies) == (date(2026, 10, 5), 30)
    assert (before.sent_on, before.sent_copies) == (date(2026, 9, 1), 7)
    assert note_sent(deliveries=[waiting, before], on=today()) == 0


@pytest.mark.parametrize("day", ["", "きのう", "2999-01-01"])
def test_a_day_that_is_none_changes_nothing(client, publicity, round_, town, day):
    make_parcel(round_, town, sent_on=None)
    response = client.post(f"{base(round_)}sent/", {"sent_on": day}, follow=True)
    assert "送った日を、今日までの日付で" in words(page_of(response))
    assert Delivery.objects.get().sent_on is None


# --- who is missing -------------------------------------------------------------------------------


def test_the_list_says_how_each_can_be_reached(client, publicity, round_, parcel, staff):
    written, called, reported = towns(3, code2="14", name="神奈川県")
    for each in (written, called, reported):
        make_parcel(round_, each)
    make_parcel(round_, parcel.area.parent, sent_on=today())
    staff(written, email="shokuin@town.example")
    make_office(called, telephones=["045-000-0000"])
    tell(Delivery.objects.get(area=reported))
    rows = [words(row) for row in page_of(client.get(f"{base(round_)}missing/")).select("tbody tr")]
    assert len(rows) == 3, "what left today and what was reported are not missing"
    assert "窓口の電話がわかりません" in rows[0]
    assert "メール（1人）" in rows[1]
    assert "045-000-0000" in rows[2]
    narrowed = client.get(f"{base(round_)}missing/?prefecture=130001")
    assert len(page_of(narrowed).select("tbody tr")) == 1


# --- judging reports ------------------------------------------------------------------------------


def test_publicity_looks_at_a_report_and_shows_it(client, publicity, parcel):
    photo = ContentFile(picture_bytes(), "board.jpg")
    report = tell(parcel, effect="電話が増えた", may_show=True, photo=photo)
    address = f"/admin/snippets/campaigns/usereport/edit/{report.pk}/"
    page = client.get(address)
    assert "電話が増えた" in words(page_of(page))
    assert client.get(f"/admin/campaigns/photos/{'9' * 25}/").status_code == 404
    picture = client.get(f"/admin/campaigns/photos/{report.pk}/")
    assert picture.status_code == 200
    assert "no-store" in picture.headers["Cache-Control"]
    assert AccessRecord.objects.filter(action=Action.VIEWED, actor=publicity).count() == 1
    refused = client.post(address, {"is_shown": "on", "alt_text": ""})
    assert "見えない人" in words(page_of(refused))
    assert client.post(address, {"is_shown": "on", "alt_text": "掲示板"}).status_code == 302
    report.refresh_from_db()
    assert report.is_shown
    assert PortalImage.objects.get().description == "掲示板"
    client.post(address, {"alt_text": "掲示板"})
    assert PortalImage.objects.count() == 0


def test_without_agreement_nothing_is_shown(client, publicity, parcel):
    report = tell(parcel, effect="電話が増えた")
    address = f"/admin/snippets/campaigns/usereport/edit/{report.pk}/"
    assert "同意がない" in words(page_of(client.post(address, {"is_shown": "on", "alt_text": ""})))
    assert not UseReport.objects.get().is_shown


def test_nobody_invents_a_report(client, publicity, parcel):
    assert client.get("/admin/snippets/campaigns/usereport/add/").status_code == 302
    tell(parcel)
    report = UseReport.objects.get()
    assert (
        client.post(f"/admin/snippets/campaigns/usereport/delete/{report.pk}/").status_code == 302
    )
    assert UseReport.objects.count() == 1


@pytest.mark.parametrize("path", ["", "list/", "missing/"])
def test_editors_of_pages_do_not_keep_parcels(client, publicity, round_, path):
    editor = make_user("henshu")
    make_group("編集者", editor)
    client.force_login(editor)
    assert client.get(base(round_) + path).status_code in (302, 403)


@pytest.mark.parametrize("number", [3, 30])
def test_lists_of_the_admin_ask_the_same_for_many(
    client, publicity, round_, number, django_assert_max_num_queries
):
    for each in towns(number):
        tell(make_parcel(round_, each))
    for model in ("distribution", "delivery", "usereport"):
        address = f"/admin/snippets/campaigns/{model}/"
        client.get(address)
        with django_assert_max_num_queries(40):
            assert client.get(address).status_code == 200
    with django_assert_max_num_queries(25):
        assert client.get(base(round_)).status_code == 200
