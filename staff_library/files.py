"""Which files an item carries, and that all of them are for staff only."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cms.assets.choices import Access

if TYPE_CHECKING:
    from staff_library.models import LibraryItemPage

OPEN_FILES = (
    "だれでも開けるファイルが付いています：{names}。"
    "文書・画像・動画の「だれが開けるか」を「職員だけ」にしてから、もう一度保存してください。"
)


def files_of(item: "LibraryItemPage") -> Iterator[Any]:
    """Attached documents, the film, and pictures and documents within the text."""
    yield from (attachment.document for attachment in item.attachments.all())
    if film := getattr(item, "film", None):
        yield film
    for block in item.body:
        if block.block_type in ("image", "document"):
            yield block.value[block.block_type]


def open_files(item: "LibraryItemPage") -> list[str]:
    """Titles of files that anybody could open by their address."""
    carried = [file for file in files_of(item) if file is not None]
    return [file.title for file in carried if file.access != Access.STAFF]
