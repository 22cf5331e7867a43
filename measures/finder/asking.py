"""Free words in the conversation: they pick topics through the site search and are not kept."""

from datetime import date

from cms.core.querysets import Reader
from cms.search.searching import search_site
from cms.search.sources import Result

MOST_TOPICS = 5


def topics(typed: str, *, reader: Reader, language: str, on: date) -> list[Result]:
    """Measures and desks about ``typed``, best first; nothing is recorded, not even a miss."""
    if not typed.strip():
        return []
    outcome = search_site(typed, reader=reader, language=language, on=on)
    found = [shown.result for group in outcome.groups for shown in group.items]
    return [*outcome.places, *found][:MOST_TOPICS]
