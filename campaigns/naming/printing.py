"""A drawn poster: the words laid over the template's ground by a program of its own."""

import json
import logging

from campaigns.models import NamingTemplate
from campaigns.naming import pressing
from campaigns.naming.drawing import layer
from campaigns.naming.sheets import Box, Sheet
from cms.assets.programs import local_copy, run_program

logger = logging.getLogger(__name__)


class NotPrintedError(Exception):
    """The ground could not be read or is missing; people are told, and we are."""


def boxes_of(template: NamingTemplate) -> tuple[Box, ...]:
    return tuple(
        Box(
            content=box.content,
            left=box.left,
            top=box.top,
            width=box.width,
            height=box.height,
            largest=box.largest,
            colour=box.colour,
            weight=box.weight,
            alignment=box.alignment,
        )
        for box in template.boxes.all()
    )


def sheet_of(
    template: NamingTemplate, boxes: tuple[Box, ...], words: dict[str, str], *, has_marks: bool
) -> Sheet:
    return Sheet(
        width=template.width,
        height=template.height,
        bleed=template.bleed,
        boxes=boxes,
        words=words,
        has_marks=has_marks,
        title=str(template.asset),
    )


def printed(template: NamingTemplate, sheet: Sheet, *, dpi: float | None) -> bytes:
    """A PDF, or a PNG of the trimmed page with so many dots an inch. Raises NotPrintedError."""
    options = {
        "width": sheet.width,
        "height": sheet.height,
        "bleed": sheet.bleed,
        "margin": sheet.margin,
        "dpi": dpi,
    }
    try:
        with local_copy(template.ground) as ground:
            made = run_program(pressing.__file__, ground, json.dumps(options), given=layer(sheet))
    except FileNotFoundError:
        logger.error("Missing in the storage: %s", template.ground)
        made = b""
    if not made:
        raise NotPrintedError(str(template))
    return made
