"""Which files a version of a page uses: its fields, StreamFields, rich texts and rows below it."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import ReferenceIndex

from cms.assets.rights.choices import Use
from cms.assets.rights.models import refusal_of


def file_models() -> tuple[type[models.Model], ...]:
    from cms.assets.models import PortalDocument, PortalImage, PortalMedia  # stand on this room

    return PortalImage, PortalDocument, PortalMedia


def files_of(version: models.Model) -> list[Any]:
    """Pictures, documents and recordings that ``version`` (stored or a draft) refers to, each once.

    The reference index knows what is stored; its own way of reading is asked about the draft. The
    first picture of a recording counts, too. One query for each kind of file that is used.
    """
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in file_models()}
    wanted: dict[type[models.Model], set[str]] = defaultdict(set)
    for kind, number, _model_path, _path in ReferenceIndex._extract_references_from_object(version):
        if kind in kinds:
            wanted[kinds[kind]].add(number)
    found: list[Any] = []
    for model in file_models():
        if wanted[model]:
            rows = model._default_manager.filter(pk__in=wanted[model])
            found += rows.select_related("rights", *_posters(model)).order_by("pk")
    posters = [file.poster for file in found if getattr(file, "poster", None)]
    return list(dict.fromkeys([*found, *posters]))


def _posters(model: type[models.Model]) -> list[str]:
    names = {field.name for field in model._meta.get_fields()}
    return ["poster__rights"] if "poster" in names else []


def files_without_rights(
    version: models.Model, use: Use, *, on: date
) -> list[tuple[models.Model, str]]:
    """(file, why) for every file of ``version`` that may not be used so on that day."""
    checked = ((file, refusal_of(file, use, on=on)) for file in files_of(version))
    return [(file, reason) for file, reason in checked if reason]


def named(file: models.Model) -> str:
    """画像「公園」: how sentences name a file."""
    return f"{file._meta.verbose_name}「{file}」"
