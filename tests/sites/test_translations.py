"""The report of translations: each site's people see what is translated on theirs."""

import pytest
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail_localize.models import Translation, TranslationSource

from cms.navigation.models import Menu
from cms.translation.services.translating import submit_page
from tests.builders import make_admin, make_locale
from tests.reading import page_of
from tests.sites.conftest import OTHER

pytestmark = pytest.mark.django_db

REPORT = "/admin/localize/reports/translations/"


@pytest.fixture
def translations(pages, main, tokyo):
    """Addresses of what is being translated: a page of each site, one a draft, and its menu."""
    pages["local"].unpublish()
    sites, found = {"national": main, "local": tokyo}, {}
    for name, page in pages.items():
        submit_page(page=page, language="vi")
        menu = Menu.objects.filter(site=sites[name]).first()
        source, _made = TranslationSource.get_or_create_from_instance(menu)
        Translation.objects.create(source=source, target_locale=make_locale("vi"))
        edits = (AdminURLFinder().get_edit_url(each) for each in (page, menu))
        found[name] = set(edits)
    return found


def listed_at(client, address):
    return {link["href"] for link in page_of(client.get(address)).find_all("a", href=True)}


@pytest.mark.parametrize("address", [REPORT, f"{REPORT}results/"])
@pytest.mark.parametrize(("who", "where"), OTHER)
def test_the_report_of_translations_lists_the_own_site_s(
    sign_in, translations, pages, who, where, address
):
    own = "local" if where == "national" else "national"
    listed = listed_at(sign_in(who), address)
    page = f"/admin/pages/{pages[own].pk}/edit/"
    assert page in listed
    assert (translations[own] - {page} <= listed) == who.endswith("approver"), "who keeps menus"
    assert not translations[where] & listed


def test_administrators_see_every_translation(client, translations):
    client.force_login(make_admin())
    assert translations["national"] | translations["local"] <= listed_at(client, REPORT)
