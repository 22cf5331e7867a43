"""名入れ: a town's own desk on a poster, opened again as a printer would."""

import io
import lzma
from urllib.parse import unquote

import PIL.Image
import pypdfium2.raw as raw
import pytest
import segno

from campaigns.naming import fonts
from campaigns.naming.fitting import TooLongError, fit
from campaigns.naming.fonts import letters_of
from cms.core.calendar import today
from cms.core.mails import absolute
from cms.insights.models import DailyCount
from tests.builders import make_area, make_office
from tests.campaigns.builders import (
    make_asset,
    make_kit,
    make_template,
    millimetres,
    open_pdf,
    text_of,
)
from tests.reading import page_of

# 60 letters that leave nothing out of the office's own name.
LONG = (
    "見本広域連合こども未来部ひとり親家庭支援課母子父子自立支援相談窓口"
    "見本の分室本庁舎二階東側七番窓口のとなりの相談室までは"
)


@pytest.fixture
def template(campaign):
    asset = make_asset()
    make_kit(campaign, asset)
    return make_template(asset)


@pytest.fixture
def office(town):
    return make_office(town, name="子育て支援課", external_id="own", hours=[{}])


@pytest.fixture
def address(template):
    return f"/campaigns/assets/{template.asset_id}/naming/"


@pytest.fixture
def make(accept, address, template):
    """A function that asks for the file with the words of the form."""

    def post(output="pdf", office="own", **fields):
        usual = {"name": "八王子市 子育て支援課", "telephone": "042-620-1234"}
        data = {**usual, "output": output, "act": "download", **fields}
        return accept(f"{address}?office={office}", template.asset.licence, **data)

    return post


def test_strangers_sign_in_first(client, address, template):
    for each in (address, f"{address}preview.png"):
        response = client.get(each)
        assert response.status_code == 302
        assert response.url.startswith("/sign-in/")


def test_people_without_a_municipality_are_told_why_not(client, address, admin_user):
    client.force_login(admin_user)
    response = client.get(address)
    assert response.status_code == 403
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_town_without_a_desk_is_told_what_to_do(client, staff, address):
    response = client.get(address)
    assert response.status_code == 200
    assert page_of(response).main.find("form", attrs={"method": "post"}) is None


def test_the_form_holds_the_words_of_the_directory(client, staff, office, address):
    response = client.get(address)
    assert response.headers["Cache-Control"] == "private, no-store"
    page = page_of(response)
    assert page.find("input", attrs={"name": "name"})["value"] == "八王子市 子育て支援課"
    chosen = page.find("input", attrs={"name": "telephone", "checked": True})
    assert chosen["value"] == "042-620-1234"
    picture = client.get(page.select_one("#preview img")["src"])
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.headers["Cache-Control"] == "private, no-store"
    assert PIL.Image.open(io.BytesIO(picture.content)).width == pytest.approx(640, abs=2)


def test_the_desk_of_another_municipality_does_not_exist(client, staff, office, address, make):
    make_office(make_area("13209", "町田市", "まちだし"), name="別の課", external_id="other")
    for key in ("other", "nobody"):
        assert client.get(f"{address}?office={key}").status_code == 404
        assert client.get(f"{address}preview.png?office={key}").status_code == 404
        assert make(office=key).status_code == 404


def test_the_print_file_has_its_boxes(staff, office, make):
    with open_pdf(make().content) as document:
        assert len(document) == 1
        page = document[0]
        boxes = [page.get_mediabox(), page.get_bleedbox(), page.get_trimbox()]
    assert [millimetres(box) for box in boxes] == [
        [0, 0, 216, 303],
        [0, 0, 216, 303],
        [3, 3, 213, 300],
    ]


def test_with_crop_marks_the_page_is_larger_and_the_boxes_stay(staff, office, make):
    with open_pdf(make("pdf-marks").content) as document:
        page = document[0]
        boxes = [page.get_mediabox(), page.get_bleedbox(), page.get_trimbox()]
    assert [millimetres(box) for box in boxes] == [
        [0, 0, 236, 323],
        [10, 10, 226, 313],
        [13, 13, 223, 310],
    ]


def test_the_words_are_right_and_the_fonts_embedded(staff, office, make):
    response = make()
    text = text_of(response.content)
    assert "八王子市 子育て支援課" in text
    assert "042-620-1234" in text
    fonts = embedded_fonts(response.content)
    assert any("NotoSansCJKJPBold" in name for name in fonts)
    assert all(fonts.values()), fonts


def embedded_fonts(content):
    """Name → whether the font is inside the file, of every text of the page."""
    found = {}
    with open_pdf(content) as document:
        for item in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
            font = item.get_font()
            found[font.get_base_name()] = font.is_embedded
    return found


def test_the_file_has_a_japanese_name_and_is_counted_for_the_town(staff, office, make, template):
    response = make()
    disposition = unquote(response.headers["Content-Disposition"])
    assert disposition.startswith("attachment")
    assert "ポスター_八王子市 子育て支援課.pdf" in disposition
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    found = DailyCount.objects.filter(kind="campaigns.namingtemplate")
    assert found.values_list("day", "municipality", "number").get() == (
        today(),
        staff.municipality_id,
        1,
    )


@pytest.mark.parametrize(("output", "dpi"), [("png-300", 300), ("png-150", 150)])
def test_the_picture_is_the_trimmed_page(staff, office, make, output, dpi):
    picture = PIL.Image.open(io.BytesIO(make(output).content))
    wanted = (210 / 25.4 * dpi, 297 / 25.4 * dpi)
    assert picture.size == pytest.approx(wanted, abs=2)
    assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=1)


