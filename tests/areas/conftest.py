"""The shipped data, loaded once for the modules that test it as a whole."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone

from cms.areas.services import load_areas


@pytest.fixture(scope="module")
def shipped_areas(django_db_setup, django_db_blocker) -> Iterator[None]:
    """All areas of Japan; gone again after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_areas(at=timezone.now())
        yield
        transaction.set_rollback(True)
