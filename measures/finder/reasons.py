"""Lines of an explanation in the visitor's language.

The engine explains in Japanese sentences. In another language a line names the question and the
answer it looked at; what only the desk can check stays Japanese and is marked so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.areas.models import Area
from cms.core.languages import speaks_japanese
from measures.answering.telling import answer_text
from measures.answering.words import words_of
from measures.eligibility.evaluate import Reason
from measures.eligibility.vocabulary import QUESTIONS
from measures.finder.journey import Journey
from measures.rules import QuestionWords


@dataclass(frozen=True)
class Line:
    """``key`` is the question that can settle it, if any; ``lang``: if not the page's."""

    text: str
    key: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Telling:
    """Names of questions and the answers given to them, by key; nothing in Japanese.

    ``lang``: of the engine's sentences, where it is not the page's.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    lang: str = ""

    def line(self, reason: Reason, key: str = "") -> Line:
        name = self.names.get(reason.question or "")
        if name is None or reason.kind == "parameter":
            return Line(reason.text, key, self.lang)
        answer = self.answers.get(reason.question or "")
        if answer is None or reason.kind == "open":
            return Line(name, key)
        return Line(_("%(question)s: %(answer)s") % {"question": name, "answer": answer}, key)


def telling_of(
    journey: Journey, written: Mapping[str, QuestionWords], area: Area | None
) -> Telling:
    """What explains a verdict in the active language."""
    found = {key: words_of(key, written) for key in QUESTIONS}
    own = {key: words for key, words in found.items() if words.is_own}
    answers = {
        key: answer_text(own[key], value, area) for key, value in journey.told.items() if key in own
    }
    names = {key: words.name for key, words in own.items()}
    return Telling(names, answers, "" if speaks_japanese() else "ja")
