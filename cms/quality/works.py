"""著作物一覧 (第7-2): every picture, document and recording with its rights, in words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from wagtail.models import ReferenceIndex

from cms.assets.rights.choices import Use
from cms.assets.rights.models import RightsRecord, refusal_of, rights_of
from cms.assets.rights.using import file_models
from cms.quality.addresses import edit_address
from cms.quality.services import BEFORE

HEADER = (
    "種類",
    "番号",
    "名前",
    "ファイルの名前",
    "権利をもつ人",
    "使える理由",
    "条件",
    "証拠の書類",
    "証拠のメモ",
    *(use.label for use in Use),
    "使える最後の日",
    "国（こども家庭庁）への譲渡",
    "今日ウェブで使えるか",
    "使っているところ",
    "入れた人",
    "入れた日",
)


@dataclass(frozen=True)
class Work:
    """A file, its record of rights (or none) and how many places use it."""

    file: Any
    record: RightsRecord | None
    uses: int
    refusal: str

    @property
    def kind(self) -> str:
        return str(self.file._meta.verbose_name)

    @property
    def address(self) -> str:
        return edit_address(self.file)

    def is_in(self, part: str, *, on: date) -> bool:
        """``part``: all, missing, ending or ended."""
        last = self.record.valid_until if self.record else None
        return {
            "all": True,
            "missing": self.record is None,
            "ending": last is not None and on <= last <= on + BEFORE,
            "ended": last is not None and last < on,
        }[part]


def works(*, on: date) -> list[Work]:
    """Every file, those that may not be used first; two queries for each of the three kinds."""
    found = [work for model in file_models() for work in _works_of(model, on)]
    return sorted(found, key=lambda work: not work.refusal)


def _works_of(model: Any, on: date) -> Iterator[Work]:
    kind = ContentType.objects.get_for_model(model)
    references = ReferenceIndex.objects.filter(to_content_type=kind).order_by()
    places = references.values_list("to_object_id").annotate(Count("object_id", distinct=True))
    uses: Counter[str] = Counter(dict(places))
    for file in model._default_manager.select_related("rights", "uploaded_by_user").order_by("pk"):
        refusal = refusal_of(file, Use.WEB, on=on)
        yield Work(file, rights_of(file), uses[str(file.pk)], refusal)


def cells_of(work: Work) -> tuple[str | int, ...]:
    """A row below HEADER."""
    file, record = work.file, work.record
    person = file.uploaded_by_user
    return (
        work.kind,
        file.pk,
        str(file),
        file.filename,
        *_words_of(record),
        work.refusal or "使えます",
        work.uses,
        str(person) if person else "",
        f"{file.created_at:%Y-%m-%d}",
    )


def _words_of(record: RightsRecord | None) -> tuple[str, ...]:
    if record is None:
        return ("",) * (7 + len(Use))
    return (
        record.holder,
        record.get_licence_display(),
        record.conditions,
        record.evidence_name,
        record.evidence_note,
        *("○" if use in record.uses else "×" for use in Use),
        f"{record.valid_until:%Y-%m-%d}" if record.valid_until else "期限なし",
        record.get_transfer_display(),
    )
