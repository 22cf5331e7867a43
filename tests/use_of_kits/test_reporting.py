"""The report behind the QR code: three taps, more when wanted, and everything that can go wrong."""

import io
from datetime import timedelta

import PIL.Image
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns.models import ReportTicket, UsePhoto, UseReport
from cms.core.calendar import today
from cms.insights.models import DailyCount
from cms.records.choices import Action
from cms.records.models import AccessRecord
from tests.builders import make_area, picture_bytes
from tests.reading import main_heading, page_of, words
from tests.use_of_kits.builders import (
    address_of,
    make_distribution,
    make_kit,
    make_parcel,
    tell,
    ticket_of,
    towns,
)

THREE_TAPS = {"places": ["office", "library"], "amount": "all"}


def photograph(name="board.jpg", content=None, **options):
    return SimpleUploadedFile(name, content or picture_bytes(**options), "image/jpeg")


def complaints(response):
    assert response.status_code == 422
    return [words(line) for line in page_of(response).select(".errors li")]


def test_three_taps_are_a_report(client, parcel, town):
    address = address_of(parcel)
    page = client.get(address)
    assert page.status_code == 200
    assert "八王子市" in words(page_of(page).main)
    assert "ぜんぶ（200）" in words(page_of(page).main)
    response = client.post(address, THREE_TAPS)
    assert response.status_code == 302
    thanks = client.get(response.url)
    assert "受け取りました" in main_heading(thanks)
    report = UseReport.objects.get()
    assert (report.delivery, report.copies_used, report.may_show) == (parcel, 200, False)
    assert report.place_words == "役所の窓口・ロビー、図書館・保健センター・公民館"


def test_nobody_keeps_a_page_behind_a_ticket(client, parcel):
    address = address_of(parcel)
    for response in (
        client.get(address),
        client.post(address, {}),
        client.post(address, THREE_TAPS),
    ):
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]
    assert client.get(address).headers["Referrer-Policy"] == "same-origin"
    assert ticket_of(parcel) not in str(list(ReportTicket.objects.values())), "only a digest"


def test_a_second_report_takes_the_place_of_the_first(client, parcel):
    address = address_of(parcel)
    client.post(address, {**THREE_TAPS, "effect": "電話が増えた"})
    first = UseReport.objects.get()
    form = page_of(client.get(address))
    assert "電話が増えた" in words(form.find("textarea"))
    ticked = [box["value"] for box in form.select("[name=places][checked]")]
    assert ticked == ["office", "library"]
    client.post(address, {"places": ["online"], "amount": "some", "copies": "１２０部"})
    report = UseReport.objects.get()
    assert (report.pk, report.copies_used, report.effect) == (first.pk, 120, "")
    assert [place.place for place in report.places.all()] == ["online"]
    assert report.first_reported_at == first.first_reported_at


def test_a_double_click_is_one_report(client, parcel):
    address = address_of(parcel)
    client.post(address, THREE_TAPS)
    client.post(address, THREE_TAPS)
    assert UseReport.objects.count() == 1
    assert UseReport.objects.get().places.count() == 2


def test_two_papers_lead_to_the_same_report(client, parcel):
    """A card that was printed again does not close the first one."""
    first, second = address_of(parcel), address_of(parcel)
    assert client.post(first, THREE_TAPS).status_code == 302
    assert client.post(second, {**THREE_TAPS, "amount": "half"}).status_code == 302
    assert UseReport.objects.get().copies_used == 100


def test_a_ticket_opens_its_own_parcel_only(client, parcel, site):
    other = make_parcel(make_distribution(make_kit(site), title="別の配布"), parcel.area)
    client.post(address_of(other), THREE_TAPS)
    assert not hasattr(type(parcel).objects.get(pk=parcel.pk), "report")
    sent = address_of(parcel) + "sent/"
    assert client.get(sent).status_code == 404, "nothing was reported here yet"


