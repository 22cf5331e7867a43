"""The people of a review: an editor, a town's confirming person, two who decide for the agency."""

import pytest

from cms.accounts.services import apply_roles
from cms.translation.selectors import managed
from tests.builders import make_area, make_standard_page
from tests.translation.builders import english_site, translate
from tests.workflow.builders import JAPANESE, make_named_measure, make_person, write


@pytest.fixture
def roles(site):
    apply_roles()
    return site


@pytest.fixture
def town(db):
    return make_area()


@pytest.fixture
def editor(roles):
    return make_person("editor", "編集者")


@pytest.fixture
def approver(roles):
    return make_person("approver", "承認者")


@pytest.fixture
def clerk(roles, town):
    return make_person("clerk", "事実確認者", municipality=town)


@pytest.fixture
def local(roles, town):
    """A public measure that tells about the town."""
    return make_named_measure(roles, town)


@pytest.fixture
def national(roles):
    return make_named_measure(roles, slug="jido-teate")


@pytest.fixture
def english(roles):
    english_site(roles)
    apply_roles()  # translators have rights in the trees of other languages
    return roles


@pytest.fixture
def translator(english):
    return make_person("translator", "翻訳者")


@pytest.fixture
def public(english):
    """A page that is public in Japanese and in English ("About")."""
    page = make_standard_page(english)
    page.save_revision().publish()
    return translate(page, **{JAPANESE: "About"})


@pytest.fixture
def reworded(public, translator):
    translation = managed(public)
    write(translation, translator, **{JAPANESE: "About this site"})
    return translation
