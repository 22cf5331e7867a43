"""What a visitor asks of the search page, from whatever the address holds."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from cms.areas.models import Area
from cms.search import queries
from cms.search.sources import SearchSource


@dataclass(frozen=True, slots=True)
class Question:
    """``typed`` is shown again in the form; ``text`` is searched. ``section``: a source's key."""

    typed: str = ""
    text: str = ""
    is_too_long: bool = False
    section: str = ""
    prefecture: Area | None = None
    page: str = "1"

    @property
    def is_blank(self) -> bool:
        return not self.text

    def address(self, **changes: str) -> str:
        """Query string of the same question with other filters: ``?q=…&section=…``."""
        parameters = {
            "q": self.typed,
            "section": self.section,
            "prefecture": self.prefecture.code6 if self.prefecture else "",
            **changes,
        }
        return "?" + urlencode({name: value for name, value in parameters.items() if value})


def read_question(
    data: QueryDict, *, sources: list[SearchSource], prefectures: list[Area]
) -> Question:
    """Unknown sections and prefectures are no filter; too much text is cut, and said so."""
    given = data.get("q", "")
    text = queries.clean(given)
    return Question(
        typed=text,
        text=text,
        is_too_long=len(given.strip()) > queries.MAX_CHARACTERS,
        section=next((each.key for each in sources if each.key == data.get("section")), ""),
        prefecture=next((a for a in prefectures if a.code6 == data.get("prefecture")), None),
        page=data.get("page", "1"),
    )
