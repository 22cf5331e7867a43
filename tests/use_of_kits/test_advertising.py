"""Advertising as numbers, the fiscal year, and sheets that leave with a reason."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from campaigns.models import AdvertisingRecord
from campaigns.use.yearly import tables_of, years
from cms.insights.choices import Act
from cms.insights.services import count
from cms.records.choices import Action
from cms.records.models import AccessRecord
from tests.builders import make_group, make_office, make_user
from tests.reading import page_of, words
from tests.use_of_kits.builders import make_advertising, make_parcel, tell, towns

EXPORT = "/admin/campaigns/export/"


def table(year, title):
    return next(each for each in tables_of(year) if each.title.startswith(title))


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"ends_on": date(2026, 6, 30)}, "前です"),
        ({"starts_on": date(2027, 3, 31), "ends_on": date(2027, 4, 1)}, "年度をまたいで"),
        ({"impressions": 10, "clicks": 11, "source": "媒体"}, "クリック数が"),
        ({"impressions": 10, "reach": 11, "source": "媒体"}, "届いた人数が"),
        ({"reach": 10}, "出どころ"),
    ],
)
def test_numbers_that_cannot_be_are_refused(site, fields, wanted):
    record = make_advertising()
    for name, value in fields.items():
        setattr(record, name, value)
    with pytest.raises(ValidationError, match=wanted):
        record.full_clean()


def test_the_last_and_the_first_day_of_a_fiscal_year(site):
    make_advertising(starts_on=date(2026, 3, 31), ends_on=date(2026, 3, 31))
    make_advertising(starts_on=date(2026, 4, 1), ends_on=date(2026, 4, 1))
    assert AdvertisingRecord.objects.of_fiscal_year(2025).get().fiscal_year == 2025
    assert AdvertisingRecord.objects.of_fiscal_year(2026).get().fiscal_year == 2026
    assert years(on=date(2026, 4, 1)) == [2026, 2025]


def test_media_are_added_up(site):
    make_advertising(reach=100, impressions=300, clicks=5, cost=1_000, planned_cost=900)
    make_advertising(reach=50, impressions=60, clicks=1, cost=None)
    make_advertising(medium="social", cost=7)
    make_advertising(starts_on=date(2025, 7, 1), ends_on=date(2025, 7, 2), cost=10**9)
    rows = table(2026, "インターネット広告（媒体別）").rows
    assert rows[0] == ["検索広告", 2, 0, 150, 360, 6, 900, 1_000]
    assert rows[-1] == ["合計", 3, 0, 150, 360, 6, 900, 1_007]


def test_the_year_holds_parcels_places_and_counts(round_):
    for each in towns(5):
        tell(make_parcel(round_, each, copies=10))
    count(act=Act.DOWNLOAD, target=round_.kit, on=date(2026, 10, 1))
    rows = table(2026, "配布と使用報告").rows
    assert rows == [["東京都", 5, 5, 100, 50, 50, 50], ["全国", 5, 5, 100, 50, 50, 50]]
    assert table(2026, "使った場所").rows == [("役所の窓口・ロビー", 5)]
    assert table(2026, "ダウンロード").rows == [[str(round_.kit), "ダウンロード", 1]]
    assert table(2025, "配布と使用報告").rows == []


def test_an_export_has_a_reason_and_is_recorded(client, publicity, parcel):
    tell(parcel, effect="=HYPERLINK(1)")
    said = {"content": "reports", "year": "2026", "reason": ""}
    assert client.post(EXPORT, said).status_code == 200
    assert not AccessRecord.objects.filter(action=Action.EXPORTED).exists()
    response = client.post(EXPORT, {**said, "reason": "月例の確認"})
    row = AccessRecord.objects.get(action=Action.EXPORTED)
    assert (row.actor, row.reason) == (publicity, "月例の確認")
    cells = list(load_workbook(io.BytesIO(response.content)).active.rows)[1]
    written = {cell.value: cell.data_type for cell in cells}
    assert written["=HYPERLINK(1)"] == "s", "a text, not a formula"
    assert written[200] == "n", "numbers can be added up"


def test_the_yearly_workbook_has_a_sheet_for_each_table(client, publicity, parcel):
    make_advertising(cost=1_000)
    said = {"content": "year", "year": "2026", "reason": "年次報告"}
    book = load_workbook(io.BytesIO(client.post(EXPORT, said).content))
    assert len(book.sheetnames) == 5
    assert "年度の集計" in AccessRecord.objects.get(action=Action.EXPORTED).label


def test_whom_to_telephone(client, publicity, round_, town):
    make_parcel(round_, town)
    tell(make_parcel(round_, town.parent))
    make_office(town, telephones=["042-000-0000"])
    said = {"content": "missing", "year": "2026", "round": round_.pk, "reason": "電話"}
    rows = list(load_workbook(io.BytesIO(client.post(EXPORT, said).content)).active.values)
    assert len(rows) == 2, "the headings, and the one that has not reported"
    assert (rows[1][1], rows[1][6]) == ("東京都八王子市", "なし")
    assert "042-000-0000" in rows[1][7]


@pytest.mark.parametrize("asked", ["", "?year=1800", "?year=x"])
def test_the_year_on_the_screen(client, publicity, parcel, asked):
    response = client.get(f"/admin/campaigns/year/{asked}")
    assert response.status_code == 200
    assert "広報の一年" in words(page_of(response))


def test_who_only_writes_pages_exports_nothing(client, publicity, parcel):
    editor = make_user("henshu")
    make_group("編集者", editor)
    client.force_login(editor)
    response = client.post(EXPORT, {"content": "year", "year": "2026", "reason": "x"})
    assert response.status_code in (302, 403)
    assert not AccessRecord.objects.filter(action=Action.EXPORTED).exists()


def test_records_are_kept_in_the_admin(client, publicity, site):
    make_advertising(starts_on=date(2025, 7, 1), ends_on=date(2025, 7, 2))
    said = {
        "title": "夏の動画",
        "medium": "video",
        "reach_kind": "targeted",
        "target": "保護者",
        "starts_on": "2026-05-01",
        "ends_on": "2026-05-31",
        "cost": "１２３",
        "source": "媒体の画面",
    }
    add = "/admin/snippets/campaigns/advertisingrecord/add/"
    refused = client.post(add, {**said, "ends_on": "2027-05-31"})
    assert "年度をまたいで" in words(page_of(refused))
    assert client.post(add, said).status_code == 302
    assert AdvertisingRecord.objects.get(medium="video").cost == 123
    for asked, found in (("?year=2026", True), ("?year=2025", False), ("?medium=mail", False)):
        page = client.get(f"/admin/snippets/campaigns/advertisingrecord/{asked}")
        assert ("夏の動画" in words(page_of(page).main)) is found
