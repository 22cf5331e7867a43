"""Spreadsheets out: answers (one row a person, one column a question) and links."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from cms.core.calendar import TOKYO
from cms.spreadsheets.writing import xlsx
from cms.surveys.definitions import Definition
from cms.surveys.flow import in_words, spoken_of
from cms.surveys.guest_lists import Guest
from cms.surveys.models import Answer, Response

ABOUT = ("送られた日時", "だれから", "自治体", "何について")
TITLE = "回答"
LINKS = ("自治体コード", "だれへ", "何について", "使える最後の日", "リンク")


def links_as_xlsx(links: Iterable[tuple[Guest, str]], until: date) -> bytes:
    """One row a link: to whom it goes, and the address."""
    rows = [
        [
            guest.area.code6 if guest.area else "",
            guest.label,
            guest.context,
            until.isoformat(),
            address,
        ]
        for guest, address in links
    ]
    return xlsx("リンク", LINKS, rows)


def answers_as_xlsx(definition: Definition) -> tuple[bytes, int]:
    """The file and the number of rows. Of an anonymous questionnaire only the answers."""
    anonymous = definition.survey.is_anonymous
    asked = (spoken_of(question.text) for question in definition.questions)
    header = [*([] if anonymous else ABOUT), *asked]
    rows = list(_rows(definition, anonymous=anonymous))
    return xlsx(TITLE, header, rows), len(rows)


def _rows(definition: Definition, *, anonymous: bool) -> Iterator[list[str]]:
    sent = Response.objects.finished().filter(survey=definition.survey)
    sent = sent.select_related("invitation", "area", "area__parent")
    order = ("pk",) if anonymous else ("finished_at", "pk")  # random keys: no order tells anything
    answers = _answers(definition)
    for response in sent.order_by(*order):
        told = answers[response.pk]
        about = [] if anonymous else _about(response)
        yield [
            *about,
            *("、".join(in_words(q, sorted(told.get(q.code, ())))) for q in definition.questions),
        ]


def _about(response: Response) -> list[str]:
    sent = response.finished_at
    return [
        f"{sent.astimezone(TOKYO):%Y-%m-%d %H:%M}" if sent else "",
        response.invitation.label if response.invitation else "",
        response.area.full_name if response.area else "",
        response.context,
    ]


def _answers(definition: Definition) -> dict[object, dict[str, list[str]]]:
    """Key of a response → code → what was chosen or written; one query."""
    found: dict[object, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    codes = definition.code_of
    rows = Answer.objects.filter(response__is_finished=True, question__survey=definition.survey)
    for response, question, option, value in rows.values_list(
        "response_id", "question_id", "option_id", "value"
    ):
        found[response][codes[question]].append(str(option) if option else value)
    return found
