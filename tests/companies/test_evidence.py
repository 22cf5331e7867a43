"""Documents of companies: inspected, private, counted, and gone when they are removed."""

import hashlib

import PIL.Image
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import override_settings

from cms.assets.models import PortalImage
from cms.core.calendar import now
from cms.records.choices import Action
from cms.records.models import AccessRecord
from companies.models import EvidenceFile
from companies.services.submitting import add_evidence
from tests import clamav
from tests.builders import make_area, picture_bytes
from tests.companies.builders import company_index, make_submission, pdf
from tests.companies.test_submitting import begin, errors_of
from tests.reading import page_of, words


@pytest.fixture(autouse=True)
def town(site):
    company_index(site)
    return make_area()


HOSTILE = [
    ("page.pdf", b"<html><script>alert(1)</script></html>", "中身は pdf ではありません"),
    ("page.pdf", b"%PDF-1.4 <html><script>", "別のファイルが重ねて"),
    ("page.html", b"<html></html>", "この種類のファイル"),
    ("macro.xlsm", b"PK\x03\x04", "この種類のファイル"),
    ("table.xlsx", b"PK\x03\x04 not a zip", ""),
    ("empty.pdf", b"", "ファイルが空です"),
    ("cut.jpg", picture_bytes(size=(600, 600))[:900], "画像が途中で切れています"),
]


@pytest.mark.parametrize(("name", "content", "told"), HOSTILE, ids=[each[0] for each in HOSTILE])
def test_hostile_documents_are_refused_with_words(client, name, content, told):
    case = begin(client)
    response = client.post(f"{case}evidence/", {"file": SimpleUploadedFile(name, content)})
    assert told in errors_of(response)
    assert not EvidenceFile.objects.exists()
    assert AccessRecord.objects.filter(action=Action.UPLOAD_REFUSED, label=name).count() == 1


def test_a_photograph_keeps_no_place_and_lies_in_the_private_storage(client):
    exif = PIL.Image.Exif()
    exif[0x010F] = "Camera of a mother"
    case = begin(client)
    photo = SimpleUploadedFile("写真.jpg", picture_bytes(exif=exif))
    assert client.post(f"{case}evidence/", {"file": photo}).status_code == 302
    evidence = EvidenceFile.objects.get()
    assert b"Camera" not in evidence.file.read()
    assert evidence.name == "写真.jpg"
    assert client.get(f"/files/staff/originals/{evidence.file.name}").status_code in (302, 404)
    assert not PortalImage.objects.exists()


def test_five_documents_are_enough_and_one_can_be_removed(
    client, django_capture_on_commit_callbacks
):
    case = begin(client)
    for number in range(5):
        client.post(f"{case}evidence/", {"file": pdf(f"{number}.pdf")})
    assert not page_of(client.get(case)).find("input", attrs={"name": "file"})
    response = client.post(f"{case}evidence/", {"file": pdf("6.pdf")})
    assert "書類は5個まで" in words(page_of(response).main)
    first = EvidenceFile.objects.first()
    storage, name = first.file.storage, first.file.name
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{case}evidence/{first.pk}/remove/")
    assert EvidenceFile.objects.count() == 4
    assert not storage.exists(name)


def test_documents_of_another_company_stay(client):
    other, _secret = make_submission(at=now(), name="別の会社")
    case = begin(client)
    client.post(f"{case}evidence/{other.evidence.get().pk}/remove/")
    assert other.evidence.count() == 1


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("evidence/", 5 * 1024 * 1024, 302),
        ("evidence/", 12 * 1024 * 1024, 413),
        ("edit/", 5 * 1024 * 1024, 413),
        ("send/", 5 * 1024 * 1024, 413),
    ],
)
def test_only_the_documents_form_takes_large_files(client, path, size, status):
    case = begin(client)
    large = pdf()
    content = large.read() + b"\n%" + b" " * size
    response = client.post(f"{case}{path}", {"file": SimpleUploadedFile("big.pdf", content)})
    assert response.status_code == status
    assert EvidenceFile.objects.exists() is (status == 302)


def test_a_file_just_above_the_limit_is_refused_with_words(client):
    case = begin(client)
    content = pdf().read() + b"\n%" + b" " * (10 * 1024 * 1024)
    response = client.post(f"{case}evidence/", {"file": SimpleUploadedFile("big.pdf", content)})
    assert "大きすぎます" in errors_of(response)


def test_while_the_scanner_is_silent_nothing_is_taken(client):
    case = begin(client)
    with override_settings(CLAMAV_URL="unix:///nowhere/clamd.ctl"):
        response = client.post(f"{case}evidence/", {"file": pdf()})
    assert "ウイルスの検査ができない" in errors_of(response)
    assert not EvidenceFile.objects.exists()


def test_an_infected_document_is_not_taken(client):
    case = begin(client)
    scanner = clamav.scanner(b"stream: Eicar FOUND\0")
    with scanner as running, override_settings(CLAMAV_URL=running.url):
        response = client.post(f"{case}evidence/", {"file": pdf()})
    assert "ウイルスが見つかった" in errors_of(response)
    assert not EvidenceFile.objects.exists()


def test_a_document_whose_row_cannot_be_kept_leaves_no_file(site):
    """The row fails after the file was written: the file goes again."""
    submission, _secret = make_submission(sent=False, at=now())
    storage = EvidenceFile._meta.get_field("file").storage.chosen("")
    before = stored_names(storage)
    with pytest.raises(IntegrityError):
        add_evidence(submission=submission, file=pdf("row.pdf"), at=None)
    assert not EvidenceFile.objects.exists()
    assert stored_names(storage) == before


def stored_names(storage):
    """Names of every document in the storage."""
    if not storage.exists("evidencefiles"):
        return []
    folders, _files = storage.listdir("evidencefiles")
    return sorted(name for each in folders for name in storage.listdir(f"evidencefiles/{each}")[1])


def test_a_picture_of_a_picture_is_read_once():
    """Kept bytes are the cleaned ones, so the digest is of what reviewers open."""
    submission, _secret = make_submission(sent=False, at=now())
    photo = SimpleUploadedFile("a.png", picture_bytes("PNG"))
    evidence = add_evidence(submission=submission, file=photo, at=now())
    stored = evidence.file.read()
    assert hashlib.sha256(stored).hexdigest() == evidence.digest
    assert len(stored) == evidence.size