@pytest.mark.parametrize("forged", ["A" * 32, "-" * 20, "x" * 80])
def test_a_forged_ticket_says_what_to_do(client, parcel, forged):
    address = f"/campaigns/reports/{forged}/"
    for response in (client.get(address), client.post(address, THREE_TAPS)):
        assert response.status_code == 404
        assert "QRコードを、もう一度" in words(page_of(response).main)
        assert response.headers["Cache-Control"] == "private, no-store"
    assert UseReport.objects.count() == 0


def test_a_ticket_counts_to_the_end_of_its_last_day(client, parcel):
    assert client.get(address_of(parcel, until=today())).status_code == 200
    ended = address_of(parcel, until=today() - timedelta(days=1))
    assert client.get(ended).status_code == 404
    assert client.post(ended, THREE_TAPS).status_code == 404
    assert UseReport.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({}, "どのくらい使っていますか"),
        ({"amount": "all"}, "場所を1つは"),
        ({"amount": "all", "places": ["moon"]}, "どこで使っていますか"),
        ({"amount": "nonsense", "places": ["office"]}, "どのくらい使っていますか"),
        ({**THREE_TAPS, "places": ["other"]}, "どこかを、短く"),
        ({**THREE_TAPS, "amount": "some"}, "数を入れてください"),
        ({**THREE_TAPS, "amount": "some", "copies": "9,999,999"}, "大きすぎます"),
        ({**THREE_TAPS, "amount": "some", "copies": "９９９９９９９"}, "大きすぎます"),
        ({**THREE_TAPS, "amount": "some", "copies": "201"}, "届いたのは200部"),
        ({**THREE_TAPS, "amount": "some", "copies": "たくさん"}, "数字で"),
        ({**THREE_TAPS, "amount": "some", "copies": "-5"}, "数字で"),
        ({**THREE_TAPS, "own_copies": "9999999"}, "大きすぎます"),
        ({**THREE_TAPS, "effect": "あ" * 601}, "効果"),
        ({**THREE_TAPS, "leave_empty": "x"}, "空のままに"),
        ({**THREE_TAPS, "effect": "http://a.example " * 4}, "リンクが多すぎます"),
    ],
)
def test_what_is_wrong_gets_a_message_and_what_was_typed_stays(client, parcel, said, wanted):
    response = client.post(address_of(parcel), {"department": "子育て支援課", **said})
    found = complaints(response)
    assert any(wanted in line for line in found), found
    assert page_of(response).find(id="id_department")["value"] == "子育て支援課"
    assert UseReport.objects.count() == 0


def test_not_used_yet_is_an_answer_without_a_place(client, parcel):
    client.post(address_of(parcel), {"amount": "none", "places": ["office"]})
    report = UseReport.objects.get()
    assert (report.copies_used, report.places.count()) == (0, 0)


def test_spam_is_stopped_after_sixty_reports_an_hour(client, parcel):
    address = address_of(parcel)
    for _time in range(60):
        assert client.post(address, THREE_TAPS).status_code == 302
    assert any("何度も" in line for line in complaints(client.post(address, THREE_TAPS)))


def test_every_report_is_counted_without_a_person(client, parcel):
    client.post(address_of(parcel), THREE_TAPS)
    row = DailyCount.objects.get()
    assert (row.kind, row.number, row.municipality) == ("campaigns.kit", 1, None)


# --- photographs ----------------------------------------------------------------------------------


def gps_picture():
    exif = PIL.Image.Exif()
    exif[0x0110] = "Camera of somebody"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (35.0, 39.0, 0.0)
    file = io.BytesIO()
    PIL.Image.new("RGB", (40, 20), "white").save(file, format="JPEG", exif=exif)
    return file.getvalue()


