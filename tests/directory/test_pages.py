"""What visitors find under /directory/."""

import json
from datetime import date
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from wagtail import hooks

from cms.areas.choices import AreaKind
from cms.core.calendar import today
from directory.models import Contact, MunicipalityPage, Office
from directory.panels import HOOK, PlacePanel
from tests.builders import (
    add_page,
    home_of,
    make_area,
    make_directory,
    make_office,
    make_prefecture,
    make_translation,
    restrict,
)
from tests.reading import links_of, main_heading, page_of, words

ALWAYS = {
    "opens": "00:00",
    "closes": "00:00",
    "holidays": "always",
    "saturday": True,
    "sunday": True,
}
HACHIOJI = "/directory/132012/"


@pytest.fixture
def directory(site):
    return make_directory(site)


@pytest.fixture
def town(directory):
    return make_area(postal_codes=("1920046",), romaji="hachioji")


@pytest.mark.parametrize(
    "typed", ["はちおうじ", "192-0046", "１９２００４６", "hachioji", "八王子"]
)
def test_one_place_opens_at_once(client, town, typed):
    response = client.get("/directory/", {"q": typed})
    assert response.status_code == 302
    assert response["Location"] == HACHIOJI


def test_two_places_of_one_name_ask_which(client, town):
    make_area("13206", "府中市", "ふちゅうし")
    make_area(
        "34208", "府中市", "ふちゅうし", parent=make_prefecture("34000", "広島県", "ひろしまけん")
    )
    page = page_of(client.get("/directory/", {"q": "府中市"}))
    found = links_of(page.main)
    assert found["東京都府中市 ふちゅうし"] == "/directory/132063/"
    assert found["広島県府中市 ふちゅうし"] == "/directory/342084/"
    assert page.find("input", attrs={"name": "q"})["value"] == "府中市"


@pytest.mark.parametrize(
    "typed",
    ["", "　", "zzzz", '"', "\x00", "😀", "あ" * 5000, "' OR 1=1", "<script>alert(1)</script>"],
)
def test_whatever_is_typed_gets_help(client, town, typed):
    response = client.get("/directory/", {"q": typed})
    assert response.status_code == 200
    assert "まちが見つかりませんでした" in main_heading(response)
    page = page_of(response)
    assert page.main.find("form", attrs={"action": "/directory/"})
    assert links_of(page.main)["東京"] == "/directory/130001/"
    assert not page.main.find("script")


def test_nothing_typed_says_what_to_type(client, town):
    page = page_of(client.get("/directory/", {"q": " "}))
    field = page.find("input", attrs={"name": "q"})
    assert field["aria-invalid"] == "true"
    assert (
        "郵便番号か、まちの名前" in page.find(id=field["aria-describedby"].split()[-1]).get_text()
    )


def test_the_entrance_lists_prefectures_by_region_and_lines_by_state(client, town):
    make_prefecture("26000", "京都府", "きょうとふ")
    make_prefecture("01000", "北海道", "ほっかいどう")
    make_office(name="いのちの電話", telephones=["0120-279-338"])
    page = page_of(client.get("/directory/"))
    found = links_of(page.main)
    assert found["京都"] == "/directory/260002/"
    assert found["北海道"] == "/directory/010006/"
    assert [words(tag) for tag in page.main.find_all("h3")] == ["北海道・東北", "関東", "近畿"]
    assert "tel:0120279338" in found.values()


def test_a_place_page_has_a_big_button_that_says_who_is_called(client, town):
    make_office(town, name="八王子市子育て支援課", telephones=["042-620-7368"])
    page = page_of(client.get(HACHIOJI))
    calls = [link for link in page.main.find_all("a") if link["href"] == "tel:+81426207368"]
    assert calls
    assert "八王子市子育て支援課" in words(calls[0])
    assert "042-620-7368" in words(calls[0])
    assert words(page.find("h1")).startswith("八王子市の窓口")


