"""What people come for, in their own words, over the whole sample site."""

import pytest

from tests.reading import links_of, main_heading, page_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

HACHIOJI = "/directory/132012/"


def follow(client, response, text: str):
    """Open the link of the main part that says ``text``, or the card that does."""
    main = page_of(response).main
    boxes = [link for link in main.find_all("a", href=True) if text in words(link)]
    boxes += [card for card in main.find_all(["article", "li"]) if text in words(card)]
    assert boxes, f"nothing says 「{text}」: {sorted(links_of(main))}"
    link = boxes[0] if boxes[0].name == "a" else boxes[0].find("a", href=True)
    return client.get(link["href"], follow=True)


def calls(response) -> list[str]:
    return [url for url in links_of(page_of(response)).values() if url.startswith("tel:")]


def search(client, query: str, language: str = ""):
    return client.get(f"{language}/search/", {"q": query})


def results(response) -> list[str]:
    """Words of the links of the results, best first."""
    return list(links_of(page_of(response).main))


def test_money_every_month(client):
    """「お金が足りない」: two links from the front page to 児童扶養手当, which says what to do."""
    answer = follow(client, follow(client, client.get("/"), "毎月のお金"), "児童扶養手当")
    assert answer.status_code == 200
    text = words(page_of(answer).main)
    assert answer.redirect_chain == [] or "児童扶養手当" in text
    assert text.count("児童扶養手当") > 1
    assert "円" in text, "the amount of the day is printed"
    assert "窓口" in text


@pytest.mark.parametrize(
    "typed", ["はちおうじ", "ハチオウジ", "192-0046", "１９２００４６", "hachioji", "八王子"]
)
def test_my_town_however_i_type_it(client, typed):
    answer = client.get("/directory/", {"q": typed}, follow=True)
    assert answer.status_code == 200
    reached = answer.redirect_chain[-1][0] if answer.redirect_chain else ""
    assert reached.startswith(HACHIOJI) or HACHIOJI in links_of(page_of(answer).main).values()
    assert "八王子市" in words(page_of(answer).main)


def test_two_towns_of_the_same_name(client):
    """府中市 is in Tokyo and in Hiroshima: I am asked, nobody guesses."""
    answer = client.get("/directory/", {"q": "府中市"}, follow=True)
    links = links_of(page_of(answer).main)
    towns = {url for url in links.values() if url in ("/directory/132063/", "/directory/342084/")}
    assert len(towns) == 2
    assert "東京都" in words(page_of(answer).main)
    assert "広島県" in words(page_of(answer).main)


def test_my_town_has_somebody_to_call(client):
    answer = client.get(HACHIOJI)
    assert "八王子市" in main_heading(answer)
    assert calls(answer)


@pytest.mark.parametrize("code6", ["011002", "473821", "131016", "382019", "014281"])
def test_a_town_without_own_desks_has_somebody_to_call(client, code6):
    answer = client.get(f"/directory/{code6}/", follow=True)
    if answer.status_code == 404:
        pytest.fail(f"{code6} is no place of the sample site")
    assert calls(answer)


def test_a_place_that_does_not_exist(client):
    assert client.get("/directory/999999/").status_code == 404
    assert client.get("/directory/132010/").status_code == 404, "a wrong check digit"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("家賃", ("住", "家賃")),
        ("ｼﾝｸﾞﾙﾏｻﾞｰ", ("ひとり親", "母子")),
        ("じどうふようてあて", ("児童扶養手当",)),
        ("母子手当", ("児童扶養手当",)),
        ("子供の病院代", ("医療費",)),
    ],
)
def test_what_i_call_it_is_found(client, typed, meant):
    answer = search(client, typed)
    assert answer.status_code == 200
    best = " ".join(results(answer)[:12])
    assert any(word in best for word in meant), f"{typed}: {best}"


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "\x00",
        "あ" * 5000,
        "a " * 2500,
        "😀",
        "%",
        "_",
        "AND OR NOT",
        "(((",
        "*",
        "-",
        "\u202e",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "\ud83d\ude00",
        "　",
        "",
    ],
    ids=lambda text: ascii(text[:12]),
)
@pytest.mark.parametrize("address", ["/search/", "/directory/"])
def test_nothing_i_type_breaks_it(client, address, typed):
    query = typed.encode("utf-16", "surrogatepass").decode("utf-16")
    answer = client.get(address, {"q": query}, follow=True)
    assert answer.status_code in (200, 400)
    assert main_heading(answer)
    assert "<script>alert" not in answer.content.decode()


