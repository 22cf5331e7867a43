import pytest

from campaigns.forms.taking import licence_key
from cms.accounts.services import apply_roles
from tests.builders import make_area, make_group, make_user
from tests.campaigns.builders import make_asset, make_campaign, make_kit


@pytest.fixture
def campaign(site):
    return make_campaign(site)


@pytest.fixture
def asset(site):
    return make_asset()


@pytest.fixture
def kit(campaign, asset):
    return make_kit(campaign, asset)


@pytest.fixture
def town(site):
    return make_area()


@pytest.fixture
def staff(town, client):
    """職員 of the town, signed in."""
    apply_roles()
    user = make_user("shokuin", municipality=town)
    make_group("職員", user)
    client.force_login(user)
    return user


@pytest.fixture
def accept(client):
    """A function that accepts terms as the page shows them, and answers with the response."""

    def post(address, *licences, **fields):
        data = {"accepted": "on", "read": licence_key(licences), **fields}
        return client.post(address, data)

    return post