def test_desks_stand_under_what_one_wants_to_ask(client, town):
    make_office(town, name="こども家庭課", tasks=["allowance", "medical"])
    page = page_of(client.get(HACHIOJI))
    assert words(page.find("h2", id="task-allowance")) == "手当"
    medical = page.find("h2", id="task-medical").find_parent("section")
    assert "この窓口でも相談できます" in medical.get_text()
    anchor = links_of(medical)["こども家庭課"]
    assert page.find(id=anchor.removeprefix("#")).find("h3")


def test_a_desk_that_a_list_names_twice_is_printed_once(client, town):
    for task in ("housing", "livelihood"):
        make_office(town, name="自立相談の窓口", tasks=[task], telephones=["042-620-7462"])
    page = page_of(client.get(HACHIOJI))
    assert [words(tag) for tag in page.main.find_all("h3")].count("自立相談の窓口") == 1


def test_everything_one_needs_to_know_before_calling(client, town):
    office = make_office(
        town,
        address="八王子市元本郷町三丁目24番1号",
        postal_code="192-8501",
        hours=[{}],
        father_welcome=True,
        verification="confirmed",
        confirmed_on=date(2026, 11, 1),
        confirmed_by="八王子市",
        source_title="市の一覧",
    )
    Contact.objects.create(office=office, channel="mail", value="kosodate@example.jp")
    page = page_of(client.get(HACHIOJI))
    text = words(page.main)
    for part in (
        "月〜金 8:30〜17:15",
        "父子家庭も",
        "2026年11月1日 八王子市が確認",
        "資料：市の一覧",
    ):
        assert part in text
    mail = next(link for link in page.main.find_all("a") if link["href"].startswith("mailto:"))
    assert words(mail) == "kosodate@example.jp"
    assert unquote(mail["href"]) == f"mailto:kosodate@example.jp?subject={gettext('Enquiry')}"
    maps = next(link for link in page.main.find_all("a") if "maps" in link["href"])
    assert maps["rel"] == ["noreferrer"]
    assert "%E6%9D%B1%E4%BA%AC%E9%83%BD" in maps["href"]  # 東京都 in front of the address


def test_a_place_without_any_office_is_not_empty(client, town):
    make_office(make_prefecture(), name="都の窓口", telephones=["03-5467-1721"])
    make_office(name="よりそい", telephones=["0120-279-338"])
    page = page_of(client.get(HACHIOJI))
    addresses = links_of(page.main).values()
    assert {"tel:+81354671721", "tel:0120279338", "tel:110", "tel:189", "tel:%238008"} <= set(
        addresses
    )
    unknown = gettext("The desks of %(place)s are not confirmed yet") % {"place": "八王子市"}
    assert unknown in words(page.main)
    assert "都道府県の窓口" in words(page.main)


def test_samples_say_so_and_stay_out_of_structured_data(client, town):
    make_office(town, name="子育て（見本）", is_sample=True)
    page = page_of(client.get(HACHIOJI))
    assert "見本" in words(page.main)
    assert page.find("script", type="application/ld+json") is None


def test_structured_data_cannot_end_its_element(client, town):
    make_office(town, name="</script><b>課", address="元本郷町", hours=[{}])
    page = page_of(client.get(HACHIOJI))
    data = json.loads(page.find("script", type="application/ld+json").string)
    office = data["@graph"][0]
    assert office["@type"] == "GovernmentOffice"
    assert office["name"] == "</script><b>課"
    assert office["telephone"] == ["042-620-1234"]
    assert office["openingHoursSpecification"][0]["opens"] == "08:30"


