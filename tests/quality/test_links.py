"""Links are collected, looked at politely on loopback only, and reported by use."""

import io
import socket
import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.insights.choices import Act
from cms.insights.models import DailyCount
from cms.quality import fetching
from cms.quality.choices import Problem, State
from cms.quality.fetching import Answer, look_at
from cms.quality.models import ExternalLink, LinkUse
from cms.quality.selectors import broken_links
from cms.quality.services import collect_links, note_answer
from home.models import StandardPage
from measures.models import MeasureSource
from tests.builders import make_admin, make_measure, make_standard_page
from tests.quality.builders import body, linked
from tests.reading import page_of, words

TODAY = date(2026, 11, 24)
GONE = Answer(State.BROKEN, "ページがありません（404）")
DOWN = Answer(State.BROKEN, "返事がありません", may_pass=True)


class Site(BaseHTTPRequestHandler):
    """Answers what its address says; notes what it was asked."""

    asked: list[tuple[str, str]] = []

    def do_GET(self):
        self.answer()

    def do_HEAD(self):
        self.answer()

    def answer(self):
        Site.asked.append((self.command, self.path))
        status, _, target = self.path.strip("/").partition("/")
        head_only = status == "headless"
        code = (405 if self.command == "HEAD" else 200) if head_only else int(status)
        self.send_response(code)
        if 300 <= code < 400:
            self.send_header("Location", target.replace("~", "/"))
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def other_site(settings):
    """The address of a site on loopback that may be asked."""
    settings.LINK_CHECK_OWN_ADDRESSES = frozenset({"127.0.0.1"})
    settings.LINK_CHECK_PAUSE = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    Site.asked = []
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/200/", State.WORKS),
        ("/headless/", State.WORKS),
        ("/302/~200~", State.WORKS),
        ("/404/", State.BROKEN),
        ("/410/", State.BROKEN),
        ("/500/", State.BROKEN),
        ("/403/", State.UNKNOWN),
        ("/429/", State.UNKNOWN),
        ("/200/日本語?q=手当", State.WORKS),
    ],
)
def test_what_the_answer_means(other_site, path, state):
    assert look_at(other_site + path).state == state


def test_redirects_without_an_end_are_broken(other_site):
    Site.asked = []
    loop = f"{other_site}/302/~302~~302~~302~"
    assert look_at(f"{other_site}/302/").state == State.BROKEN
    assert look_at(loop).state == State.BROKEN
    assert len(Site.asked) < 30


DRIPPING = "HTTP/1.1 "


@pytest.fixture
def dripping_site(settings):
    """One letter of a status every few hundredths of a second, without an end."""
    settings.LINK_CHECK_OWN_ADDRESSES = frozenset({"127.0.0.1"})
    stop, hung_up = threading.Event(), threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def drip():
        line, _address = listening.accept()
        with line:
            line.sendall(DRIPPING.encode())
            try:
                while not stop.wait(0.02):
                    line.sendall(b"a")
            except OSError:
                hung_up.set()

    thread = threading.Thread(target=drip)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/", hung_up
    stop.set()
    thread.join()
    listening.close()


def test_a_site_that_drips_its_answer_is_hung_up_on(dripping_site, monkeypatch):
    address, hung_up = dripping_site
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.2)
    assert look_at(address).state == State.BROKEN
    assert hung_up.wait(30)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "http://localhost/admin/",
        "http://[::1]/",
        "http://10.0.0.8/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "file:///etc/passwd",
        "ftp://example.jp/",
        "http:///nohost",
    ],
)
def test_the_own_network_is_never_asked(address):
    assert look_at(address).state == State.FORBIDDEN


def test_a_redirect_into_the_own_network_is_not_followed(other_site):
    port = other_site.rpartition(":")[2]
    inside = f"{other_site}/302/http:~~127.0.0.2:{port}~200~"
    assert look_at(inside).state == State.FORBIDDEN
    assert [path for _method, path in Site.asked if path.startswith("/200")] == []


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:99999/", "http://a..b/", "http://\x00/", "h"]
)
def test_a_hostile_address_is_an_answer_not_an_error(address):
    assert look_at(address).state in (State.BROKEN, State.FORBIDDEN)


@pytest.mark.django_db
def test_what_may_pass_is_broken_on_the_second_day():
    link = ExternalLink.objects.create(url="https://example.jp/")
    assert note_answer(link=link, answer=DOWN, on=TODAY).state == State.UNKNOWN
    later = note_answer(link=link, answer=DOWN, on=TODAY + timedelta(1))
    assert (later.state, later.failing_since) == (State.BROKEN, TODAY)
    works = note_answer(link=link, answer=Answer(State.WORKS, "開けます"), on=TODAY)
    assert (works.state, works.failing_since) == (State.WORKS, None)
    assert note_answer(link=link, answer=GONE, on=TODAY).state == State.BROKEN


