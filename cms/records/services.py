"""Writing access records."""

from datetime import datetime
from typing import Any

from django.db import models

from cms.records.choices import Action
from cms.records.models import AccessRecord


def record_access(
    *,
    at: datetime,
    action: Action,
    actor: Any = None,
    actor_name: str = "",
    target: models.Model | None = None,
    label: str = "",
    address: str | None = None,
    reason: str = "",
) -> AccessRecord:
    """Add one row. ``actor`` may be anonymous; ``actor_name`` is then what was typed, if anything.

    Texts are cut to their columns: a hostile name must not cost us the record of it.
    """
    known = actor if getattr(actor, "pk", None) else None
    return AccessRecord.objects.create(
        at=at,
        actor=known,
        actor_name=(actor_name or (str(known) if known else ""))[:200].replace("\x00", ""),
        action=action,
        kind=target._meta.label_lower if target is not None else "",
        key=str(target.pk)[:64] if target is not None else "",
        label=(label or (str(target) if target is not None else ""))[:300].replace("\x00", ""),
        address=address,
        reason=reason[:300].replace("\x00", ""),
    )