def test_a_place_that_must_stay_unknown_shows_no_address_anywhere(client, town):
    secret = {
        "address": "秘密町1-2-3",
        "latitude": "35.6",
        "longitude": "139.3",
        "access": "秘密駅",
    }
    office = make_office(town, name="シェルターの相談", is_sensitive=True, **secret)
    for address in (HACHIOJI, f"/directory/offices/{office.external_id}/"):
        response = client.get(address)
        assert response.status_code == 200
        html = response.content.decode()
        assert "秘密" not in html
        assert "35.6" not in html
        assert "maps/search" not in html
    assert "シェルター" not in page_of(response).title.get_text()
    assert "秘密" not in office.public_address


def test_an_office_has_a_page_of_its_own(client, town):
    office = make_office(town, name="就労支援課", cost="無料", reservation="予約が必要です")
    response = client.get(f"/directory/offices/{office.external_id}/")
    assert main_heading(response) == "就労支援課"
    assert "予約が必要です" in words(page_of(response).main)
    crumbs = links_of(page_of(response).main.find("nav"))
    assert crumbs["八王子市"] == HACHIOJI
    Office.objects.update(live=False)
    assert client.get(f"/directory/offices/{office.external_id}/").status_code == 404


@pytest.mark.parametrize(
    "address", ["999999", "132011", "000000", "offices/nothing", "offices/%00"]
)
def test_what_does_not_exist_is_missing(client, town, address):
    assert client.get(f"/directory/{address}/").status_code == 404


def test_old_codes_lead_to_the_area_of_today_for_good(client, town):
    old = make_area("22131", "浜松市中区", "なかく", valid_to=date(2023, 12, 31), successor=town)
    response = client.get(f"/directory/{old.code6}/")
    assert (response.status_code, response["Location"]) == (301, HACHIOJI)
    lost = make_area("22132", "浜松市東区", "ひがしく", valid_to=date(2023, 12, 31))
    assert client.get(f"/directory/{lost.code6}/").status_code == 404


def test_every_kind_of_area_has_a_page(client, directory):
    hokkaido = make_prefecture("01000", "北海道", "ほっかいどう")
    city = make_area("01100", "札幌市", "さっぽろし", parent=hokkaido, designated=True)
    ward = make_area("01101", "中央区", "ちゅうおうく", kind=AreaKind.WARD, parent=city)
    village = make_area("01303", "当別町", "とうべつちょう", kind=AreaKind.TOWN, parent=hokkaido)
    special = make_area("13101", "千代田区", "ちよだく", kind=AreaKind.SPECIAL_WARD)
    for area in (hokkaido, city, ward, village, special):
        assert client.get(f"/directory/{area.code6}/").status_code == 200
    below = links_of(page_of(client.get("/directory/010006/")).main)
    assert below["札幌市"] == "/directory/011002/"
    assert below["当別町"] == "/directory/013030/"
    assert (
        links_of(page_of(client.get("/directory/011002/")).main)["中央区"] == "/directory/011011/"
    )


def test_every_language_answers(client, site, town):
    make_office(town)
    for code, _name in settings.LANGUAGES[1:]:
        make_translation(home_of(site), code, title="Home")
    translated = make_translation(make_directory(site), "en", title="Desks")
    assert translated.locale.language_code == "en"
    for code, _name in settings.LANGUAGES[1:]:
        for address in ("/directory/", HACHIOJI):
            response = client.get(f"/{code}{address}")
            assert response.status_code == 200, (code, address)
            assert ("X-Robots-Tag" in response.headers) is (code != "en")
    english = page_of(client.get(f"/en{HACHIOJI}"))
    assert words(english.find("h1")).startswith("Desks of Hachioji (八王子市)")
    alternates = {tag["hreflang"]: tag["href"] for tag in english.find_all("link", hreflang=True)}
    assert alternates["ja"] == f"http://testserver{HACHIOJI}"
    assert alternates["en"] == f"http://testserver/en{HACHIOJI}"
    assert english.find("link", rel="canonical")["href"] == f"http://testserver/en{HACHIOJI}"


