"""Memory and speed of sending a kit of many large files as one archive. See README.md."""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a file or as a module

from bench.file_memory import MEGABYTE, resident

DAY = date(2026, 11, 1)
FILES = 20


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=2048, metavar="N", help="all together")
    return parser.parse_args()


@contextmanager
def kit(megabytes: int) -> Iterator[list[Any]]:
    """Rows of a kit, none of them in a database, with files in the private storage."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    import django

    django.setup()
    from django.core.files.storage import storages

    from campaigns.models import Asset, AssetFile, Licence
    from cms.assets.models import PortalDocument

    licence = Licence(pk=1, title="使用条件", version="第1版", text="", valid_from=DAY)
    size = megabytes * MEGABYTE // FILES
    rows, paths = [], []
    for number in range(FILES):
        name = f"poster{number}.pdf"
        path = Path(storages["default"].path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.truncate(size)  # zeros: storing does not look at them
        paths.append(path)
        document = PortalDocument(collection_id=1, file=name, file_size=size)
        asset = Asset(pk=number, title=f"ポスター{number}", licence=licence)
        rows.append(AssetFile(asset=asset, document=document, format="pdf", dated_on=DAY))
    try:
        yield rows
    finally:
        for path in paths:
            path.unlink()


def main() -> None:
    options = arguments()
    with kit(options.megabytes) as rows:
        from campaigns.archive import kit_archive

        archive = kit_archive(rows, on=DAY)
        told = len(archive)
        before = most = resident()
        sent, start = 0, time.perf_counter()
        for chunk in archive:
            sent += len(chunk)
            most = max(most, resident())
        seconds = time.perf_counter() - start
    print(f"{sent / MEGABYTE:.0f} MB sent, {sent / MEGABYTE / seconds:.0f} MB/s")
    print(f"length told before: {told}, sent: {sent}")
    print(f"resident before {before / MEGABYTE:.1f} MB, at most {most / MEGABYTE:.1f} MB")
    print(f"more by {(most - before) / MEGABYTE:.1f} MB")


if __name__ == "__main__":
    main()
