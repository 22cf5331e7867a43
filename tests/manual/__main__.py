"""Do the tasks of the manual and write its pictures: ``python -m tests.manual [task …]``."""

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from tests.demonstration import CHROMIUM, QUIET, ROOT, running_demo
from tests.manual.desk import Desk
from tests.manual.tasks import TASKS

MOST_TOLD = 400  # letters of an error: Playwright adds the whole screen
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
        failed = walk(Desk(browser, demo, IMAGES), wanted or list(TASKS))
        browser.close()
    print(f"not done: {', '.join(failed)}" if failed else "all done")
    return 1 if failed else 0


def walk(desk: Desk, wanted: list[str]) -> list[str]:
    """Do the tasks; the names of those that could not be done as the manual says."""
    failed = []
    for name in wanted:
        begun = time.monotonic()
        try:
            pictures = desk.do(TASKS[name])
        except (Error, AssertionError) as error:
            print(f"{name}: {str(error)[:MOST_TOLD]}", flush=True)
            failed.append(name)
            continue
        sizes = ", ".join(f"{each} {size_of(each) // 1000} kB" for each in pictures)
        print(f"{name}: {time.monotonic() - begun:.0f} s; {sizes}", flush=True)
    return failed


def size_of(picture: str) -> int:
    return (IMAGES / f"{picture}.webp").stat().st_size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
