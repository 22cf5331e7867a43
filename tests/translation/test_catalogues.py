"""Message catalogues: Japanese complete, what is compiled is what is written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from string import Formatter

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import to_locale

from cms.translation.catalogues import LOCALE_ROOT, compile_catalogues
from tests.architecture.sources import ROOMS, ROOT

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠々]")
SOURCES = sorted(LOCALE_ROOT.glob("*/LC_MESSAGES/django.po"))


def catalogue(code: str) -> polib.POFile:
    return polib.pofile(str(LOCALE_ROOT / to_locale(code) / "LC_MESSAGES" / "django.po"))


def test_japanese_is_complete():
    found = catalogue("ja")
    assert len(found) > 100
    assert [entry.msgid for entry in found.untranslated_entries()] == []
    assert [entry.msgid for entry in found.fuzzy_entries()] == []
    assert [entry.msgid for entry in found.obsolete_entries()] == []


def test_japanese_is_japanese():
    """A message that was copied instead of translated; IDs and codes are the same everywhere."""
    same = {"ID", "URL", "QR"}
    wrong = [
        entry.msgid
        for entry in catalogue("ja")
        if entry.msgid not in same and not JAPANESE.search(entry.msgstr or entry.msgstr_plural[0])
    ]
    without_names = {text: re.sub(r"%\(\w+\)[sd]", "", text) for text in wrong}
    assert [text for text, rest in without_names.items() if re.search(r"[a-z]{3}", rest)] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parts[-3])
def test_no_catalogue_has_doubts_or_lost_names(source):
    found = polib.pofile(str(source))
    assert found.metadata["Content-Type"].endswith("UTF-8")
    assert [entry.msgid for entry in found.fuzzy_entries()] == []
    names = re.compile(r"%\((\w+)\)[sd]")
    for entry in found.translated_entries():
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                wanted = set(names.findall(entry.msgid))
                assert set(names.findall(text)) == wanted, entry.msgid
                braces = {name for _t, name, _f, _c in Formatter().parse(entry.msgid) if name}
                assert all(f"{{{name}}}" in text for name in braces), entry.msgid
    ids = [(entry.msgctxt, entry.msgid) for entry in found]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("code", [code for code, _n in settings.LANGUAGES if code != "en"])
def test_every_configured_language_has_a_catalogue(code):
    """Django ignores the address prefix of a language it finds no catalogue for; English is the
    language of the message ids and has Django's own."""
    assert (LOCALE_ROOT / to_locale(code) / "LC_MESSAGES" / "django.po").exists()
    assert translation.check_for_language(code)


def test_other_languages_know_only_messages_of_ours():
    ours = {(entry.msgctxt, entry.msgid) for entry in catalogue("ja")}
    for source in SOURCES:
        unknown = {(item.msgctxt, item.msgid) for item in polib.pofile(str(source))} - ours
        assert unknown == set(), source.parts[-3]


