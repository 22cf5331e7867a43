"""What changes the search's own data."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from cms.search import queries
from cms.search.analysis import normalise
from cms.search.models import QUERY_LENGTH, Synonym, SynonymSeed, ZeroResultQuery
from cms.search.synonyms import Line

KEPT_FOR = timedelta(days=400)  # a year and a month: enough to compare with last year
MOST_TEXTS_A_DAY = 1000  # a robot that tries words fills no disk
# Telephone numbers, postcodes, birthdays, account numbers: four digits in a row or with hyphens.
_NUMBER_OF_A_PERSON = re.compile(r"\d(?:[\s\-‐-―−ー()]*\d){3}")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load of the first synonyms did, in number of entries."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0  # changed or deleted by an editor, therefore left alone


@transaction.atomic
def load_synonyms(*, lines: Iterable[str]) -> Loaded:
    """Add the entries of the seed file. What editors changed or deleted stays as they left it."""
    seeds = {seed.key: seed for seed in SynonymSeed.objects.select_related("synonym")}
    counts = dict.fromkeys(Loaded.__slots__, 0)
    for line in filter(None, map(Line.parse, lines)):
        counts[_load_line(line, seeds.get(line.words[0]))] += 1
    return Loaded(**counts)


@transaction.atomic
def record_zero_result(*, text: str, day: date) -> None:
    """Count a search that found nothing, unless the text might say who searched.

    Counts older than ``KEPT_FOR`` go at the same time.
    """
    text = normalise(queries.clean(text))
    if not text or len(text) > QUERY_LENGTH or _NUMBER_OF_A_PERSON.search(text) or "@" in text:
        return
    ZeroResultQuery.objects.filter(day__lt=day - KEPT_FOR).delete()
    known = ZeroResultQuery.objects.filter(day=day)
    if known.filter(text=text).update(count=F("count") + 1):
        return
    if known.count() < MOST_TEXTS_A_DAY:
        _, created = known.get_or_create(text=text, day=day, defaults={"count": 1})
        if not created:  # another visitor was faster
            known.filter(text=text).update(count=F("count") + 1)


def _load_line(line: Line, seed: SynonymSeed | None) -> str:
    fields = {
        "words": "、".join(line.words),
        "expands_to": "、".join(line.expands_to),
        "direction": line.direction,
    }
    written = _written(Synonym(**fields))
    if seed is None:
        synonym = Synonym.objects.create(**fields)
        SynonymSeed.objects.create(key=line.words[0], written=written, synonym=synonym)
        return "created"
    if seed.synonym is None or _written(seed.synonym) != seed.written:
        return "kept"
    if seed.written == written:
        return "unchanged"
    for name, value in fields.items():
        setattr(seed.synonym, name, value)
    seed.synonym.save()
    seed.written = written
    seed.save()
    return "updated"


def _written(synonym: Synonym) -> str:
    """An entry as one text. Switching it off is an editor's change too."""
    state = "" if synonym.is_active else " (off)"
    return f"{synonym.words} {synonym.direction} {synonym.expands_to}{state}"