def test_the_terms_are_accepted_first(client, staff, office, address):
    response = client.post(f"{address}?office=own", {"name": "子育て支援課", "act": "download"})
    assert response.status_code == 422
    assert not DailyCount.objects.exists()


def test_looking_needs_no_terms(client, staff, office, address, template):
    data = {"name": "子育て支援課", "telephone": "", "act": "preview"}
    response = client.post(
        f"{address}?office=own", {**data, "read": str(template.asset.licence_id)}
    )
    assert response.status_code == 200
    assert not DailyCount.objects.exists()


@pytest.mark.parametrize(
    "name", ["窓口 999-999", "八王子市 税務課", "課援支", "<b>子育て支援課</b>"]
)
def test_words_that_are_not_the_desks_are_refused(staff, office, make, name):
    response = make(name=name)
    assert response.status_code == 422
    page = page_of(response)
    assert page.find("input", attrs={"name": "name"})["value"] == name
    assert page.select_one("#preview img") is None


def test_a_telephone_of_nobody_is_refused(staff, office, make):
    assert make(telephone="090-0000-0000").status_code == 422


def test_without_a_telephone_none_is_printed(staff, office, make):
    assert "042" not in text_of(make(telephone="").content)


def test_sixty_letters_stay_inside_their_box(staff, town, make):
    assert len(LONG) == 60
    make_office(town, name=LONG, external_id="long")
    response = make(office="long", name=LONG)
    assert response.status_code == 200
    assert "".join(text_of(response.content).split()).startswith(LONG[:10])
    with open_pdf(response.content) as document:
        text = document[0].get_textpage()
        places = [text.get_charbox(number) for number in range(text.count_chars())]
        letters = [text.get_text_range(number, 1) for number in range(text.count_chars())]
    points = 72 / 25.4
    inside = [box for box, letter in zip(places, letters, strict=True) if letter in LONG]
    assert len(inside) >= 60
    assert min(box[0] for box in inside) >= (3 + 20) * points - 1
    assert max(box[2] for box in inside) <= (3 + 20 + 124) * points + 1
    assert max(box[3] for box in inside) <= (303 - 3 - 229) * points + 1
    assert min(box[1] for box in inside) >= (303 - 3 - 229 - 18) * points - 1


@pytest.mark.parametrize("length", range(1, 61, 7))
@pytest.mark.parametrize("height", [9.0, 18.0])
def test_names_of_any_length_fit_or_are_refused(length, height):
    measure = letters_of("bold").width
    fitted = fit(LONG[:length], width=124, height=height, largest=28, measure=measure)
    assert fitted.height <= height
    assert all(measure(line, fitted.size) <= 124 for line in fitted.lines)
    assert "".join(fitted.lines) == LONG[:length]


def test_a_box_that_is_too_small_says_so():
    with pytest.raises(TooLongError):
        fit(LONG, width=10, height=3, largest=28, measure=letters_of("bold").width)


def test_the_qr_code_leads_to_the_towns_page(staff, office, town, make):
    """Read from the picture, module by module, and compared with the code of the address."""
    picture = PIL.Image.open(io.BytesIO(make("png-300").content)).convert("L")
    expected = segno.make_qr(absolute(f"/directory/{town.code6}/"), error="m").matrix
    dots = 300 / 25.4
    module = 42 * dots / (len(expected) + 8)
    read = [
        [
            picture.getpixel(
                (
                    int(150 * dots + (column + 4.5) * module),
                    int(226 * dots + (row + 4.5) * module),
                )
            )
            < 128
            for column in range(len(expected))
        ]
        for row in range(len(expected))
    ]
    assert read == [[bool(each) for each in row] for row in expected]


def test_a_ground_that_is_gone_is_told_and_not_counted(staff, office, make, template):
    template.ground.file.storage.delete(template.ground.file.name)
    response = make()
    assert response.status_code == 422
    assert not DailyCount.objects.exists()


def test_a_ground_that_is_no_pdf_is_told(staff, office, accept, campaign):
    asset = make_asset(title="こわれた素材")
    make_kit(campaign, asset)
    make_template(asset, ground=b"%PDF-1.4 broken")
    response = accept(
        f"/campaigns/assets/{asset.pk}/naming/?office=own",
        asset.licence,
        name="子育て支援課",
        output="pdf",
        act="download",
    )
    assert response.status_code == 422


def test_no_template_no_page(client, staff, office, campaign):
    asset = make_asset(title="名入れなし")
    make_kit(campaign, asset)
    assert client.get(f"/campaigns/assets/{asset.pk}/naming/").status_code == 404


def test_a_template_out_of_use_has_no_page(client, staff, office, template, address):
    type(template).objects.update(is_active=False)
    assert client.get(address).status_code == 404
    assert "naming" not in client.get(f"/campaigns/assets/{template.asset_id}/").content.decode()


def test_a_font_is_unpacked_once_whole_and_by_its_content(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "UNPACKED", tmp_path / "fonts")
    first = fonts.font_path.__wrapped__("bold")
    assert first.read_bytes() == lzma.decompress(fonts.PACKED["bold"].read_bytes())
    at = first.stat().st_mtime_ns
    assert fonts.font_path.__wrapped__("bold") == first
    assert (first.stat().st_mtime_ns, len(list(first.parent.iterdir()))) == (at, 1)
