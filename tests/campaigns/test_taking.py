"""Terms, single files, their headers and counts."""

import time
from urllib.parse import unquote

import pytest
from django.core import signing

from campaigns.tokens import SALT, SECONDS
from cms.core.calendar import today
from cms.insights.models import DailyCount
from tests.builders import make_document
from tests.campaigns.builders import make_asset, make_kit, make_licence
from tests.reading import page_of


def address_of(asset):
    return f"/campaigns/assets/{asset.pk}/"


def counted(kind):
    return list(DailyCount.objects.filter(kind=kind).values_list("day", "municipality", "number"))


def test_the_page_needs_no_script(client, kit, asset):
    page = page_of(client.get(address_of(asset)))
    form = page.main.find("form", attrs={"method": "post"})
    assert "変えずに使えます。" in form.get_text()
    assert {each["name"] for each in form.find_all("input")} >= {"accepted", "read", "file"}


def test_accepted_terms_lead_to_the_file(accept, client, kit, asset):
    row = asset.files.get()
    answer = accept(address_of(asset), asset.licence, file=row.pk)
    assert answer.status_code == 302
    response = client.get(answer.url)
    assert b"".join(response.streaming_content) == b"%PDF-1.4 form"
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "ポスター_PDF_第1版.pdf" in unquote(disposition)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Type"] == "application/pdf"


def test_a_part_of_a_file_can_be_asked_for(accept, client, kit, asset):
    answer = accept(address_of(asset), asset.licence, file=asset.files.get().pk)
    response = client.get(answer.url, headers={"range": "bytes=0-3"})
    assert response.status_code == 206
    assert b"".join(response.streaming_content) == b"%PDF"


def test_without_a_tick_the_terms_are_asked_for(client, kit, asset):
    response = client.post(address_of(asset), {"file": asset.files.get().pk})
    assert response.status_code == 422
    assert not DailyCount.objects.exists()


def test_new_terms_must_be_read_again(accept, kit, asset):
    response = accept(address_of(asset), make_licence("古い版"), file=asset.files.get().pk)
    assert response.status_code == 422
    page = page_of(response)
    assert "使用条件" in page.find(id="errors").get_text()
    assert not page.find("input", attrs={"name": "accepted"}).has_attr("checked")
    assert page.find("input", attrs={"name": "read"})["value"] == str(asset.licence_id)


@pytest.mark.parametrize("file", ["", "999999", "１", "' OR 1"])
def test_a_file_that_is_not_offered_is_refused(accept, kit, asset, file):
    assert accept(address_of(asset), asset.licence, file=file).status_code == 422


def test_an_address_that_was_made_up_leads_back_to_the_terms(client, kit, asset):
    response = client.get(f"{address_of(asset)}files/{asset.files.get().pk}/made-up/")
    assert (response.status_code, response.url) == (302, address_of(asset))


def test_an_address_holds_for_one_file(accept, client, kit, asset):
    other = make_asset(title="別の素材")
    make_kit(kit.campaign, other)
    answer = accept(address_of(asset), asset.licence, file=asset.files.get().pk)
    token = answer.url.rstrip("/").rpartition("/")[2]
    stolen = f"{address_of(other)}files/{other.files.get().pk}/{token}/"
    assert client.get(stolen).status_code == 302


class OfYesterday(signing.TimestampSigner):
    def timestamp(self):
        return signing.b62_encode(int(time.time()) - SECONDS - 1)


def test_an_address_of_yesterday_leads_back_to_the_terms(client, kit, asset):
    number = asset.files.get().pk
    token = OfYesterday(salt=SALT).sign_object(["file", number])
    response = client.get(f"{address_of(asset)}files/{number}/{token}/")
    assert (response.status_code, response.url) == (302, address_of(asset))


def test_takings_are_counted_by_day_and_never_by_person(accept, kit, asset):
    for _time in range(2):
        accept(address_of(asset), asset.licence, file=asset.files.get().pk)
    assert counted("campaigns.asset") == [(today(), None, 2)]
    assert counted("campaigns.licence") == [(today(), None, 2)]


def test_takings_of_staff_count_for_their_town(accept, kit, asset, staff, town):
    accept(address_of(asset), asset.licence, file=asset.files.get().pk)
    assert counted("campaigns.asset") == [(today(), town.pk, 1)]


def test_a_file_that_is_gone_is_named_and_not_counted(accept, kit, asset):
    document = asset.files.get().document
    document.file.storage.delete(document.file.name)
    response = accept(address_of(asset), asset.licence, file=asset.files.get().pk)
    assert response.status_code == 422
    assert "ポスター_PDF_第1版.pdf" in response.content.decode()
    assert not DailyCount.objects.exists()


def test_designs_for_staff_do_not_exist_for_strangers(client, campaign):
    closed = make_asset(make_document("職員用", access="staff"), title="職員用の素材")
    kit = make_kit(campaign, closed)
    assert client.get(address_of(closed)).status_code == 404
    assert client.get(f"/campaigns/kits/{kit.pk}/").status_code == 404
    assert "職員用の素材" not in client.get("/campaigns/autumn/").content.decode()


def test_staff_take_designs_for_staff(accept, client, campaign, staff):
    closed = make_asset(make_document("職員用", access="staff"))
    make_kit(campaign, closed)
    answer = accept(address_of(closed), closed.licence, file=closed.files.get().pk)
    assert client.get(answer.url).status_code == 200
    client.logout()
    assert client.get(answer.url).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"live": False},
        {"logo_check": "missing"},
        {"logo_check": "undecided"},
        {"operator_check": "present"},
        {"rights_until": "2020-03-31"},
    ],
)
def test_what_is_not_cleared_cannot_be_taken(client, campaign, fields):
    asset = make_asset(**fields)
    make_kit(campaign, asset)
    assert client.get(address_of(asset)).status_code == 404


def test_a_design_without_an_open_campaign_cannot_be_taken(client, kit, asset):
    kit.campaign.unpublish()
    assert client.get(address_of(asset)).status_code == 404


def test_the_page_speaks_other_languages(client, kit, asset):
    page = page_of(client.get(f"/en{address_of(asset)}"))
    assert page.html["lang"] == "en"
    assert "I accept the terms of use" in page.get_text()
