"""Memory and speed of sending a large private file, from a folder or a bucket. See README.md."""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a file or as a module

MEGABYTE = 1024 * 1024
PAGE = os.sysconf("SC_PAGE_SIZE")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=500, metavar="N")
    parser.add_argument("--bucket", action="store_true", help="from an S3 server of its own")
    return parser.parse_args()


def resident() -> int:
    """Bytes of this process in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


class Zeros:
    """A file of that many zero bytes that lies nowhere."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, count: int = MEGABYTE) -> bytes:
        part = min(count, self.left)
        self.left -= part
        return bytes(part)


@contextmanager
def stored(options: argparse.Namespace) -> Iterator[Any]:
    """The field of a video with a file in the private storage, and Django around it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    import django

    django.setup()
    with in_bucket(options) if options.bucket else in_folder(options) as name:
        from cms.assets.models import PortalMedia

        yield PortalMedia(collection_id=1, file=name).file


@contextmanager
def in_folder(options: argparse.Namespace) -> Iterator[str]:
    from django.core.files.storage import storages

    path = Path(storages["default"].path("film.mp4"))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for _ in range(options.megabytes):
            file.write(bytes(MEGABYTE))
    yield path.name
    path.unlink()


@contextmanager
def in_bucket(options: argparse.Namespace) -> Iterator[str]:
    from django.core.files.storage import storages
    from django.test import override_settings

    from cms.settings.buckets import bucket_storages
    from tests import s3

    with s3.server() as store:
        buckets = bucket_storages(
            endpoint=store.endpoint,
            access_key=store.access_key,
            secret_key=store.secret_key,
            private_bucket="private",
            public_bucket="public",
        )
        with override_settings(STORAGES=buckets):
            bucket = storages["default"].bucket
            bucket.create()
            bucket.upload_fileobj(Zeros(options.megabytes * MEGABYTE), "film.mp4")
            yield "film.mp4"


def main() -> None:
    options = arguments()
    with stored(options) as file:
        from django.test import RequestFactory

        from cms.assets.serving import Sending, send

        request = RequestFactory().get("/film.mp4")
        before = most = resident()
        sent, start = 0, time.perf_counter()
        for chunk in send(request, Sending(file, "film.mp4", "1", True, False)):
            sent += len(chunk)
            most = max(most, resident())
        seconds = time.perf_counter() - start
    print(f"{sent / MEGABYTE:.0f} MB sent, {sent / MEGABYTE / seconds:.0f} MB/s")
    print(f"resident before {before / MEGABYTE:.1f} MB, at most {most / MEGABYTE:.1f} MB")
    print(f"more by {(most - before) / MEGABYTE:.1f} MB")


if __name__ == "__main__":
    main()
