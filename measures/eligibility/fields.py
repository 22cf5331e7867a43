"""How the fields of a condition are written in JSON: one small reader and writer for each kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from measures.eligibility.ages import Mark
from measures.eligibility.errors import UnreadableError

Read = Callable[[Any, str], Any]


@dataclass(frozen=True)
class Form:
    """One JSON field: its name, how to read it (value, place) and how to write it again."""

    read: Read
    write: Callable[[Any], Any] = lambda value: value
    name: str = ""
    is_parameter: bool = False


def shape(form: Form, **options: Any) -> Any:
    """A dataclass field with its JSON form."""
    return field(metadata={"form": form}, **options)


def words(allowed: Iterable[str]) -> Form:
    """A list of option keys without repetition."""
    known = frozenset(allowed)

    def read(value: Any, place: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise UnreadableError.at(place, "選択肢の並び（リスト）にしてください。")
        for index, word in enumerate(value):
            if word not in known:
                raise UnreadableError.at(f"{place}[{index}]", f"選択肢「{word}」はありません。")
        return tuple(dict.fromkeys(value))

    return Form(read, list)


def texts(message: str, accept: Callable[[str], bool]) -> Form:
    """A list of strings, each of which must be acceptable."""

    def read(value: Any, place: str) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise UnreadableError.at(place, "並び（リスト）にしてください。")
        for index, text in enumerate(value):
            if not isinstance(text, str) or not accept(text):
                raise UnreadableError.at(f"{place}[{index}]", message)
        return tuple(value)

    return Form(read, list)


def word(allowed: Iterable[str]) -> Form:
    known = tuple(allowed)

    def read(value: Any, place: str) -> str:
        if not isinstance(value, str) or value not in known:
            choices = "、".join(f"「{option}」" for option in known)
            raise UnreadableError.at(place, f"{choices}のどれかを入れてください。")
        return value

    return Form(read)


def mark(name: str) -> Form:
    def read(value: Any, place: str) -> Mark:
        try:
            return Mark.read(value)
        except (ValueError, TypeError, AttributeError):
            raise UnreadableError.at(
                place, "「fy18」（18歳の年度末）や「age20」（20歳になる前）の形で入れてください。"
            ) from None

    return Form(read, str, name)


def text(longest: int = 200) -> Form:
    def read(value: Any, place: str) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > longest:
            raise UnreadableError.at(place, f"1〜{longest}文字の文を入れてください。")
        return value.strip()

    return Form(read)


def whole(lowest: int, highest: int) -> Form:
    def read(value: Any, place: str) -> int:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if not is_number or not lowest <= value <= highest:
            raise UnreadableError.at(place, f"{lowest}から{highest}までの数を入れてください。")
        return int(value)

    return Form(read)


def flag() -> Form:
    def read(value: Any, place: str) -> bool:
        if not isinstance(value, bool):
            raise UnreadableError.at(place, "はい（true）か、いいえ（false）を入れてください。")
        return value

    return Form(read)


def day() -> Form:
    def read(value: Any, place: str) -> date:
        try:
            return date.fromisoformat(value)
        except (ValueError, TypeError):
            raise UnreadableError.at(place, "日付は「2026-04-01」の形で入れてください。") from None

    return Form(read, lambda value: value.isoformat())


def parameter() -> Form:
    """The key of a dated number."""

    def read(value: Any, place: str) -> str:
        if not isinstance(value, str) or not value:
            raise UnreadableError.at(place, "日付つきの金額の記号（key）を入れてください。")
        return value

    return Form(read, is_parameter=True)