@pytest.fixture(scope="module")
def in_code(tmp_path_factory) -> polib.POFile:
    """Every message of the code with the files it stands in: makemessages into a copy."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed")
    copy = tmp_path_factory.mktemp("messages")
    for room in ROOMS:
        ignore = shutil.ignore_patterns("__pycache__", "locale", "static", "data", "content")
        shutil.copytree(ROOT / room, copy / room, ignore=ignore)
    (copy / "locale").mkdir()
    program = Path(sys.executable).parent / "django-admin"
    command = [program, "makemessages", "-l", "ja", "-v", "0"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "", "PYTHONPATH": ""}
    subprocess.run(command, cwd=copy, env=environment, check=True)
    return polib.pofile(str(copy / "locale/ja/LC_MESSAGES/django.po"))


def test_every_message_of_the_code_is_in_the_catalogue(in_code):
    """A new string without a translation fails here."""
    wanted = {(entry.msgctxt, entry.msgid) for entry in in_code}
    assert len(wanted) > 100
    written = {(entry.msgctxt, entry.msgid) for entry in catalogue("ja")}
    assert wanted - written == set(), "without a translation"
    assert written - wanted == set(), "no longer used"


VISITED = re.compile(
    r"home/|directory/(templates|cards|freshness|opening_words|hours_text|regions)"
    r"|measures/(answering|finder|listing|presenters|implementations|parameters|templates)"
    r"|cms/core/templates/(4|5|base|components)|cms/search/templates|cms/navigation/"
)
STAFF = re.compile(r"/admin/|private_refused")


def test_simple_japanese_knows_what_visitors_of_the_main_pages_read(in_code):
    """Front page, measures, finder, directory, search: nothing there falls back to Japanese."""
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue("ja-simple")}
    missing = [
        entry.msgid
        for entry in in_code
        if (entry.msgctxt, entry.msgid) not in known
        and any(VISITED.match(name) and not STAFF.search(name) for name, _n in entry.occurrences)
    ]
    assert missing == []


def write(root: Path, code: str, text: str) -> Path:
    path = root / code / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgid "Home"\nmsgstr "{text}"\n',
        encoding="utf-8",
    )
    return path


def compiled_text(source: Path) -> str:
    return polib.mofile(str(source.with_suffix(".mo"))).find("Home").msgstr


def test_only_what_changed_is_compiled(tmp_path):
    ours, theirs = write(tmp_path, "ja", "ホーム"), write(tmp_path, "ko", "홈")
    assert compile_catalogues(tmp_path) == [ours.with_suffix(".mo"), theirs.with_suffix(".mo")]
    assert compile_catalogues(tmp_path) == []
    write(tmp_path, "ko", "첫 화면")
    later = theirs.with_suffix(".mo").stat().st_mtime + 5
    os.utime(theirs, (later, later))
    assert compile_catalogues(tmp_path) == [theirs.with_suffix(".mo")]
    assert compiled_text(theirs) == "첫 화면"


def test_a_broken_catalogue_leaves_the_compiled_one(tmp_path):
    source = write(tmp_path, "ja", "ホーム")
    compile_catalogues(tmp_path)
    source.write_text('msgid "Home"\nmsgstr "家"\nnonsense\n', encoding="utf-8")
    later = source.with_suffix(".mo").stat().st_mtime + 5
    os.utime(source, (later, later))
    with pytest.raises(OSError, match="Syntax error"):
        compile_catalogues(tmp_path)
    assert compiled_text(source) == "ホーム"


def test_an_interrupted_run_leaves_the_old_one_and_the_next_mends_it(tmp_path):
    source = write(tmp_path, "ja", "ホーム")
    compile_catalogues(tmp_path)
    source.with_suffix(f".mo.{os.getpid()}").write_bytes(b"half")
    assert compiled_text(source) == "ホーム"
    later = source.with_suffix(".mo").stat().st_mtime + 5
    os.utime(source, (later, later))
    compile_catalogues(tmp_path)
    assert compiled_text(source) == "ホーム"
    assert not source.with_suffix(f".mo.{os.getpid()}").exists()


def test_the_compiler_needs_no_django(tmp_path):
    """`make run` compiles before Django starts: Django looks for compiled files when it does."""
    code = (
        "import sys, cms.translation.catalogues;"
        "print([name for name in sys.modules if name.startswith(('django', 'wagtail'))])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_what_is_used_is_compiled_from_what_is_written():
    with translation.override("ja"):
        for entry in list(catalogue("ja"))[:50]:
            if not entry.msgctxt and not entry.msgid_plural:
                assert translation.gettext(entry.msgid) == entry.msgstr


def test_words_nobody_translated_are_japanese_not_wagtails(tmp_path):
    """Wagtail translates "Search" into Vietnamese; single words of it must not mix into ours."""
    with translation.override("vi"):
        assert translation.gettext("Search") == catalogue("ja").find("Search").msgstr
