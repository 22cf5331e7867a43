"""Easier words for hard ones and readings of names; what editors changed stays as it is."""

from typing import Any

from django.db import transaction

from cms.readability.models import PlainTerm, Reading


@transaction.atomic
def build_readability(content: dict[str, Any]) -> None:
    for record in content["terms"]:
        fields = {**record, "source_title": record.get("source_title", content["own"])}
        PlainTerm.objects.get_or_create(term=fields.pop("term"), defaults=fields)
    for word, reading, kind in content["readings"]:
        Reading.objects.get_or_create(word=word, defaults={"reading": reading, "kind": kind})
