"""Compile the message catalogues with polib: no system gettext is needed to run the portal.

``python -m cms.translation.catalogues`` compiles what changed; it imports nothing of Django, so it
can run before Django starts and looks for the compiled files.
"""

import os
from pathlib import Path

import polib

LOCALE_ROOT = Path(__file__).parent / "locale"
WAGTAIL_ROOT = Path(__file__).parent / "wagtail"  # what Wagtail itself leaves in English
PACKAGES_ROOT = Path(__file__).parent / "packages"  # Japanese of packages that bring none
DEFAULT = "ja"


def compile_catalogues(root: Path = LOCALE_ROOT) -> list[Path]:
    """Compile every catalogue newer than its compiled form; returns what was written."""
    written = []
    for source in sorted(root.glob("*/LC_MESSAGES/*.po")):
        default = root / DEFAULT / "LC_MESSAGES" / source.name
        if _is_stale(source, default):
            written.append(_compile(source, default))
    return written


def compile_everything() -> list[Path]:
    """Our own words, what Wagtail leaves untranslated, and packages that bring no Japanese."""
    roots = (LOCALE_ROOT, WAGTAIL_ROOT, PACKAGES_ROOT)
    return [written for root in roots for written in compile_catalogues(root)]


def _is_stale(source: Path, default: Path) -> bool:
    compiled = source.with_suffix(".mo")
    newest = max(path.stat().st_mtime for path in (source, default) if path.exists())
    return not compiled.exists() or compiled.stat().st_mtime < newest


def _compile(source: Path, default: Path) -> Path:
    """Write beside, then rename: neither an interrupted run nor two at once leave half a catalogue.

    What a language does not translate is Japanese: otherwise Wagtail's or Django's own catalogue
    would put single words of the language between Japanese ones.
    """
    compiled, unfinished = source.with_suffix(".mo"), source.with_suffix(f".mo.{os.getpid()}")
    catalogue = polib.pofile(str(source))
    if source != default and default.exists():
        own = {(entry.msgctxt, entry.msgid) for entry in catalogue}
        for entry in polib.pofile(str(default)):
            if (entry.msgctxt, entry.msgid) not in own and not entry.msgid_plural:
                catalogue.append(entry)
    catalogue.save_as_mofile(str(unfinished))
    return unfinished.replace(compiled)


if __name__ == "__main__":
    for path in compile_everything():
        print(f"compiled {path.relative_to(LOCALE_ROOT.parent)}")
