"""Answering as visitors do: forms, links, refusals, hostile input."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.core.calendar import today
from cms.surveys.links import public_address
from cms.surveys.models import Answer, Response
from tests.builders import make_area
from tests.surveys.builders import make_link, make_survey

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"/surveys/survey/([-\w]{32})/")
BRANCHING = (
    {"text": "使いましたか", "options": ["はい", "いいえ"], "is_required": True},
    {
        "text": "{{1}}のかたへ。どこで使いましたか",
        "kind": "short_text",
        "shown_if": "1",
        "shown_if_answers": "はい",
        "is_required": True,
    },
    {"text": "ひとこと", "kind": "long_text", "starts_page": True},
)


@pytest.fixture
def visit(client, site):
    """Open an address and follow; soup with its response."""

    def open_page(address="/surveys/survey/", posted=None, http=client):
        response = (
            http.get(address, follow=True)
            if posted is None
            else http.post(address, posted, follow=True)
        )
        soup = BeautifulSoup(response.content, "html.parser")
        soup.response = response
        soup.at = (response.redirect_chain or [(address, 0)])[-1][0]
        return soup

    return open_page


def fill(soup, **answers):
    """What a browser posts: the hidden fields of the form, and the answers (labels of choices)."""
    form = soup.main.find("form")
    posted = {box["name"]: box["value"] for box in form.select("input[type=hidden]")}
    for code, given in answers.items():
        name = f"q-{code}"
        keys = {
            label.get_text(strip=True): label.input["value"]
            for label in form.select(".choice")
            if label.input["name"] == name
        }
        several = given if isinstance(given, list) else [given]
        posted[name] = [keys.get(value, value) for value in several]
    return posted


def words(soup):
    return soup.main.get_text(" ", strip=True)


def stored():
    rows = Answer.objects.select_related("question", "option")
    return {row.question.code: str(row) for row in rows}


def test_one_screen_is_sent_at_once(visit):
    make_survey(thanks="助かります。", is_anonymous=True)
    first = visit()
    assert "1分で終わります。" in words(first)
    done = visit(posted=fill(first, **{"1": "はい"}))
    assert "助かります。" in words(done)
    assert stored() == {"1": "はい"}
    assert Response.objects.get().is_finished


def test_questions_follow_from_answers_without_javascript(visit):
    make_survey(*BRANCHING)
    second = visit(posted=fill(visit(), **{"1": "はい"}))
    assert second.legend is None
    assert "はいのかたへ。どこで使いましたか" in words(second)
    third = visit(second.at, fill(second, **{"2": "役所で"}))
    last = visit(third.at, fill(third, **{"3": "ありがとう"}))
    assert "役所で" in words(last)
    assert not Response.objects.get().is_finished
    visit(last.at, {**fill(last), "send": "send"})
    assert Response.objects.get().is_finished
    assert stored() == {"1": "はい", "2": "役所で", "3": "ありがとう"}


def test_another_answer_leads_past_the_question(visit):
    make_survey(*BRANCHING)
    second = visit(posted=fill(visit(), **{"1": "いいえ"}))
    assert "ひとこと" in words(second)
    assert "どこで" not in words(second)


def test_somebody_goes_on_by_the_link_of_the_page(visit):
    make_survey(*BRANCHING)
    second = visit(posted=fill(visit(), **{"1": "はい"}))
    secret = SECRET.search(words(second)).group(1)
    again = visit(f"/surveys/survey/{secret}/", http=Client())
    assert "どこで使いましたか" in words(again)
    back = visit(f"/surveys/survey/{secret}/?step=0", http=Client())
    assert back.select_one(".choice input:checked").parent.get_text(strip=True) == "はい"


def test_what_was_typed_stays_when_something_is_missing(visit):
    make_survey(
        {"text": "名前", "kind": "short_text"},
        {"text": "必須", "options": ["a", "b"], "is_required": True},
    )
    wrong = visit(posted=fill(visit(), **{"1": "とても長い話"}))
    assert wrong.response.status_code == 200
    assert wrong.find("input", {"name": "q-1"})["value"] == "とても長い話"
    alert = wrong.find(role="alert")
    assert wrong.find(id=alert.a["href"].removeprefix("#")) is not None
    assert Response.objects.count() == 0


def test_one_link_one_answer(visit):
    survey = make_survey(access="invited")
    _invitation, secret = make_link(survey, area=make_area())
    address = f"/surveys/survey/{secret}/"
    first = visit(address)
    assert "八王子市" in words(first)
    visit(address, fill(first, **{"1": "はい"}))
    again = visit(address)
    assert again.response.status_code == 200
    assert again.main.find("form") is None


def test_posting_twice_is_harmless(visit):
    survey = make_survey()
    _invitation, secret = make_link(survey)
    first = visit(f"/surveys/survey/{secret}/")
    posted = fill(first, **{"1": "はい"})
    for _time in range(2):
        assert visit(f"/surveys/survey/{secret}/", posted).response.status_code == 200
    assert stored() == {"1": "はい"}


def test_posting_an_open_one_twice_is_one_answer(visit):
    make_survey(is_anonymous=True)
    posted = fill(visit(), **{"1": "はい"})
    for _time in range(2):
        assert visit(posted=posted).response.status_code == 200
    assert Response.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_after_closing_there_is_a_kind_page(client, site, method):
    make_survey(closes_on=today() - timedelta(days=1))
    response = getattr(client, method)("/surveys/survey/")
    assert response.status_code == 410
    assert "ありがとうございます" in response.content.decode()
    assert Response.objects.count() == 0


def test_begun_before_closing_and_sent_after(visit):
    survey = make_survey(*BRANCHING)
    second = visit(posted=fill(visit(), **{"1": "いいえ"}))
    survey.closes_on = today() - timedelta(days=1)
    survey.save()
    assert visit(second.at, fill(second, **{"3": "x"})).response.status_code == 410
    assert not Response.objects.get().is_finished


def test_links_that_open_nothing(visit):
    survey, other = make_survey(access="invited"), make_survey(slug="other", access="invited")
    _invitation, secret = make_link(other)
    assert visit(f"/surveys/survey/{secret}/").response.status_code == 404
    assert visit(f"/surveys/survey/{'x' * 32}/").response.status_code == 404
    assert visit(f"/surveys/survey/{secret[:-1]}/").response.status_code == 404
    assert visit("/surveys/survey/").response.status_code == 403
    survey.is_active = False
    survey.save()
    assert visit("/surveys/survey/").response.status_code == 404


def test_pages_behind_a_link_are_kept_by_nobody(client, site):
    survey = make_survey()
    _invitation, secret = make_link(survey)
    for address in (
        f"/surveys/survey/{secret}/",
        "/surveys/survey/",
        f"/surveys/survey/{'x' * 32}/",
    ):
        headers = client.get(address).headers
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Referrer-Policy"] == "same-origin"


def test_a_post_from_another_site_is_refused(site):
    make_survey()
    strict = Client(enforce_csrf_checks=True)
    first = BeautifulSoup(strict.get("/surveys/survey/").content, "html.parser")
    posted = fill(first, **{"1": "はい"})
    assert (
        strict.post("/surveys/survey/", {**posted, "csrfmiddlewaretoken": "x"}).status_code == 403
    )
    assert strict.post("/surveys/survey/", posted).status_code == 302


HOSTILE = [
    "あ" * 5000,
    "あ" * 5001,
    "a\x00b",
    "👪" * 2000,
    "<script>alert(1)</script>",
    "{{1}}{{2}}",
    "\u202e" * 50,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_never_break_it(visit, text):
    make_survey(
        {"kind": "long_text"},
        {"text": "「{{1}}」とは", "kind": "short_text", "is_required": True},
    )
    second = visit(posted=fill(visit(), **{"1": text}))
    assert second.response.status_code == 200
    assert "<script>alert" not in second.response.content.decode()
    if len(text) <= 5000 and "\x00" not in text:
        assert stored() == {"1": text}
        assert visit(second.at, fill(second, **{"2": text[:200]})).response.status_code == 200
    else:
        assert stored() == {}
        assert second.find(role="alert") is not None


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("single", "999999"),
        ("multiple", ["1", "x"]),
        ("scale", "6"),
        ("scale", "\x00"),
        ("number", "abc"),
        ("number", "9" * 400),
        ("number", "-1"),
        ("date", "2026-02-30"),
        ("date", "x" * 10_000),
        ("prefecture", "999999"),
    ],
)
def test_answers_that_are_none_get_a_message(visit, kind, typed):
    make_survey({"kind": kind, "options": ["a", "b"], "smallest": 0})
    wrong = visit(posted=fill(visit(), **{"1": typed}))
    assert wrong.response.status_code == 200
    assert wrong.find(role="alert") is not None
    assert stored() == {}


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [("number", "１２", "12"), ("date", "２０２６-０５-０１", "2026-05-01"), ("scale", "3", "3")],
)
def test_full_width_digits_are_digits(visit, kind, typed, kept):
    make_survey({"kind": kind})
    visit(posted=fill(visit(), **{"1": typed}))
    assert stored() == {"1": kept}


@pytest.mark.parametrize(
    "field", [{"leave_empty": "x"}, {"q-1": "https://a https://b https://c https://d"}]
)
def test_machines_are_kept_out(visit, field):
    make_survey({"kind": "long_text"})
    first = visit()
    assert visit(posted={**fill(first), **field}).find(role="alert") is not None
    assert Response.objects.count() == 0


@pytest.mark.parametrize("field", ["ticket", "step"])
@pytest.mark.parametrize("value", ["", "\x00", "a" * 3000, "-1", "999", "９"])
def test_damaged_hidden_fields_break_nothing(visit, field, value):
    make_survey(*BRANCHING)
    posted = {**fill(visit(), **{"1": "はい"}), field: value}
    assert visit(posted=posted).response.status_code == 200


def test_what_it_is_about_comes_from_a_signed_address(visit, settings):
    survey = make_survey()
    address = public_address(survey=survey, context="kit:7").removeprefix(
        settings.WAGTAILADMIN_BASE_URL
    )
    visit(address, fill(visit(address), **{"1": "はい"}))
    assert Response.objects.get().context == "kit:7"


@pytest.mark.parametrize("language", ["en", "ja-simple", "zh-hans"])
def test_every_language_has_it(visit, language):
    make_survey()
    page = visit(f"/{language}/surveys/survey/")
    for reading in page.find_all(["rt", "rp"]):
        reading.decompose()
    assert any("使いましたか" in part.get_text() for part in page.find_all(lang="ja"))


def test_the_list_stands_in_the_sitemap_once_something_is_in_it(client, site):
    address = b"<loc>http://testserver/surveys/</loc>"
    survey = make_survey()
    assert address not in client.get("/sitemap.xml").content
    survey.is_listed = True
    survey.save()
    assert address in client.get("/sitemap.xml").content


def test_the_list_shows_what_is_open_to_everybody(visit):
    make_survey(title="聞かせてください", is_listed=True)
    make_survey(title="招かれた人だけ", slug="b", is_listed=True, access="invited")
    make_survey(title="一覧に出さない", slug="c")
    make_survey(title="終わった", slug="d", is_listed=True, closes_on=today() - timedelta(days=1))
    text = words(visit("/surveys/"))
    assert "聞かせてください" in text
    assert not any(title in text for title in ("招かれた人だけ", "一覧に出さない", "終わった"))