def test_the_words_of_the_area_itself(client, site, town):
    page = add_page(
        make_directory(site),
        MunicipalityPage,
        title="八王子市",
        slug="x",
        area=town,
        introduction="ようこそ。",
    )
    assert page.url == HACHIOJI
    page.body = json.dumps(
        [{"type": "paragraph", "value": "<p>毎週水曜日は夜も開いています。</p>"}]
    )
    page.save()
    assert "夜も開いています" in words(page_of(client.get(HACHIOJI)).main)
    restrict(page)
    response = client.get(HACHIOJI)
    assert response.status_code == 200
    assert "夜も開いています" not in response.content.decode()
    assert "ようこそ" not in response.content.decode()


def test_other_sections_add_panels(client, town):
    def panel(area, request, context):
        assert context["answer"].area == area
        return [PlacePanel("components/notice.html", {}, 1), ("components/notice.html", {})]

    with hooks.register_temporarily(HOOK, panel):
        assert len(page_of(client.get(HACHIOJI)).main.find_all(class_="notice")) >= 2


def test_the_sitemap_names_places_in_the_languages_that_have_them(client, site, town):
    make_translation(home_of(site), "en", title="Home")
    make_translation(make_directory(site), "en", title="Desks")
    xml = client.get("/sitemap.xml").content.decode()
    assert f"<loc>http://testserver{HACHIOJI}</loc>" in xml
    assert f'hreflang="en" href="http://testserver/en{HACHIOJI}"' in xml
    make_area("22131", "浜松市中区", "なかく", valid_to=date(2023, 12, 31), successor=town)
    assert "221317" not in client.get("/sitemap.xml").content.decode()


def test_the_front_page_shows_lines_that_answer(client, town):
    make_office(
        name="よりそい",
        telephones=["0120-279-338"],
        plain_name="いつでも話せる電話",
        hours=[ALWAYS],
    )
    make_office(name="警察", telephones=["110"], hours=[ALWAYS])
    make_office(name="時間の分からない電話", telephones=["0120-965-419"])
    with translation.override("ja"):
        page = page_of(client.get("/"))
    text = words(page.main)
    assert "よりそい" in text
    assert "いつでも話せる電話" in text
    assert "時間の分からない電話" not in text
    assert "今つながる電話" in text


def test_the_front_page_promises_no_answer_when_no_line_is_open(client, town):
    make_office(name="時間の分からない電話", telephones=["0120-965-419"])
    page = page_of(client.get("/"))
    assert "今つながる電話" not in words(page.main)
    assert "tel:110" in links_of(page.main).values()


def test_a_prefecture_says_whom_to_call_before_it_lists_its_towns(client, town):
    tokyo = town.parent
    address = f"/directory/{tokyo.code6}/"
    choice = "相談したいことから窓口を選べます"
    assert choice not in words(page_of(client.get(address)).main)
    make_office(tokyo, name="都の相談", tasks=["general"])
    page = page_of(client.get(address))
    assert choice in words(page.main)
    headings = [tag.get("id") for tag in page.main.find_all("h2")]
    assert headings.index("first-call") < headings.index("below")


def test_nobody_confirms_a_sample(client, town):
    confirmed = {"verification": "confirmed", "confirmed_on": today(), "confirmed_by": "八王子市"}
    make_office(town, is_sample=True, **confirmed)
    assert "八王子市が確認" not in words(page_of(client.get(HACHIOJI)).main)


@pytest.mark.parametrize(("address", "nationwide"), [(HACHIOJI, False), ("/directory/", True)])
def test_the_number_of_queries_is_the_same_for_many_offices(
    client, town, address, nationwide, django_assert_max_num_queries, django_assert_num_queries
):
    place = None if nationwide else town
    for number in range(3):
        make_office(place, name=f"窓口{number}", hours=[{}])
    for _round in range(2):  # what is read once a minute
        client.get(address)
    with django_assert_max_num_queries(15) as few:
        client.get(address)
    for number in range(27):
        make_office(place, name=f"ほかの窓口{number}", hours=[{}], tasks=["housing"])
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(address)
