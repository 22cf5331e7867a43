"""Writing rights down."""

from functools import partial
from typing import Any

from django.db import models, transaction

from cms.assets.rights.models import RightsRecord


def field_for(file: models.Model) -> str:
    """The field of the record that holds ``file``: image, document or media."""
    names = {"portalimage": "image", "portaldocument": "document", "portalmedia": "media"}
    return names[file._meta.model_name or ""]


@transaction.atomic
def record_rights(*, file: models.Model, **fields: Any) -> RightsRecord:
    """Write the rights in ``file`` down; what is not named stays. An evidence replaced is removed.

    ``fields`` are those of RightsRecord.
    """
    name = field_for(file)
    record = RightsRecord.objects.filter(**{name: file}).first() or RightsRecord()
    setattr(record, name, file)  # the file knows its record from now on, too
    before = record.evidence.name
    for key, value in fields.items():
        setattr(record, key, value)
    record.save()
    if before and before != record.evidence.name:
        transaction.on_commit(partial(record.evidence.storage.delete, before))
    return record


def record_pending(file: models.Model) -> None:
    """Write down what a form said about the rights of ``file``, which was just saved."""
    fields = file.__dict__.pop("rights_to_record", None)
    if fields:
        record_rights(file=file, **fields)
