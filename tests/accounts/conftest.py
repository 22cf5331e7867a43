"""Somebody signed in, and the pieces that the tests of accounts share."""

import pytest
from django.contrib.auth.models import Group

from cms.accounts.services import apply_roles
from tests.builders import make_area, make_group, make_user

PASSWORD = "correct horse battery"


@pytest.fixture
def town(db):
    return make_area(romaji="hachioji-shi")


@pytest.fixture
def staff_of():
    """A function that makes a person of a municipality, 職員 unless told otherwise."""

    def make(area, username: str, role: str = "職員", **fields):
        fields = {"email": f"{username}@town.example", "last_name": username, **fields}
        person = make_user(username, password=PASSWORD, municipality=area, **fields)
        make_group(role, person)
        return person

    return make


@pytest.fixture
def roles(site):
    apply_roles()
    return {group.name: group for group in Group.objects.all()}
