"""Signs of life during a long migration."""

import io
import re
from collections.abc import Callable
from time import monotonic

_STEP = re.compile(r"Applying \S")


class MigrationProgress(io.TextIOBase):
    """Takes the output of ``migrate`` and reports, at most once in ``pause`` seconds."""

    def __init__(self, total: int, report: Callable[[str], object], *, pause: float = 2) -> None:
        self.total, self.done, self.report, self.pause = total, 0, report, pause
        self.told_at = monotonic()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if _STEP.search(text):
            self.done += 1
            if monotonic() - self.told_at >= self.pause or self.done == self.total:
                self.told_at = monotonic()
                self.report(f"データベースを準備しています（{self.done}/{self.total}）…")
        return len(text)
