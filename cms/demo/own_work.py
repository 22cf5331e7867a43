"""Rights of what the sample site shows: drawn for it, so everything is allowed (自作・見本)."""

from typing import Any

from cms.assets.rights.choices import Licence, Transfer, Use
from cms.assets.rights.services import record_rights

MAKERS = "見本サイトの制作（見本）"


def own_work(file: Any, **fields: Any) -> Any:
    """``file`` with its rights written down; ``fields`` of the record differ from the usual."""
    allowed = {f"for_{use.value}": True for use in Use}
    known = {"holder": MAKERS, "licence": Licence.OWN, "conditions": "見本のための自作"}
    record_rights(file=file, **{**known, "transfer": Transfer.POSSIBLE, **allowed, **fields})
    return file
