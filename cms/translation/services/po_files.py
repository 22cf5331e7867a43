"""PO files of translators: written with the official names, read with suspicion."""

from dataclasses import dataclass

import polib
from wagtail_localize.models import StringTranslation, Translation

from cms.accounts.models import User
from cms.translation.glossary import names_within
from cms.translation.models import GlossaryTerm

MOST_BYTES = 1024 * 1024
MOST_STRINGS = 5000
MARK = "X-WagtailLocalize-TranslationID"
TOO_LARGE = "ファイルが大きすぎます（1MBまで）。この画面から書き出したPOファイルを使ってください。"
UNREADABLE = (
    "POファイルとして読めません。"
    "文字コードをUTF-8にして、引用符の閉じ忘れがないか確かめてください。"
)
UNMARKED = (
    "どのページの訳か分かりません。この画面から書き出したPOファイルに、訳を書き入れてください。"
)
ANOTHER = (
    "別のページか別の言語のPOファイルです。何も取り込んでいません。"
    "このページの画面から書き出したファイルを使ってください。"
)


REVIEWED = (
    "この訳は審査の途中なので、取り込めません。何も変わっていません。先に「訳を審査に出す」の画面で"
    "審査を取りやめるか、審査が終わってから取り込んでください。"
)


class UnfitPoFileError(Exception):
    """The reason in Japanese why a PO file was not taken; nothing was written."""


@dataclass(frozen=True)
class Imported:
    """Strings that the file translated, translated of another page, or with marks not allowed."""

    translated: int
    unknown: int
    faulty: int

    @property
    def is_whole(self) -> bool:
        return not (self.unknown or self.faulty)


def read_po_file(*, content: bytes, translation: Translation) -> polib.POFile:
    """The PO file for ``translation``. Raises UnfitPoFileError for any other file."""
    if len(content) > MOST_BYTES:
        raise UnfitPoFileError(TOO_LARGE)
    try:
        # The comment keeps polib from taking a short text for the name of a file of ours.
        found = polib.pofile("# uploaded\n" + content.decode("utf-8-sig"))
    except (OSError, ValueError, LookupError) as unreadable:  # polib: OSError for wrong syntax
        raise UnfitPoFileError(UNREADABLE) from unreadable
    mark = found.metadata.get(MARK)
    if not mark or len(found) > MOST_STRINGS:
        raise UnfitPoFileError(UNMARKED)
    if mark != str(translation.uuid):
        raise UnfitPoFileError(ANOTHER)
    return found


def import_po_file(*, translation: Translation, content: bytes, by: User) -> Imported:
    """Take the translations of a file; what it leaves empty stays as it is.

    Raises UnfitPoFileError, having written nothing: while a review runs, too, because what it
    would change could not become public with it.
    """
    if getattr(translation.get_target_instance(), "workflow_in_progress", False):
        raise UnfitPoFileError(REVIEWED)
    found = read_po_file(content=content, translation=translation)
    warnings = translation.import_po(found, user=by, tool_name="PO")
    written = StringTranslation.objects.filter(
        locale=translation.target_locale,
        context__object_id=translation.source.object_id,
        translation_of__segments__source=translation.source,
    )
    faulty = written.filter(has_error=True).distinct().count()
    filled = {number for number, entry in enumerate(found) if entry.msgstr and not entry.obsolete}
    unknown = filled & {warning.index for warning in warnings}
    return Imported(len(filled - unknown), len(unknown), faulty)


def write_po_file(*, translation: Translation) -> str:
    """The strings of a page with what is translated already; comments hold the official names."""
    names = GlossaryTerm.objects.names_in(translation.target_locale.language_code)
    found = translation.export_po()
    for entry in found:
        pairs = names_within(entry.msgid, names)
        entry.comment = "、".join(f"{term} → {name}" for term, name in pairs)
    return str(found)
