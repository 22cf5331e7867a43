"""What an object puts into the index. The same words on every database."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Manager, Model
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.utils import get_content_type_pk

from cms.search import analysis

TITLE_FIELDS = frozenset({"title", "name"})
TITLE_BOOST = 3.0  # a SearchField with this boost or more counts as a title
MAX_TERMS = 16_000  # PostgreSQL keeps word positions up to 16,383
MAX_BYTES = 400_000  # PostgreSQL refuses vectors above 1 MB
AVERAGE_TERMS = 60.0  # terms in a typical description of a measure
LENGTH_INFLUENCE = 0.5

# Words no analysis produces: they mark where a title begins and ends, so that a phrase query can
# tell 児童扶養手当 from 特別児童扶養手当. Both stores keep them as ordinary words.
TITLE_BEGINS = "0begin"
TITLE_ENDS = "0end"


@dataclass(slots=True)
class Entry:
    """Terms of one object by index column."""

    title: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    autocomplete: list[str] = field(default_factory=list)

    @property
    def length_norm(self) -> float:
        """Below 1 for long texts: a word found in them says less about what they are about."""
        share = (len(self.title) + len(self.body)) / AVERAGE_TERMS
        return 1 / (1 - LENGTH_INFLUENCE + LENGTH_INFLUENCE * max(share, 0.5))


def entry_of(obj: Any) -> Entry:
    """The index entry of any indexed object, from its ``search_fields``."""
    entry = Entry()
    for each, text in _texts(obj, obj.get_search_fields()):
        if isinstance(each, AutocompleteField):
            entry.autocomplete += analysis.tails(text)
        elif is_title(each):
            for line in text.splitlines():
                entry.title += _framed(line)
        else:
            entry.body += analysis.index_terms(text)
    for terms in (entry.title, entry.body, entry.autocomplete):
        _shorten(terms)
    return entry


class AnalysedIndex(ABC):
    """Index class for both databases: our analysis, one upsert for any number of objects."""

    entries: Any
    backend: Any

    def add_items(self, model: Any, objs: Iterable[Model]) -> None:
        rows = [self._row(get_content_type_pk(model), obj) for obj in objs]
        if rows and model.get_search_fields():
            self.entries.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["content_type", "object_id"],
                update_fields=["title", "body", "autocomplete", "title_norm"],
                batch_size=500,
            )

    @abstractmethod
    def column(self, terms: Sequence[str]) -> Any:
        """The value of a text column as this database wants it."""

    def _refresh_title_norms(self, full: bool = False) -> None:  # noqa: B027  on purpose
        """Nothing to do: ``title_norm`` holds the length norm, known when the entry is made."""

    def _row(self, content_type_pk: int, obj: Model) -> Model:
        entry = entry_of(obj)
        return self.entries.model(
            content_type_id=content_type_pk,
            object_id=str(obj.pk),
            title=self.column(entry.title),
            body=self.column(entry.body),
            autocomplete=self.column(entry.autocomplete),
            title_norm=entry.length_norm,
        )


def is_title(search_field: SearchField) -> bool:
    """Fields called title or name, and whatever is boosted like one."""
    return search_field.field_name in TITLE_FIELDS or (search_field.boost or 0) >= TITLE_BOOST


def _framed(title: str) -> list[str]:
    """Terms of a name between marks, its reading between marks, readings of its parts."""
    written = list(analysis.terms(title))
    spoken = analysis.squeeze(analysis.reading(title))
    if not spoken:
        return written  # blank, or nothing one could say
    parts = analysis.index_terms(title, every_tail=True)[len(written) :]
    return [TITLE_BEGINS, *written, TITLE_ENDS, TITLE_BEGINS, spoken, TITLE_ENDS, *parts]


def _texts(obj: Model, search_fields: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    for each in search_fields:
        if isinstance(each, RelatedFields):
            for related in _related(each.get_value(obj)):
                yield from _texts(related, each.fields)
        elif isinstance(each, SearchField | AutocompleteField):
            yield each, text_of(each.get_value(obj))


def _related(value: Any) -> Iterable[Model]:
    if isinstance(value, Manager):
        return value.all()
    value = value() if callable(value) else value
    return () if value is None else (value,)


def text_of(value: Any) -> str:
    """Text of any field value; an empty field is no word (modelsearch would index "None")."""
    match value:
        case None:
            return ""
        case str():
            return value
        case dict():
            return ", ".join(map(text_of, value.values()))
        case list() | tuple() | set():
            return ", ".join(map(text_of, value))
        case _:
            return str(value)


def _shorten(terms: list[str]) -> None:
    del terms[MAX_TERMS:]
    size = 0
    for position, term in enumerate(terms):
        size += len(term.encode()) + 4
        if size > MAX_BYTES:
            del terms[position:]
            return
