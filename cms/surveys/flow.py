"""Which questions are asked, what must be answered, and answers inside of texts. Pure functions.

A questionnaire is a row of :class:`Asked`; answers are a mapping from code to the tuple of what was
chosen (keys) or the one text that was written. An empty tuple is no answer.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Answers: TypeAlias = Mapping[str, tuple[str, ...]]

REFERENCE = re.compile(r"\{\{\s*([a-z0-9_]{1,20})\s*\}\}")
MOST_ON_A_SCREEN = 6
MOST_PIPED = 100  # characters of an answer inside of another question


@dataclass(frozen=True)
class Asked:
    """One question. ``choices``: key → label, for everything that is chosen; else empty.

    ``shown_if`` is the code of an earlier question, ``one_of`` the labels that show this one.
    """

    code: str
    text: str
    help_text: str = ""
    kind: str = "single"
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    shown_if: str = ""
    one_of: frozenset[str] = frozenset()
    starts_page: bool = False

    @property
    def is_chosen(self) -> bool:
        return bool(self.choices)

    @property
    def refers_to(self) -> set[str]:
        """Codes of the questions this one needs the answers of."""
        piped = set(REFERENCE.findall(f"{self.text} {self.help_text}"))
        return piped | ({self.shown_if} if self.shown_if else set())


def in_words(question: Asked, answer: Iterable[str]) -> list[str]:
    """The answer as labels; what is written stands for itself."""
    labels = dict(question.choices)
    return [labels.get(value, value) for value in answer if value]


def visible(questions: Sequence[Asked], answers: Answers) -> list[Asked]:
    """The questions to ask, in order: an answer to a hidden question shows nothing."""
    shown: dict[str, Asked] = {}
    for question in questions:
        if question.shown_if:
            parent = shown.get(question.shown_if)
            if parent is None:
                continue
            said = in_words(parent, answers.get(parent.code, ()))
            if not question.one_of.intersection(said):
                continue
        shown[question.code] = question
    return list(shown.values())


def missing(questions: Sequence[Asked], answers: Answers) -> list[str]:
    """Codes of the questions that are asked, must be answered and are not."""
    asked = visible(questions, answers)
    return [q.code for q in asked if q.required and not any(answers.get(q.code, ()))]


def kept(questions: Sequence[Asked], answers: Answers) -> dict[str, tuple[str, ...]]:
    """The answers that count: those to questions that are asked."""
    found = {q.code: tuple(v for v in answers.get(q.code, ()) if v) for q in questions}
    return {q.code: found[q.code] for q in visible(questions, answers) if found[q.code]}


def screens(questions: Sequence[Asked]) -> list[list[Asked]]:
    """The questions in screens: none stands beside a question whose answer it needs."""
    made: list[list[Asked]] = []
    for question in questions:
        here = made[-1] if made else []
        codes = {other.code for other in here}
        is_full = len(here) >= MOST_ON_A_SCREEN
        if not made or question.starts_page or is_full or codes & question.refers_to:
            made.append([])
        made[-1].append(question)
    return made


def screen_after(questions: Sequence[Asked], answers: Answers, number: int) -> int | None:
    """Number of the next screen with something to ask, from ``number`` on; None at the end."""
    asked = set(visible(questions, answers))
    for index, screen in enumerate(screens(questions)):
        if index >= number and asked.intersection(screen):
            return index
    return None


def screen_of(questions: Sequence[Asked], code: str) -> int:
    return next(
        index
        for index, screen in enumerate(screens(questions))
        if code in {question.code for question in screen}
    )


def first_open_screen(questions: Sequence[Asked], answers: Answers) -> int | None:
    """Where a person goes on: the first screen with a question that has no answer."""
    for question in visible(questions, answers):
        if not any(answers.get(question.code, ())):
            return screen_of(questions, question.code)
    return None


def piped(text: str, questions: Sequence[Asked], answers: Answers, nothing: str) -> str:
    """``text`` with answers in the place of ``{{code}}``; plain text, and never looked at again.

    A question that is hidden, unknown or unanswered gives ``nothing``.
    """
    if "{{" not in text:
        return text
    counting = kept(questions, answers)
    known = {question.code: question for question in questions}

    def answer(match: re.Match[str]) -> str:
        code = match.group(1)
        if code not in counting:
            return nothing
        words = " ".join("、".join(in_words(known[code], counting[code])).split())
        return words if len(words) <= MOST_PIPED else f"{words[:MOST_PIPED]}…"

    return REFERENCE.sub(answer, text)


def spoken_of(text: str) -> str:
    """``text`` where no single person's answers can stand in it: 「…」 for each of them."""
    return REFERENCE.sub("…", text)


def wrong_references(questions: Sequence[Asked]) -> dict[int, str]:
    """Position of a question → why what it refers to is wrong (for editors, in Japanese)."""
    wrong, earlier = {}, dict[str, Asked]()
    for position, question in enumerate(questions):
        if problem := _wrong(question, earlier):
            wrong[position] = problem
        earlier[question.code] = question
    return wrong


def _wrong(question: Asked, earlier: Mapping[str, Asked]) -> str:
    if unknown := sorted(question.refers_to - set(earlier)):
        return f"「{unknown[0]}」という記号の質問が、この質問より前にありません。"
    if not question.shown_if:
        return "「この質問の答えしだいで出す」の記号を入れてください。" if question.one_of else ""
    parent = earlier[question.shown_if]
    if not parent.is_chosen:
        return f"「{parent.code}」は選ぶ質問ではないので、答えで分けられません。"
    if not question.one_of:
        return "「出すときの答え」を1行に1つ入れてください。"
    if strange := sorted(question.one_of - {label for _key, label in parent.choices}):
        return f"「{strange[0]}」は、「{parent.code}」の選択肢にありません。"
    return ""
