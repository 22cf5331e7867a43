"""Compile the message catalogues with polib: no system gettext is needed to run the portal.

``python -m cms.translation.catalogues`` compiles what changed; it imports nothing of Django, so it
can run before Django starts and looks for the compiled files.
"""

from pathlib import Path

import polib

LOCALE_ROOT = Path(__file__).parent / "locale"


def compile_catalogues(root: Path = LOCALE_ROOT) -> list[Path]:
    """Compile every ``django.po`` newer than its ``django.mo``; returns what was written."""
    stale = [source for source in sorted(root.glob("*/LC_MESSAGES/django.po")) if _is_stale(source)]
    return [_compile(source) for source in stale]


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> Path:
    """Write beside, then rename: an interrupted run leaves no half catalogue."""
    compiled, unfinished = source.with_suffix(".mo"), source.with_suffix(".mo.part")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    return unfinished.replace(compiled)


if __name__ == "__main__":
    for path in compile_catalogues():
        print(f"compiled {path.relative_to(LOCALE_ROOT)}")
