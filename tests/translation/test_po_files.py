"""PO files: what comes out, what is taken in, and what is refused with nothing lost."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail_localize.models import StringTranslation

from cms.translation.models import GlossaryName, GlossaryTerm
from cms.translation.services import po_files
from cms.translation.services.po_files import (
    UnfitPoFileError,
    import_po_file,
    read_po_file,
    write_po_file,
)
from cms.translation.services.translating import fill_strings, submit_page
from tests.builders import make_admin, make_locale, make_standard_page
from tests.reading import page_of
from tests.translation.builders import english_site, measure_with_words, strings_of


@pytest.fixture
def translation(site):
    return submit_page(page=measure_with_words(english_site(site)), language="en")


def texts() -> set[str]:
    return set(StringTranslation.objects.values_list("data", flat=True))


def test_a_file_goes_out_is_filled_in_and_comes_back(translation):
    found = polib.pofile(write_po_file(translation=translation))
    assert {entry.msgid for entry in found} == set(strings_of(translation).values())
    for entry in found:
        entry.msgstr = f"English of {entry.msgctxt}"
    imported = import_po_file(translation=translation, content=str(found).encode(), by=make_admin())
    assert (imported.translated, imported.unknown, imported.faulty) == (len(found), 0, 0)
    assert "English of title" in texts()
    assert set(StringTranslation.objects.values_list("tool_name", flat=True)) == {"PO"}


def test_comments_hold_the_approved_official_names(translation):
    term = GlossaryTerm.objects.create(term="ひとり親", approved_on="2026-11-01")
    GlossaryName.objects.create(term=term, language="en", name="Single parent")
    found = polib.pofile(write_po_file(translation=translation))
    entry = next(each for each in found if each.msgid == "ひとり親の毎月の手当")
    assert entry.comment == "ひとり親 → Single parent"


def marked(translation, body: str) -> bytes:
    head = f'msgid ""\nmsgstr ""\n"{po_files.MARK}: {translation.uuid}\\n"\n\n'
    return (head + body).encode()


BROKEN = [
    b"",
    b"hello",
    b"\x00\x01\x02" * 100,
    b"\xff\xfe" + "msgid".encode("utf-16-le"),
    'msgid "日本"\nmsgstr "x"\n'.encode("shift_jis"),
    b'msgid "a\nmsgstr',
    b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=nonsense\\n"\n',
    b"/etc/hostname",
]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_is_refused_in_words_and_nothing_is_lost(translation, content):
    fill_strings(translation=translation, words={"ひとり親": "Single parent"})
    with pytest.raises(UnfitPoFileError) as refused:
        import_po_file(translation=translation, content=content, by=make_admin())
    assert str(refused.value).endswith("ください。")
    assert texts() == {"Single parent"}


def test_a_syntax_error_below_the_mark_is_refused(translation):
    with pytest.raises(UnfitPoFileError):
        read_po_file(content=marked(translation, 'msgid "a\nmsgstr "b"\n'), translation=translation)


def test_a_file_of_another_page_or_language_is_refused(translation, site):
    other = submit_page(page=make_standard_page(site), language="en")
    make_locale("ko")
    korean = submit_page(page=translation.source.get_source_instance(), language="ko")
    admin = make_admin()
    for each in (other, korean):
        content = write_po_file(translation=each).encode()
        with pytest.raises(UnfitPoFileError, match="別のページか別の言語"):
            import_po_file(translation=translation, content=content, by=admin)
    assert texts() == set()


def test_a_file_that_is_too_large_is_refused(translation):
    content = marked(translation, "# " + "あ" * po_files.MOST_BYTES)
    with pytest.raises(UnfitPoFileError, match="大きすぎます"):
        read_po_file(content=content, translation=translation)


def test_what_a_file_leaves_empty_stays_as_it_is(translation):
    fill_strings(translation=translation, words={"ひとり親": "Single parent"})
    found = polib.pofile(write_po_file(translation=translation))
    for entry in found:
        entry.msgstr = ""
    imported = import_po_file(translation=translation, content=str(found).encode(), by=make_admin())
    assert imported.translated == 0
    assert texts() == {"Single parent"}


def test_unknown_strings_and_forbidden_marks_are_told(translation):
    body = (
        'msgctxt "title"\nmsgid "ひとり親の毎月の手当"\nmsgstr "<script>alert(1)</script>"\n\n'
        'msgctxt "title"\nmsgid "知らない文"\nmsgstr "x"\n'
    )
    content = marked(translation, body)
    imported = import_po_file(translation=translation, content=content, by=make_admin())
    assert (imported.translated, imported.unknown, imported.faulty) == (1, 1, 1)


def test_what_a_file_leaves_empty_and_nobody_knows_takes_nothing_away(translation):
    body = "".join(f'msgctxt "title"\nmsgid "知らない文{n}"\nmsgstr ""\n\n' for n in range(2))
    content = marked(translation, body)
    imported = import_po_file(translation=translation, content=content, by=make_admin())
    assert (imported.translated, imported.unknown, imported.is_whole) == (0, 0, True)


def test_a_file_that_is_partly_unknown_is_answered_with_a_warning(translation, client):
    client.force_login(make_admin())
    known = 'msgctxt "title"\nmsgid "ひとり親の毎月の手当"\nmsgstr "Allowance"\n\n'
    strange = 'msgctxt "title"\nmsgid "知らない文"\nmsgstr "x"\n'
    for body, look in ((known, "success"), (known + strange, "warning")):
        file = SimpleUploadedFile("x.po", marked(translation, body))
        response = client.post(upload_of(translation), {"file": file}, follow=True)
        message = page_of(response).find(class_="messages").find("li", class_=look)
        assert "訳を1か所取り込みました" in message.get_text()
    assert "このページにない文が1か所" in message.get_text()


def upload_of(translation):
    return f"/admin/localize/translate/{translation.pk}/pofile/upload/"


def test_the_admin_answers_in_words(translation, client):
    client.force_login(make_admin())
    address = upload_of(translation)
    for file in (None, SimpleUploadedFile("x.po", b"hello")):
        response = client.post(address, {"file": file} if file else {}, follow=True)
        assert response.status_code == 200
        assert "PO" in page_of(response).find(class_="messages").get_text()
    good = SimpleUploadedFile("x.po", write_po_file(translation=translation).encode())
    response = client.post(address, {"file": good}, follow=True)
    assert "訳を0か所取り込みました" in page_of(response).find(class_="messages").get_text()
    download = client.get(f"/admin/localize/translate/{translation.pk}/pofile/download/")
    assert 'filename="jido-fuyo-teate-en.po"' in download.headers["Content-Disposition"]
