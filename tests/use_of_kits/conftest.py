import pytest

from cms.accounts.services import apply_roles
from tests.builders import make_area, make_group, make_user
from tests.use_of_kits.builders import know_how_index, make_distribution, make_kit, make_parcel


@pytest.fixture
def index(site):
    return know_how_index(site)


@pytest.fixture
def town(site):
    return make_area()


@pytest.fixture
def round_(index, site):
    return make_distribution(make_kit(site))


@pytest.fixture
def parcel(round_, town):
    """200 copies to 八王子市."""
    return make_parcel(round_, town)


@pytest.fixture
def publicity(site, client):
    """Somebody of 広報, signed in."""
    apply_roles()
    user = make_user("koho")
    make_group("広報", user)
    client.force_login(user)
    return user


@pytest.fixture
def staff(site):
    """A function that makes 職員 of a municipality."""
    apply_roles()

    def make(area, name="shokuin", **fields):
        user = make_user(name, municipality=area, **fields)
        make_group("職員", user)
        return user

    return make
