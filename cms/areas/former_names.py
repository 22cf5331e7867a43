"""Read a table of old and new municipality names (CSV) and find today's area of each old name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from cms.areas.codes import to_code6
from cms.areas.models import Area, FormerName
from cms.areas.spelling import search_key
from cms.areas.tables import Line, Problem, read_table
from cms.japanese.days import read_day
from cms.japanese.normalise import clean, fold

# First the headings of 日本郵便's merger tables.
COLUMNS = {
    "prefecture": ("都道府県", "都道府県名"),
    "old": ("変更前", "旧名", "旧市区町村名"),
    "new": ("変更後", "新名", "市区町村名"),
    "code": ("変更後コード", "全国地方公共団体コード", "市区町村コード", "コード"),
    "kana": ("変更前かな", "よみ", "かな"),
    "changed": ("変更日",),
    "source": ("典拠", "出典"),
}
_LENGTHS = {"old": 60, "kana": 80, "source": 255}
_REMARK = re.compile(r"[（(].*?[）)]")


@dataclass
class Reading:
    """``names`` are not saved yet; ``unchanged`` rows name an area that still has that name."""

    names: list[FormerName] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0


def read_former_names(content: bytes, *, on: date) -> Reading:
    """Former names of the areas that exist ``on`` that day; raises ``UnreadableFileError``."""
    lines = read_table(content, COLUMNS, required=(("old",), ("new", "code")))
    today = _Today(on, lines)
    reading = Reading()
    for line in lines:
        _read_line(line, today, reading)
    return reading


class _Today:
    """Full names of today, and the file's own chain of changes (稲武町 changed 郡, then merged)."""

    def __init__(self, on: date, lines: Iterable[Line]) -> None:
        self.areas: dict[str, Area] = {}
        self.codes: dict[str, Area] = {}
        for area in Area.objects.current(on).with_chain():
            prefecture = area.prefecture.name
            self.codes[area.code6] = area
            self.areas[search_key(area.full_name)] = area
            self.areas[search_key(prefecture + area.county + area.name)] = area
        self.changes = {_key(line, "old"): _key(line, "new") for line in lines}

    def area(self, line: Line) -> Area | None:
        if code := line.cells.get("code"):
            return self.codes.get(to_code6(code) or "")
        key = _key(line, "new")
        for _step in range(5):
            if key in self.areas or key not in self.changes:
                break
            key = self.changes[key]
        return self.areas.get(key) or self.areas.get(search_key(line.cells.get("new", "")))


def _read_line(line: Line, today: _Today, reading: Reading) -> None:
    old = _without_prefecture(line, "old")
    if not old:
        reading.problems.append(line.problem("old", _("Enter the old name.")))
        return
    changed = line.cells.get("changed", "")
    first_day = read_day(changed)
    if changed and first_day is None:
        message = _("“%(text)s” is no date. Write it like 2005-03-28 or 平成17年3月28日.")
        reading.problems.append(line.problem("changed", message % {"text": changed[:40]}))
    area = today.area(line)
    if area is None:
        reading.problems.append(_unknown_area(line))
    elif search_key(old) in (search_key(area.name), search_key(area.county + area.name)):
        reading.unchanged += 1
    elif not changed or first_day:
        reading.names.append(_former_name(line, old, area, first_day))


def _former_name(line: Line, old: str, area: Area, first_day: date | None) -> FormerName:
    return FormerName(
        area=area,
        name=clean(old, _LENGTHS["old"]),
        kana=fold(line.cells.get("kana", ""))[: _LENGTHS["kana"]],
        until=first_day - timedelta(days=1) if first_day else None,
        source=clean(line.cells.get("source", ""), _LENGTHS["source"]),
    )


def _unknown_area(line: Line) -> Problem:
    if code := line.cells.get("code"):
        message = _("No area of today has the code “%(text)s”. Check its digits.")
        return line.problem("code", message % {"text": code[:40]})
    message = _("No area of today is called “%(text)s”. Write it with its prefecture or its code.")
    return line.problem("new", message % {"text": line.cells.get("new", "")[:40]})


def _key(line: Line, column: str) -> str:
    """Key of the name with its prefecture; a name may bring another prefecture's with it."""
    name = _without_prefecture(line, column)
    return search_key(line.cells.get("prefecture", "") + name)


def _without_prefecture(line: Line, column: str) -> str:
    name = _REMARK.sub("", line.cells.get(column, "")).strip()
    prefecture = line.cells.get("prefecture", "")
    return name.removeprefix(prefecture) if name != prefecture else name
