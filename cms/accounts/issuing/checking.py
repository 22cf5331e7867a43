"""Each wish against the areas, the accounts that exist and the other rows."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from cms.accounts.issuing.reading import TITLES, Wish
from cms.accounts.models import User
from cms.accounts.roles import ROLES, STAFF_ROLES
from cms.areas.codes import check_digit, is_code6
from cms.areas.models import Area
from cms.japanese.normalise import digits

_YES = frozenset({"○", "◯", "〇", "はい", "1", "true", "yes", "レ", "✓"})
_NO = frozenset({"", "×", "いいえ", "0", "false", "no", "-", "－"})
_SEVERAL = re.compile(r"[、，,;；/／・&＆+＋]|\s+と\s+")
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{2,59}")
LONGEST_NAME = 60


@dataclass(frozen=True)
class Problem:
    number: int
    column: str
    reason: str


@dataclass(frozen=True)
class Candidate:
    """A row that may be issued."""

    number: int
    area: Area
    name: str
    email: str
    username: str  # empty: drawn from the code
    role: str
    is_owner: bool
    note: str = ""


@dataclass
class Checked:
    candidates: list[Candidate] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def wrong_rows(self) -> int:
        return len({problem.number for problem in self.problems})


class BadCellError(ValueError):
    """The message is Japanese and says what to write."""


class Checker:
    """What every row is held against, loaded once: four queries for any number of rows."""

    def __init__(self, wishes: Sequence[Wish], on: date) -> None:
        self.areas = areas_of_today(on)
        people = User.objects.all()
        self.usernames = set(people.values_list("username", flat=True))
        self.mails = {mail.lower() for mail in people.values_list("email", flat=True) if mail}
        owned = people.filter(is_owner=True, is_active=True)
        self.owned = set(owned.values_list("municipality_id", flat=True))
        self.seen: dict[tuple[str, object], Wish] = {}
        self.roles_of = _roles_of_mails(wishes)

    def check(self, wish: Wish) -> tuple[Candidate | None, list[Problem]]:
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        readers = (
            ("code", self.area),
            ("name", self.name),
            ("email", self.mail),
            ("username", self.username),
            ("role", self.role),
        )
        for column, read in readers:
            try:
                values[column] = read(wish)
            except BadCellError as error:
                problems.append(Problem(wish.number, TITLES[column], str(error)))
        try:
            is_owner = self.owner(wish, values.get("code"))
        except BadCellError as error:
            problems.append(Problem(wish.number, TITLES["is_owner"], str(error)))
        if problems:
            return None, problems
        return self._candidate(wish, values, is_owner), []

    @staticmethod
    def _candidate(wish: Wish, values: dict[str, Any], is_owner: bool) -> Candidate:
        area, note = values["code"]
        return Candidate(
            number=wish.number,
            area=area,
            name=values["name"],
            email=values["email"],
            username=values["username"],
            role=values["role"],
            is_owner=is_owner,
            note=note,
        )

    def area(self, wish: Wish) -> tuple[Area, str]:
        """Six or five digits; leading zeros that a spreadsheet lost come back."""
        code = digits(wish.code)
        if not (code.isascii() and code.isdecimal() and 4 <= len(code) <= 6):
            raise BadCellError("全国地方公共団体コード（6けたの数字）を書いてください。")
        if len(code) == 6 and not is_code6(code):
            raise BadCellError(f"{code} は検査数字（6けた目）が合いません。見なおしてください。")
        for possible in _codes(code):
            if possible in self.areas:
                return self._current(possible)
        raise BadCellError(f"{code} という自治体コードはありません。")

    def _current(self, code: str) -> tuple[Area, str]:
        area = self.areas[code]
        if area is None:
            raise BadCellError(f"{code} の自治体は、もうありません。今のコードを書いてください。")
        note = "" if area.code6 == code else f"{code} は古いコードです。{area}として発行します。"
        return area, note

    def name(self, wish: Wish) -> str:
        if not wish.name:
            raise BadCellError("氏名を書いてください。")
        if len(wish.name) > LONGEST_NAME:
            raise BadCellError(f"{LONGEST_NAME}字までにしてください。")
        return wish.name

    def mail(self, wish: Wish) -> str:
        mail = unicodedata.normalize("NFKC", wish.email)
        try:
            validate_email(mail)
        except ValidationError as error:
            raise BadCellError("メールアドレスを1つ書いてください。") from error
        if mail.lower() in self.mails:
            raise BadCellError("このメールのアカウントは、もうあります。")
        first = self.seen.setdefault(("mail", mail.lower()), wish)
        if first is not wish:
            raise BadCellError(self._twice(mail.lower(), first))
        return mail

    def _twice(self, mail: str, first: Wish) -> str:
        if len(self.roles_of[mail]) > 1:
            return f"{first.number}行目と同じ人で、役割がちがいます。一人の役割は一つです。"
        return f"{first.number}行目と同じメールです。一人のアカウントは一つです。"

    def username(self, wish: Wish) -> str:
        username = unicodedata.normalize("NFKC", wish.username).lower()
        if not username:
            return ""
        if not _USERNAME.fullmatch(username):
            raise BadCellError("英小文字・数字・「. _ - @」で、3文字から60文字にしてください。")
        if username in self.usernames:
            raise BadCellError(f"{username} は、もう使われています。")
        first = self.seen.setdefault(("username", username), wish)
        if first is not wish:
            raise BadCellError(f"{first.number}行目と同じIDです。")
        return username

    @staticmethod
    def role(wish: Wish) -> str:
        names = [part.strip() for part in _SEVERAL.split(wish.role) if part.strip()]
        staff = "か".join(f"「{name}」" for name in STAFF_ROLES)
        if len(names) > 1:
            raise BadCellError(f"役割は一人に一つです。{staff}を1つだけ書いてください。")
        if names and names[0] not in STAFF_ROLES and names[0] in {role.name for role in ROLES}:
            raise BadCellError(f"この表で発行できるのは{staff}だけです。")
        if not names or names[0] not in STAFF_ROLES:
            raise BadCellError(f"{staff}を書いてください。")
        return names[0]

    def owner(self, wish: Wish, found: tuple[Area, str] | None) -> bool:
        written = unicodedata.normalize("NFKC", wish.is_owner).lower()
        if written in _NO or wish.is_owner in _NO:
            return False
        if written not in _YES and wish.is_owner not in _YES:
            raise BadCellError("所有者なら「○」、ちがえば空欄にしてください。")
        if found is None:
            return True
        if found[0].pk in self.owned:
            raise BadCellError(f"{found[0]}には、もう所有者がいます。所有者は一人です。")
        first = self.seen.setdefault(("owner", found[0].pk), wish)
        if first is not wish:
            raise BadCellError(f"{first.number}行目も{found[0]}の所有者です。所有者は一人です。")
        return True


def check_wishes(wishes: Sequence[Wish], on: date) -> Checked:
    checker, checked = Checker(wishes, on), Checked()
    for wish in wishes:
        candidate, problems = checker.check(wish)
        checked.problems += problems
        if candidate:
            checked.candidates.append(candidate)
    return checked


def areas_of_today(on: date) -> dict[str, Area | None]:
    """Every code that ever was → the area that answers for it today; None where nobody does."""
    areas = {area.pk: area for area in Area.objects.with_chain()}
    return {area.code6: _successor(area, areas, on) for area in areas.values()}


def _successor(area: Area, areas: dict[int, Area], on: date) -> Area | None:
    for _step in range(10):  # mergers of mergers; a circle ends
        if area.is_current(on):
            return area
        if area.successor_id is None:
            return None
        area = areas[area.successor_id]
    return None


def _codes(code: str) -> list[str]:
    if len(code) == 6:
        return [code]
    code5 = code.zfill(5)
    return [code5 + check_digit(code5), code.zfill(6)]


def _roles_of_mails(wishes: Iterable[Wish]) -> dict[str, set[str]]:
    roles: dict[str, set[str]] = defaultdict(set)
    for wish in wishes:
        roles[unicodedata.normalize("NFKC", wish.email).lower()].add(wish.role)
    return roles
