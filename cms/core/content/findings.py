"""What is wrong with a version of a page: what, where, what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from wagtail import hooks

from cms.assets.rights.choices import Use
from cms.assets.rights.using import files_without_rights, named
from cms.core.content.parts import parts_of

HOOK = "construct_content_findings"
WHERE_RIGHTS = "そのファイルの編集画面を開いて、「権利」に書いてください。"


@dataclass(frozen=True)
class Finding:
    """``refuses``: the page is not published until it is mended; else it is a piece of advice."""

    what: str
    where: str
    todo: str
    refuses: bool = False

    def __str__(self) -> str:
        return f"{self.where}：{self.what}。"


def findings_of(page: Any, *, on: date) -> list[Finding]:
    """Everything found in this version of ``page`` on that day; what refuses comes first.

    Checks are the functions registered for the hook, and the rights of the files (第7-2).
    """
    parts = parts_of(page)
    found = [*_rights(page, on)]
    for check in hooks.get_hooks(HOOK):
        found += check(page, parts, on)
    return sorted(found, key=lambda finding: not finding.refuses)


def _rights(page: Any, on: date) -> Iterator[Finding]:
    for file, reason in files_without_rights(page, Use.WEB, on=on):
        yield Finding(reason, named(file), WHERE_RIGHTS, refuses=True)
