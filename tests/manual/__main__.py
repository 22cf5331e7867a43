"""Do the tasks of the manual and write its pictures: ``python -m tests.manual [task …]``."""

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.demonstration import CHROMIUM, QUIET, ROOT, running_demo
from tests.manual.desk import Desk
from tests.manual.tasks import TASKS

IMAGES = ROOT / "docs" / "editors" / "images"


def main(wanted: list[str]) -> int:
    unknown = [name for name in wanted if name not in TASKS]
    if unknown:
        print(f"no such task: {', '.join(unknown)}; there are: {', '.join(TASKS)}")
        return 2
    program = CHROMIUM if CHROMIUM.exists() else None
    with (
        tempfile.TemporaryDirectory() as folder,
        running_demo(Path(folder)) as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        walk(Desk(browser, demo, IMAGES), wanted or list(TASKS))
        browser.close()
    return 0


def walk(desk: Desk, wanted: list[str]) -> None:
    for name in wanted:
        begun = time.monotonic()
        pictures, _names = desk.do(TASKS[name])
        sizes = ", ".join(f"{each} {size_of(each) // 1000} kB" for each in pictures)
        print(f"{name}: {time.monotonic() - begun:.0f} s; {sizes}", flush=True)


def size_of(picture: str) -> int:
    return (IMAGES / f"{picture}.webp").stat().st_size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
