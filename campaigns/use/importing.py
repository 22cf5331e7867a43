"""A distribution list from a spreadsheet: 自治体コード and 部数, looked at row by row."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError

from campaigns.models import Delivery, Distribution
from campaigns.use.forms import CopiesField
from cms.areas.models import Area
from cms.japanese.normalise import clean, fold
from cms.spreadsheets.reading import HEADER_WITHIN, Row, UnreadableFileError, read_rows
from directory.importing.cells import BadCellError, area_of
from directory.importing.validating import codes_of_today

MOST_ROWS = 5_000
COLUMNS = {
    "code": ("自治体コード", "全国地方公共団体コード", "団体コード", "市区町村コード", "コード"),
    "copies": ("部数", "配布数", "枚数", "数量", "数"),
}
TITLES = {key: names[0] for key, names in COLUMNS.items()}
_NAMES = {fold(name): key for key, names in COLUMNS.items() for name in names}


@dataclass(frozen=True)
class Line:
    """One row as it was written; ``number`` is the row of the spreadsheet."""

    number: int
    code: str
    copies: str


@dataclass(frozen=True)
class Problem:
    number: int
    column: str
    reason: str


@dataclass(frozen=True)
class Wish:
    """A row that can be stored. ``note`` tells what is unusual about it."""

    number: int
    area: Area
    copies: int
    note: str = ""


@dataclass
class Checked:
    wishes: list[Wish] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def copies(self) -> dict[int, int]:
        return {wish.area.pk: wish.copies for wish in self.wishes}

    @property
    def total(self) -> int:
        return sum(wish.copies for wish in self.wishes)

    @property
    def wrong_rows(self) -> int:
        return len({problem.number for problem in self.problems})


def read_lines(path: Path) -> list[Line]:
    """Raises UnreadableFileError with a message in Japanese that says what to do."""
    rows = read_rows(path)
    places, body = _heading(rows)
    if not body:
        raise UnreadableFileError(
            "配布先の行がありません。見出しの下に、1か所を1行で書いてください。"
        )
    if len(body) > MOST_ROWS:
        raise UnreadableFileError(
            f"{len(body):,}行あります。一度に読めるのは{MOST_ROWS:,}行までです。"
        )
    return [_line(row, places) for row in body]


def _heading(rows: Sequence[Row]) -> tuple[dict[str, int], Sequence[Row]]:
    best: dict[str, int] = {}
    for position, row in enumerate(rows[:HEADER_WITHIN]):
        places = {}
        for column, cell in enumerate(row.cells[:100]):
            key = _NAMES.get(fold(clean(cell, 40)).split("(")[0])
            if key:
                places.setdefault(key, column)
        if len(places) == len(COLUMNS):
            return places, rows[position + 1 :]
        best = max(best, places, key=len)
    missing = "、".join(title for key, title in TITLES.items() if key not in best)
    raise UnreadableFileError(
        f"見出しの行に、次の列がありません：{missing}。見出しは「自治体コード、部数」です。"
    )


def _line(row: Row, places: dict[str, int]) -> Line:
    cells = {
        key: clean(row.cells[place], 60) if place < len(row.cells) else ""
        for key, place in places.items()
    }
    return Line(row.number, cells["code"], cells["copies"])


class Checker:
    """What every row is held against, loaded once: three queries for any number of rows."""

    def __init__(self, distribution: Distribution, on: date) -> None:
        self.today = codes_of_today()
        self.areas = {area.code6: area for area in Area.objects.current(on).with_chain()}
        parcels = Delivery.objects.filter(distribution=distribution)
        self.sent = {each.area_id: each for each in parcels}
        self.seen: dict[str, int] = {}

    def check(self, line: Line) -> tuple[Wish | None, list[Problem]]:
        problems = []
        area, copies = None, None
        try:
            area = self.area(line)
        except BadCellError as error:
            problems.append(Problem(line.number, TITLES["code"], str(error)))
        try:
            copies = self.copies(line)
        except ValidationError as error:
            problems.append(Problem(line.number, TITLES["copies"], " ".join(error.messages)))
        if problems or area is None or copies is None:
            return None, problems
        return Wish(line.number, area, copies, self.note(line, area, copies)), []

    def area(self, line: Line) -> Area:
        code = area_of(line.code, self.today)
        if code not in self.areas:
            raise BadCellError(
                f"{line.code} の自治体は、もうありません。今のコードを書いてください。"
            )
        first = self.seen.setdefault(code, line.number)
        if first != line.number:
            raise BadCellError(f"{first}行目と同じ配布先です。1か所は1行にまとめてください。")
        known = self.sent.get(self.areas[code].pk)
        if known and known.sent_on:
            raise BadCellError("この配布先には、もう送りました。この行は消してください。")
        return self.areas[code]

    @staticmethod
    def copies(line: Line) -> int:
        number = CopiesField(required=False).clean(line.copies)
        if not number:
            raise ValidationError("1以上の数を書いてください。送らないときは、行を消してください。")
        return number

    def note(self, line: Line, area: Area, copies: int) -> str:
        known = self.sent.get(area.pk)
        if known and known.copies != copies:
            return f"今の{known.copies:,}部を直します。"
        if line.code not in (area.code6, area.code5):
            return f"{area}（{area.code6}）として読みました。"
        return ""


def check_lines(lines: Sequence[Line], *, distribution: Distribution, on: date) -> Checked:
    checker, checked = Checker(distribution, on), Checked()
    for line in lines:
        wish, problems = checker.check(line)
        checked.problems += problems
        if wish:
            checked.wishes.append(wish)
    return checked


def packed(lines: Sequence[Line]) -> list[dict[str, object]]:
    return [asdict(line) for line in lines]


def unpacked(rows: list[dict[str, object]]) -> list[Line]:
    return [Line(**row) for row in rows]  # type: ignore[arg-type]
