"""Days in the forms of the admin: read as people write them, or kept with words that help."""

from datetime import date, datetime, time

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.accounts.admin_users import PortalUserEditForm
from cms.assets.forms import PortalImageForm
from cms.core.calendar import TOKYO
from cms.fields.days import SAY_DAY, SAY_MOMENT, DayBlock, DayField
from cms.navigation.models import EmergencyBanner
from cms.workflow.forms import UpkeepForm
from companies.blocks import PhotoBlock
from directory.models.schedule import ScheduleException
from home.models import StandardPage
from measures.models import Parameter
from tests.builders import make_admin

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, site):
    user = make_admin()
    client.force_login(user)
    return user


def field_of(response, name):
    """What stands in a field of the screen, and what is said about it."""
    page = BeautifulSoup(response.content, "html.parser")
    field = page.find(attrs={"name": name})
    around = field.find_parent(class_="w-field")
    return field.get("value", ""), around.find(class_="w-field__errors").get_text(strip=True)


def add_banner(client, site, ends_at):
    data = {"site": site.pk, "level": 10, "title": "台風", "is_active": "on", "ends_at": ends_at}
    return client.post(reverse("wagtailsnippets_navigation_emergencybanner:add"), data)


@pytest.mark.parametrize("typed", ["令和8年12月31日 23時59分", "２０２６／１２／３１　２３：５９"])
def test_the_end_of_a_banner_is_read(client, site, editor, typed):
    assert add_banner(client, site, typed).status_code == 302
    assert EmergencyBanner.objects.get().ends_at == datetime(2026, 12, 31, 23, 59, tzinfo=TOKYO)


@pytest.mark.parametrize("typed", ["令和8年12月31日", "2026-12-32 09:00", "年末まで"])
def test_an_end_that_cannot_be_read_stays_as_it_was_typed(client, site, editor, typed):
    response = add_banner(client, site, typed)
    assert field_of(response, "ends_at") == (typed, SAY_MOMENT)
    assert not EmergencyBanner.objects.exists()


def add_amount(client, valid_from):
    row = {
        "valid_from": valid_from,
        "value": "5",
        "source_title": "告示",
        "confidence": "confirmed",
    }
    fields = {"key": "a.b", "title": "額", "unit": "円", "runs_over": ""}
    data = nested_form_data({**fields, "values": inline_formset([row])})
    return client.post(reverse("wagtailsnippets_measures_parameter:add"), data)


@pytest.mark.parametrize("typed", ["R9.4.1", "２０２７－０４－０１", "20270401", "2027年4月1日"])
def test_the_day_of_an_amount_is_read(client, site, editor, typed):
    assert add_amount(client, typed).status_code == 302
    assert Parameter.objects.get().values.get().valid_from == date(2027, 4, 1)


@pytest.mark.parametrize("typed", ["2027-02-29", "2027-13-01", "9/4/1", "4/1/27"])
def test_a_day_that_is_none_stays_as_it_was_typed(client, site, editor, typed):
    response = add_amount(client, typed)
    assert field_of(response, "values-0-valid_from") == (typed, SAY_DAY)
    assert not Parameter.objects.exists()


@pytest.mark.parametrize("name", ["go_live_at", "expire_at"])
def test_the_schedule_of_a_page_is_read(site, editor, name):
    form = StandardPage.get_edit_handler().get_form_class()(for_user=editor)
    nine = datetime(2099, 4, 1, 9, tzinfo=TOKYO)
    assert form.fields[name].clean("令和81年4月1日 午前9時") == nine


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (PortalUserEditForm, "expires_on"),
        (PortalImageForm, "rights_valid_until"),
        (UpkeepForm, "next_review"),
    ],
)
def test_forms_of_accounts_and_files_have_the_same_field(form, name):
    assert isinstance(form.base_fields[name], DayField)


def test_a_day_inside_a_text_is_read():
    block = PhotoBlock().child_blocks["until"]
    assert isinstance(block, DayBlock)
    assert block.value_from_datadict({"until": "令和9年4月1日"}, {}, "until") == "令和9年4月1日"
    assert block.clean("令和9年4月1日") == date(2027, 4, 1)
    assert block.clean("") is None


def test_opening_hours_are_read():
    field = formfield_for_dbfield(ScheduleException._meta.get_field("opens"))
    assert field.clean("８時３０分") == time(8, 30)
