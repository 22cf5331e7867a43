"""The shipped data, loaded once for the modules that test it as a whole."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def shipped_areas(django_db_setup, django_db_blocker) -> Iterator[str]:
    """All areas of Japan, gone again after the module; the value is what the command printed."""
    out = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_areas", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)