def test_place_and_camera_leave_the_photograph(client, parcel):
    content = gps_picture()
    assert PIL.Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)
    client.post(address_of(parcel), {**THREE_TAPS, "photo": photograph(content=content)})
    photo = UsePhoto.objects.get()
    with photo.file.open("rb") as stored:
        assert dict(PIL.Image.open(stored).getexif()) == {}


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("photo.jpg", b"<html><script>alert(1)</script>", "jpg ではありません"),
        ("photo.html", b"<html>", "この種類のファイルは"),
        ("photo.svg", b"<svg onload='x()'/>", "この種類のファイルは"),
        ("photo.jpg", b"", "ファイルが空です"),
        ("photo.jpg", picture_bytes()[:200], "こわれて"),
    ],
)
def test_what_is_no_photograph_is_refused_and_the_rest_stays(client, parcel, name, content, wanted):
    file = SimpleUploadedFile(name, content, "image/jpeg")
    said = {**THREE_TAPS, "effect": "書いたことば", "photo": file}
    response = client.post(address_of(parcel), said)
    found = complaints(response)
    assert any(wanted in line or "読み取れません" in line for line in found), found
    assert "書いたことば" in words(page_of(response).find("textarea"))
    assert (UseReport.objects.count(), UsePhoto.objects.count()) == (0, 0)


def test_a_photograph_of_thirty_megabytes_gets_a_message_in_the_form(client, parcel):
    large = SimpleUploadedFile("photo.jpg", picture_bytes() + bytes(30 * 1024 * 1024))
    response = client.post(address_of(parcel), {**THREE_TAPS, "effect": "ことば", "photo": large})
    assert any("大きすぎます" in line for line in complaints(response))
    assert "ことば" in words(page_of(response).find("textarea"))
    assert AccessRecord.objects.filter(action=Action.UPLOAD_REFUSED).exists()


def test_elsewhere_visitors_still_send_little(client, parcel):
    large = SimpleUploadedFile("photo.jpg", bytes(4 * 1024 * 1024))
    assert client.post("/search/", {"photo": large}).status_code == 413
    large.seek(0)
    assert client.post(address_of(parcel) + "sent/", {"photo": large}).status_code == 413


def test_a_new_photograph_takes_the_place_of_the_old_one(
    client, parcel, django_capture_on_commit_callbacks
):
    address = address_of(parcel)
    client.post(address, {**THREE_TAPS, "photo": photograph()})
    old = UsePhoto.objects.get()
    storage, name = old.file.storage, old.file.name
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {**THREE_TAPS, "photo": photograph("new.jpg", size=(60, 30))})
    assert UsePhoto.objects.get().file.name != name
    assert not storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {**THREE_TAPS, "drops_photo": "on"})
    assert UsePhoto.objects.count() == 0


def test_sending_again_without_a_photograph_keeps_it(client, parcel):
    address = address_of(parcel)
    client.post(address, {**THREE_TAPS, "photo": photograph()})
    client.post(address, {**THREE_TAPS, "amount": "half"})
    assert UsePhoto.objects.count() == 1


# --- without the paper ----------------------------------------------------------------------------


def test_staff_report_without_the_paper(client, parcel, town, staff):
    client.force_login(staff(town))
    response = client.post(f"/campaigns/reports/own/{parcel.pk}/")
    assert response.status_code == 302
    assert client.post(response.url, THREE_TAPS).status_code == 302
    assert UseReport.objects.get().delivery == parcel


def test_another_municipality_gets_no_link(client, parcel, staff):
    client.force_login(staff(make_area("13209", "町田市", "まちだし")))
    assert client.post(f"/campaigns/reports/own/{parcel.pk}/").status_code == 404
    client.logout()
    assert client.post(f"/campaigns/reports/own/{parcel.pk}/").status_code == 404
    assert ReportTicket.objects.count() == 0


def test_a_report_needs_no_more_queries_for_a_large_round(
    client, round_, parcel, django_assert_max_num_queries
):
    for each in towns(12, code2="14", name="神奈川県"):
        tell(make_parcel(round_, each))
    address = address_of(parcel)
    client.get(address)
    with django_assert_max_num_queries(15):
        client.get(address)
    client.post(address, THREE_TAPS)
    with django_assert_max_num_queries(15):
        assert client.get(address + "sent/").status_code == 200
