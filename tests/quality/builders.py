"""Bodies of pages that the checks look at."""

import json
from typing import Any


def body(*blocks: tuple[str, Any]) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def picture_block(image: Any, alternative: str = "公園の絵") -> tuple[str, dict[str, Any]]:
    return "image", {"image": image.pk, "alternative": alternative, "caption": ""}


def linked(text: str, address: str) -> tuple[str, str]:
    """A paragraph with one link; ``address`` is the attributes of the tag."""
    return "paragraph", f"<p>まず<a {address}>{text}</a>をごらんください。</p>"
