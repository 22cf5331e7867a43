"""A design file in words: what it is, how large, of which version."""

from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from campaigns.models import AssetFile


@dataclass(frozen=True)
class FileLine:
    """``details`` are short words in order: size on paper, bytes, version, fonts."""

    pk: int
    name: str
    ending: str
    details: list[str]
    dated_on: date


def file_line(row: AssetFile) -> FileLine:
    document = row.document
    return FileLine(
        pk=row.pk,
        name=" ".join(word for word in (str(row.get_format_display()), row.label) if word),
        ending=document.file_extension.upper(),
        details=[word for word in (*_measures(row), row.version, _fonts(row)) if word],
        dated_on=row.dated_on,
    )


def _measures(row: AssetFile) -> list[str]:
    """Only while they are of the file that would be sent."""
    size = filesizeformat(row.document.file_size or 0)
    if row.measured_hash != row.document.file_hash:
        return [size]
    words = []
    if row.page_width and row.page_height:
        words.append(f"{row.page_width:g} × {row.page_height:g} mm")
    if row.bleed:
        words.append(_("bleed %(mm)s mm") % {"mm": f"{row.bleed:g}"})
    if row.pixel_width and row.pixel_height:
        words.append(
            _("%(width)s × %(height)s pixels")
            % {"width": row.pixel_width, "height": row.pixel_height}
        )
    return [*words, size]


def _fonts(row: AssetFile) -> str:
    known = row.found_fonts if row.measured_hash == row.document.file_hash else ""
    names = row.fonts or known
    return _("fonts: %(names)s") % {"names": names} if names else ""
