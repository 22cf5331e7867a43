"""What is in a design file, kept beside it until the file is another one."""

from campaigns.models import AssetFile
from cms.assets.tasks import facts_of

COLUMNS = {
    "pages": "page_count",
    "width": "page_width",
    "height": "page_height",
    "bleed": "bleed",
    "pixel_width": "pixel_width",
    "pixel_height": "pixel_height",
}


def measure_file(*, row: AssetFile) -> None:
    """Ask ``cms.assets.measuring`` and store its answer; what it did not find is emptied."""
    facts = facts_of(row.document)
    changes = {column: facts.get(name) for name, column in COLUMNS.items()}
    AssetFile.objects.filter(pk=row.pk).update(
        measured_hash=row.document.file_hash, found_fonts=facts.get("fonts", ""), **changes
    )
