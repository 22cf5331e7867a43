"""Every address below /admin/ as every role: what docs/roles.md says, and never a failure."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from wagtail.models import Site

from cms.accounts.roles import ROLES
from tests.accounts.admin_addresses import every_address, one_of_everything
from tests.builders import make_group, make_user

DOCUMENT = Path(__file__).parents[2] / "docs" / "roles.md"
WITH_ADMIN = {role.name for role in ROLES if role.uses_admin}
REFUSED = {302, 403, 404, 405}
ANSWERS = {200, 400, *REFUSED}


def doors() -> list[tuple[str, list[str], set[str]]]:
    """(area, beginnings of address names, roles) from the second table of the document."""
    text = DOCUMENT.read_text(encoding="utf-8").partition("## Doors of the admin")[2]
    lines = [line for line in text.splitlines() if line.startswith("| ")][1:]
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]
    return [(area, re.findall(r"`([^`]+)`", names), _roles(roles)) for area, names, roles in rows]


def _roles(words: str) -> set[str]:
    if words == "everybody":
        return {role.name for role in ROLES}
    if words == "everybody with the admin":
        return WITH_ADMIN
    return set() if words == "–" else set(words.split(", "))


def area_of(name: str) -> int:
    """Which row of the table a name belongs to: the longest beginning decides."""
    found = [
        (len(beginning), number)
        for number, (_area, beginnings, _roles) in enumerate(doors())
        for beginning in beginnings
        if name.startswith(beginning)
    ]
    assert found, f"{name} stands in no row of docs/roles.md: say who may open it"
    return max(found)[1]


@pytest.fixture
def addresses(roles, town):
    return every_address(one_of_everything(Site.objects.get(is_default_site=True), town))


def test_the_table_names_roles_that_exist():
    names = {role.name for role in ROLES}
    assert len(doors()) > 10
    assert all(roles <= names for _area, _beginnings, roles in doors())


@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_a_role_opens_what_the_table_says(addresses, client, role):
    user = make_user("visitor")
    make_group(role, user)
    client.force_login(user)
    opened, unknown = defaultdict(list), []
    for name, address in addresses:
        status = client.get(address).status_code
        if status not in ANSWERS:
            unknown.append((name, address, status))
        if status == 200:
            opened[area_of(name)].append(name)
    assert unknown == []
    for number, (area, _beginnings, allowed) in enumerate(doors()):
        if role in allowed:
            assert opened[number], f"{role} opens nothing of {area}"
        else:
            assert opened[number] == [], f"{role} opens {area}"


def test_visitors_open_nothing_but_words_and_icons(addresses, client):
    opened = {name for name, address in addresses if client.get(address).status_code == 200}
    assert opened == {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}


def test_a_page_that_fails_on_purpose_is_not_here(client, roles):
    user = make_user("editor")
    make_group("編集者", user)
    client.force_login(user)
    assert client.get("/admin/failwhale/").status_code == 404
