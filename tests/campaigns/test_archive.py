"""A kit as one ZIP file."""

import csv
import hashlib
import io
import zipfile
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import AnonymousUser
from zipstream import ZipStream

from campaigns.archive import MissingFilesError, kit_archive
from campaigns.filenames import apart, filename
from campaigns.selectors import files_of, open_kits
from cms.core.calendar import today
from cms.insights.models import DailyCount
from cms.records.models import AccessRecord
from tests.builders import make_document
from tests.campaigns.builders import make_asset, make_kit, make_licence

CONTENT = {"a.pdf": b"%PDF-1.4 one" * 9_000, "b.pdf": b"%PDF-1.4 two"}


@pytest.fixture
def full(campaign):
    documents = [make_document(name, name=name, content=body) for name, body in CONTENT.items()]
    return make_kit(campaign, make_asset(*documents))


@pytest.fixture
def take(accept, client):
    def follow(kit):
        answer = accept(f"/campaigns/kits/{kit.pk}/", make_licence())
        assert answer.status_code == 302
        return client.get(answer.url)

    return follow


def unpacked(response):
    content = b"".join(response.streaming_content)
    assert len(content) == int(response.headers["Content-Length"])
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return archive


def test_the_archive_holds_every_file_the_terms_and_a_list(take, full):
    response = take(full)
    assert "秋のキット.zip" in unquote(response.headers["Content-Disposition"])
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    archive = unpacked(response)
    names = archive.namelist()
    assert names == [
        "使用条件.txt",
        "ポスター_PDF_第1版.pdf",
        "ポスター_PDF_第1版_2.pdf",
        "目録.csv",
    ]
    assert [archive.read(name) for name in names[1:3]] == list(CONTENT.values())
    assert "変えずに使えます。" in archive.read("使用条件.txt").decode("utf-8-sig")


def test_the_list_has_the_check_sums(take, full):
    archive = unpacked(take(full))
    rows = list(csv.DictReader(io.StringIO(archive.read("目録.csv").decode("utf-8-sig"))))
    sums = {row["ファイル名"]: row["SHA-256"] for row in rows}
    assert sums == {
        name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()[1:3]
    }
    assert [int(row["大きさ（バイト）"]) for row in rows] == [len(b) for b in CONTENT.values()]


def test_a_name_that_begins_like_a_formula_is_no_formula(take, campaign):
    kit = make_kit(campaign, make_asset(title="=1+1", rights_holder="=cmd|' /C calc'!A0"))
    text = unpacked(take(kit)).read("目録.csv").decode("utf-8-sig")
    assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(text)) for cell in row)


def test_one_taking_of_the_kit_is_counted(take, full):
    take(full)
    found = DailyCount.objects.filter(kind="campaigns.kit").values_list("day", "number")
    assert list(found) == [(today(), 1)]


def test_a_missing_file_is_named_and_nothing_is_sent(accept, full):
    document = full.assets.get().asset.files.last().document
    document.file.storage.delete(document.file.name)
    response = accept(f"/campaigns/kits/{full.pk}/", make_licence())
    assert response.status_code == 422
    assert "ポスター_PDF_第1版.pdf" in response.content.decode()
    assert not DailyCount.objects.exists()


def test_a_file_that_went_away_after_the_terms_leads_back(accept, client, full):
    answer = accept(f"/campaigns/kits/{full.pk}/", make_licence())
    document = full.assets.get().asset.files.last().document
    document.file.storage.delete(document.file.name)
    response = client.get(answer.url, follow=True)
    assert response.redirect_chain == [(f"/campaigns/kits/{full.pk}/", 302)]
    assert "ポスター_PDF_第1版.pdf" in response.content.decode()


def test_a_file_cut_short_is_missing(full):
    document = full.assets.get().asset.files.last().document
    type(document).objects.filter(pk=document.pk).update(file_size=999)
    kit = open_kits(AnonymousUser(), on=today()).get(pk=full.pk)
    with pytest.raises(MissingFilesError) as missing:
        kit_archive(files_of(kit), on=today())
    assert missing.value.names == ["ポスター_PDF_第1版.pdf"]


def test_an_empty_kit_does_not_exist(client, campaign):
    assert client.get(f"/campaigns/kits/{make_kit(campaign).pk}/").status_code == 404


def test_made_up_addresses_lead_back(client, full):
    response = client.get(f"/campaigns/kits/{full.pk}/zip/made-up/")
    assert (response.status_code, response.url) == (302, f"/campaigns/kits/{full.pk}/")


def test_head_says_the_length_and_sends_nothing(accept, client, full):
    answer = accept(f"/campaigns/kits/{full.pk}/", make_licence())
    response = client.head(answer.url)
    assert int(response.headers["Content-Length"]) > sum(map(len, CONTENT.values()))
    assert b"".join(response.streaming_content) == b""


def test_strangers_get_a_kit_without_the_files_for_staff(take, campaign):
    closed = make_document("職員用", name="c.pdf", access="staff")
    kit = make_kit(campaign, make_asset(make_document(), closed))
    assert len(unpacked(take(kit)).namelist()) == 3


def test_files_for_staff_are_recorded(take, campaign, staff):
    closed = make_document("職員用", name="c.pdf", access="staff")
    kit = make_kit(campaign, make_asset(make_document(), closed))
    assert len(unpacked(take(kit)).namelist()) == 4
    record = AccessRecord.objects.get(action="downloaded")
    assert (record.actor, record.label) == (staff, str(closed))


def test_every_version_of_the_terms_is_accepted_once(accept, client, campaign):
    first, second = make_licence(), make_licence("第2版", "色を変えてもかまいません。")
    assets = [
        make_asset(title=f"素材{number}", licence=licence)
        for number, licence in enumerate([first, second, first])
    ]
    kit = make_kit(campaign, *assets)
    address = f"/campaigns/kits/{kit.pk}/"
    assert accept(address, first).status_code == 422
    answer = accept(address, first, second)
    text = unpacked(client.get(answer.url)).read("使用条件.txt").decode("utf-8-sig")
    assert text.count("変えずに使えます。") == 1
    assert "色を変えてもかまいません。" in text


def test_the_length_is_right_beyond_four_gigabytes():
    """ZIP64 adds bytes: what is sent has to be as long as was told before."""
    size, part = 4 * 1024**3 + 7, bytes(1 << 22)

    def content():
        yield bytes(size % len(part))
        for _each in range(size // len(part)):
            yield part

    archive = ZipStream(sized=True)
    archive.add(content(), "large.pdf", size=size)
    told = len(archive)
    assert told > size
    assert sum(len(each) for each in archive) == told


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("ポスター", "", "第1版"), "ポスター_第1版.pdf"),
        (("../../etc/passwd",), "etcpasswd.pdf"),
        (('a\r\nb"c',), "abc.pdf"),
        (("\u202egnp.exe",), "gnp.exe.pdf"),
        (("...",), "file.pdf"),
        (("あ" * 200,), "あ" * 80 + ".pdf"),
    ],
)
def test_names_are_what_a_file_system_takes(words, name):
    assert filename(words, "pdf") == name


def test_names_are_apart_in_any_spelling():
    taken = {"目録.csv"}
    assert [apart(name, taken) for name in ("A.pdf", "a.PDF", "a.pdf", "目録.csv")] == [
        "A.pdf",
        "a_2.PDF",
        "a_3.pdf",
        "目録_2.csv",
    ]
