"""Uploads and the virus scanner: infected files and silence are both refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.assets.models import PortalDocument
from cms.records.choices import Action
from cms.records.models import AccessRecord
from tests import clamav
from tests.assets.test_inspection import errors
from tests.builders import make_admin, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def upload(client):
    """Send a text file through the admin; returns what the editor reads about it."""
    client.force_login(make_admin())

    def send(content: bytes = b"harmless") -> str:
        file = SimpleUploadedFile("notes.txt", content)
        fields = {"title": "様式", "collection": 1, "file": file}
        response = client.post("/admin/documents/add/", fields)
        return "" if response.status_code == 302 else errors(response)

    return send


@pytest.fixture(scope="module")
def clamd():
    if not clamav.is_installed():
        pytest.skip("clamav-daemon is not installed")
    with clamav.server() as url:
        yield url


@pytest.mark.service
def test_clamd_lets_a_harmless_file_in(clamd, upload, settings):
    settings.CLAMAV_URL = clamd
    assert upload() == ""
    assert PortalDocument.objects.exists()


@pytest.mark.service
def test_clamd_finds_an_infected_file(clamd, upload, settings):
    settings.CLAMAV_URL = clamd
    assert "ウイルスが見つかった" in upload(clamav.EICAR)
    assert not PortalDocument.objects.exists()
    assert "ウイルス" in AccessRecord.objects.get(action=Action.UPLOAD_REFUSED).reason


def test_the_scanner_gets_the_whole_file_in_pieces(settings):
    content = b"%PDF-1.4" + bytes(200_000)
    with clamav.scanner(b"stream: OK\0") as scanner:
        settings.CLAMAV_URL = scanner.url
        make_document(content=content)
    assert scanner.received == [content]


def test_a_form_and_the_saving_after_it_ask_once(upload, settings):
    with clamav.scanner(b"stream: OK\0") as scanner:
        settings.CLAMAV_URL = scanner.url
        assert upload(b"harmless") == ""
    assert scanner.received == [b"harmless"]


def test_an_infected_file_is_refused_over_tcp(upload, settings):
    with clamav.scanner(b"stream: Eicar-Test-Signature FOUND\0") as scanner:
        settings.CLAMAV_URL = scanner.url
        assert "ウイルスが見つかった" in upload()
    assert not PortalDocument.objects.exists()


@pytest.mark.parametrize(
    "answer",
    [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: FOUND? no\0", b"\xff" * 9000],
)
def test_no_verdict_stores_nothing(upload, settings, answer):
    with clamav.scanner(answer) as scanner:
        settings.CLAMAV_URL = scanner.url
        assert "検査ができない" in upload()
    assert not PortalDocument.objects.exists()


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl"])
def test_while_the_scanner_is_away_nothing_is_stored(upload, settings, url):
    settings.CLAMAV_URL = url
    assert "検査ができない" in upload()
    assert not PortalDocument.objects.exists()
