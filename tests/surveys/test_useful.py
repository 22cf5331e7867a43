"""「このページは役に立ちましたか」: the page asked about stays in caches; nobody is stored."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from cms.core.calendar import today
from cms.surveys.models import PageRemark, PageVote
from cms.surveys.services import forget_remarks
from cms.surveys.services.voting import KEPT
from tests.builders import make_area, make_measure, make_standard_page, restrict
from tests.surveys.builders import ON, vote_for

pytestmark = pytest.mark.django_db


def counted():
    return list(PageVote.objects.values_list("label", "useful", "number"))


@pytest.mark.parametrize("make", [make_measure, make_standard_page])
def test_pages_ask_without_a_cookie(client, site, make):
    page = make(site)
    response = client.get(page.url)
    links = BeautifulSoup(response.content, "html.parser").select("a[rel=nofollow]")
    assert [link["href"] for link in links] == [
        f"/surveys/useful/page/{page.pk}/?useful=yes",
        f"/surveys/useful/page/{page.pk}/?useful=no",
    ]
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


@pytest.mark.parametrize(
    "make",
    [
        lambda site: make_measure(site, task="violence"),
        lambda site: make_standard_page(site, look="safety"),
    ],
)
def test_pages_that_somebody_reads_in_secret_do_not_ask(client, site, make):
    assert b"/surveys/useful/" not in client.get(make(site).url).content


def test_an_answer_is_a_count_of_the_day(client, site):
    page = make_standard_page(site, title="このサイトについて")
    address = f"/surveys/useful/page/{page.pk}/"
    form = BeautifulSoup(client.get(f"{address}?useful=no").content, "html.parser")
    assert form.select_one("input:checked")["value"] == "no"
    for _time in range(2):
        response = client.post(address, {"useful": "yes"}, follow=True)
        assert "届きました" in response.content.decode()
    client.post(address, {"useful": "no", "remark": "電話番号がない"})
    assert counted() == [("このサイトについて", "no", 1), ("このサイトについて", "yes", 2)]
    remark = PageRemark.objects.get()
    assert (remark.text, remark.day) == ("電話番号がない", today())


def test_place_pages_ask_too(client, site):
    area = make_area()
    client.post(f"/surveys/useful/place/{area.code6}/", {"useful": "yes"})
    assert counted() == [("東京都八王子市", "yes", 1)]


@pytest.mark.parametrize(
    "end",
    [
        "page/999999/",
        "page/x/",
        "page/99999999999999999999/",
        "place/000000/",
        "other/1/",
        "place/1/",
    ],
)
def test_what_does_not_exist_is_not_counted(client, site, end):
    assert client.post(f"/surveys/useful/{end}", {"useful": "yes"}).status_code == 404
    assert counted() == []


def test_a_closed_page_gives_no_name(client, site):
    page = make_standard_page(site)
    restrict(page)
    assert client.get(f"/surveys/useful/page/{page.pk}/").status_code == 404


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"useful": "perhaps"},
        {"useful": "yes", "remark": "あ" * 201},
        {"useful": "yes", "remark": "\x00"},
        {"useful": "yes", "leave_empty": "x"},
        {"useful": "yes", "remark": "http://a http://b http://c http://d"},
    ],
)
def test_wrong_answers_get_a_message(client, site, posted):
    page = make_standard_page(site)
    response = client.post(f"/surveys/useful/page/{page.pk}/", posted)
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert counted() == []


def test_remarks_end_and_counts_stay():
    vote_for(make_area(), useful="no", remark="足りない")
    assert forget_remarks(on=ON + KEPT) == 0
    assert forget_remarks(on=ON + KEPT + timedelta(days=1)) == 1
    assert PageVote.objects.get().number == 1