@pytest.mark.django_db
def test_which_links_are_due(site):
    page = make_standard_page(site)
    days = {"new": None, "today": TODAY, "week": TODAY - timedelta(7), "six": TODAY - timedelta(6)}
    for name, day in days.items():
        state = State.WORKS if day else State.UNCHECKED
        link = ExternalLink.objects.create(url=name, checked_on=day, state=state)
        LinkUse.objects.create(page=page, where="本文", link=link)
    ExternalLink.objects.create(url="used by nobody")
    assert [link.url for link in ExternalLink.objects.due(on=TODAY)] == ["new", "week"]


@pytest.mark.django_db
def test_links_of_fields_rows_and_texts_are_collected_again_and_again(site):
    page = make_measure(site, body=body(linked("案内", 'href="https://example.jp/a/"')))
    MeasureSource.objects.create(page=page, title="法律", url="https://example.jp/law/")
    for _run in range(2):
        collect_links(page=page)
    urls = set(LinkUse.objects.filter(page=page).values_list("link__url", flat=True))
    assert {"https://example.jp/a/", "https://example.jp/law/"} <= urls
    row = LinkUse.objects.get(link__url="https://example.jp/law/")
    assert row.where == "出典「法律」の「アドレス」"


def nightly(*arguments):
    told = io.StringIO()
    call_command("check_links", *arguments, stdout=told)
    return told.getvalue()


@pytest.mark.django_db
def test_the_nightly_run(site, settings, other_site):
    links = [
        linked("ある", f'href="{other_site}/200/"'),
        linked("ない", f'href="{other_site}/404/"'),
        linked("消えた", 'linktype="page" id="999999"'),
    ]
    make_standard_page(site, body=body(*links))
    assert "none was asked" in nightly()
    assert Site.asked == [], "not allowed: nobody is asked"
    settings.CHECK_LINKS = True
    assert "none was asked" in nightly("--dry-run")
    assert Site.asked == []
    assert "Links that lead nowhere: 2" in nightly()
    assert {use.words: use.trouble for use in LinkUse.objects.broken()} == {
        "ない": "ページがありません（404）",
        "消えた": "消されたページ",
    }
    asked = len(Site.asked)
    nightly()
    assert len(Site.asked) == asked, "nobody is asked twice on one day"
    StandardPage.objects.update(live=False)
    nightly()
    assert not ExternalLink.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["http://[1]/", "https://[", "http://example.jp:99999/"])
def test_a_link_that_cannot_be_read_is_broken_and_stops_nobody(site, settings, other_site, address):
    settings.CHECK_LINKS = True
    links = [linked("読めない", f'href="{address}"'), linked("ある", f'href="{other_site}/200/"')]
    make_standard_page(site, body=body(*links))
    assert "Addresses looked at: 2" in nightly()
    assert {use.words: use.trouble for use in LinkUse.objects.broken()} == {
        "読めない": "アドレスの書き方が正しくありません"
    }


def broken(site, *, slug, used):
    page = make_standard_page(site, title=slug, slug=slug)
    LinkUse.objects.create(page=page, where="本文", words=slug, problem=Problem.DELETED)
    kind, key = page._meta.label_lower, str(page.pk)
    DailyCount.objects.create(
        day=TODAY, act=Act.SUBMISSION, kind=kind, key=key, label=slug, number=used
    )
    return page


@pytest.mark.django_db
def test_the_report_begins_with_the_most_used_pages(site, client):
    broken(site, slug="little", used=2)
    broken(site, slug="much", used=50)
    rows = broken_links(on=TODAY)
    assert [(row.use.words, row.used) for row in rows] == [("much", 50), ("little", 2)]
    assert [row.used for row in broken_links(on=TODAY + timedelta(365))] == [0, 0]
    client.force_login(make_admin())
    table = page_of(client.get("/admin/broken-links/?p=nonsense")).find("table", class_="listing")
    assert "消されたページ" in words(table)


@pytest.mark.django_db
def test_the_report_costs_the_same_for_many_links(site, client):
    client.force_login(make_admin())
    counts = []
    for number in (3, 30):
        for each in range(number):
            broken(site, slug=f"page-{number}-{each}", used=each)
        client.get("/admin/broken-links/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/admin/broken-links/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