def test_nothing_found_still_helps(client):
    answer = search(client, "zzzzqqqq")
    assert answer.status_code == 200
    assert words(page_of(answer).main)
    assert links_of(page_of(answer).main), "there is a way onward"


def test_i_do_not_read_japanese(client):
    """From the front page to English, to a measure, to my town; nothing pretends to be English."""
    home = client.get("/")
    english = [
        link for link in page_of(home).find_all("a", hreflang="en") if "English" in words(link)
    ]
    answer = client.get(english[0]["href"])
    assert page_of(answer).html["lang"] == "en"
    for slug, language in (("jido-fuyo-teate", "en"), ("jido-teate", "ja")):
        measure = page_of(client.get(f"/en/measures/{slug}/"))
        assert measure.h1.find_parent(attrs={"lang": True})["lang"] == language
        assert ("not translated yet" in words(measure.main)) == (language == "ja")
    place = client.get(f"/en{HACHIOJI}")
    assert place.status_code == 200
    assert calls(place)


def test_i_am_afraid_of_my_partner(client):
    """Safety is one link from everywhere; its title says nothing; #8008 is there."""
    home = client.get("/")
    safety = [url for url in links_of(page_of(home)).values() if url.endswith("/safety/")]
    answer = client.get(safety[0])
    assert answer.status_code == 200
    assert "tel:%238008" in calls(answer)
    assert "DV" not in words(page_of(answer).title)


def test_nothing_of_me_is_kept(client):
    """Reading and searching sets no cookie and opens no session."""
    for address in ("/", "/measures/", "/directory/?q=八王子", HACHIOJI, "/search/?q=DV"):
        client.get(address, follow=True)
    assert dict(client.cookies) == {}


def test_every_address_that_is_promised_answers(client):
    for address in (
        "/",
        "/measures/",
        "/directory/",
        "/search/",
        "/sign-in/",
        "/news/",
        "/sitemap.xml",
    ):
        assert client.get(address).status_code == 200, address


def internal_links(response) -> set[str]:
    links = {link["href"].split("#")[0] for link in page_of(response).find_all("a", href=True)}
    return {
        url for url in links if url.startswith("/") and not url.startswith(("/admin", "/media"))
    }


def test_no_link_leads_into_an_empty_room(client):
    """Everything that the entrances of the site link to answers."""
    seen: dict[str, int] = {}
    for start in (
        "/",
        "/measures/",
        "/directory/",
        "/site-map/",
        "/en/",
        "/ja-simple/",
        "/search/?q=家賃",
    ):
        for address in internal_links(client.get(start)):
            if address not in seen:
                seen[address] = client.get(address, follow=True).status_code
    assert len(seen) > 50
    assert {address: status for address, status in seen.items() if status != 200} == {}


@pytest.mark.parametrize("language", ["", "/en", "/ja-simple", "/vi"])
def test_every_page_stays_within_its_queries_in_every_language(
    client, language, django_assert_max_num_queries
):
    """Also where nobody translated it, and where the reader named her place."""
    for address in (
        "/",
        "/measures/",
        "/measures/?need=money",
        "/measures/jido-fuyo-teate/",
        "/measures/jido-fuyo-teate/?area=132012",
        "/directory/",
        "/directory/?q=府中市",
        HACHIOJI,
        "/directory/010006/",
        "/directory/011011/",
        "/search/?q=家賃",
        "/about/",
        "/news/",
        "/site-map/",
    ):
        client.get(language + address)
        with django_assert_max_num_queries(15, info=language + address):
            assert client.get(language + address).status_code == 200
