"""Editors keep offices and organisations in the admin."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from directory.models import Contact, MunicipalityPage, Office, Organization, Schedule
from tests.builders import (
    add_page,
    make_admin,
    make_area,
    make_directory,
    make_office,
    make_prefecture,
)
from tests.reading import page_of, words
from tests.workflow.builders import publish_by_hand

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_directory_office:list"
ADD = "wagtailsnippets_directory_office:add"


@pytest.fixture
def editor(site) -> Client:
    client = Client()
    client.force_login(make_admin())
    return client


@pytest.fixture
def town():
    return make_area()


def rows(prefix: str, *filled: dict[str, str]) -> dict[str, str]:
    """The fields of an inline formset."""
    counts = {
        "TOTAL_FORMS": len(filled),
        "INITIAL_FORMS": 0,
        "MIN_NUM_FORMS": 0,
        "MAX_NUM_FORMS": 1000,
    }
    fields = {f"{prefix}-{name}": str(count) for name, count in counts.items()}
    for number, row in enumerate(filled):
        fields |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
        fields |= {f"{prefix}-{number}-id": "", f"{prefix}-{number}-DELETE": ""}
    return fields


def office_form(**fields: str) -> dict[str, str]:
    office = {
        "external_id": "office-1",
        "name": "子育て支援課",
        "tasks": ["allowance", "general"],
        "priority": "100",
        "verification": "unconfirmed",
    }
    contact = {"channel": "tel", "value": "042-620-7368", "extension": "", "ORDER": "1"}
    schedule = {
        "monday": "on",
        "opens": "8:30",
        "closes": "17:15",
        "weeks": "",
        "holidays": "closed",
    }
    return {
        **office,
        **rows("contacts", contact),
        **rows("schedules", schedule),
        **rows("exceptions"),
        **rows("service_areas"),
        **fields,
    }


def errors_of(response) -> str:
    return words(page_of(response).body)


def test_an_editor_writes_and_publishes_an_office(editor, town):
    form = office_form(area=str(town.pk))
    draft = editor.post(reverse(ADD), form)
    assert draft.status_code == 302
    office = Office.objects.get()
    assert not office.live
    edit = reverse("wagtailsnippets_directory_office:edit", args=[office.pk])
    assert editor.get(edit).status_code == 200
    saved = {
        "contacts-0-id": str(Contact.objects.get().pk),
        "contacts-INITIAL_FORMS": "1",
        "schedules-0-id": str(Schedule.objects.get().pk),
        "schedules-INITIAL_FORMS": "1",
    }
    response = publish_by_hand(editor, editor.post(edit, {**form, **saved, "action-publish": "1"}))
    assert response.status_code == 302
    office = Office.objects.get()
    assert office.live
    assert office.tasks == ["allowance", "general"]
    assert [row.area for row in office.service_areas.all()] == [town]
    assert Contact.objects.get().href == "tel:+81426207368"


def test_a_wrong_number_is_refused_and_kept(editor, town):
    form = office_form(**{"area": str(town.pk), "contacts-0-value": "042-62O"})
    response = editor.post(reverse(ADD), form)
    assert response.status_code == 200
    assert "数字とハイフンだけ" in errors_of(response)
    assert page_of(response).find("input", attrs={"name": "contacts-0-value"})["value"] == "042-62O"
    assert not Office.objects.exists()


def test_an_office_without_a_place_is_refused(editor, town):
    response = editor.post(reverse(ADD), office_form())
    assert response.status_code == 200
    assert "「地域」" in errors_of(response)
    everybody = rows("service_areas", {"area": ""})
    response = editor.post(reverse(ADD), {**office_form(), **everybody})
    assert "「地域」" in errors_of(response)


def test_the_list_is_found_by_name_and_filtered(editor, town):
    osaka = make_prefecture("27000", "大阪府", "おおさかふ")
    make_office(town, name="八王子の窓口", tasks=["allowance"])
    make_office(
        osaka,
        name="大阪の窓口",
        tasks=["loan"],
        verification="confirmed",
        confirmed_on=date(2020, 1, 1),
    )
    expected = {
        "": {"八王子の窓口", "大阪の窓口"},
        f"?prefecture={osaka.pk}": {"大阪の窓口"},
        "?task=allowance": {"八王子の窓口"},
        "?age=400": {"八王子の窓口", "大阪の窓口"},
        "?age=never": {"八王子の窓口"},
        "?verification=confirmed": {"大阪の窓口"},
        "?q=大阪": {"大阪の窓口"},
    }
    for query, names in expected.items():
        response = editor.get(reverse(LIST) + query)
        text = errors_of(response)
        assert {name for name in ("八王子の窓口", "大阪の窓口") if name in text} == names, query


def test_the_list_exports(editor, town):
    make_office(town)
    response = editor.get(reverse(LIST) + "?export=csv")
    assert response.status_code == 200
    assert "子育て支援課" in b"".join(response.streaming_content).decode()


def test_organisations_have_their_own_list(editor):
    Organization.objects.create(name="ひとり親の会", kind="non_profit")
    response = editor.get(reverse("wagtailsnippets_directory_organization:list"))
    assert "ひとり親の会" in errors_of(response)


def test_a_page_of_a_town_takes_the_towns_address(editor, site, town):
    index = make_directory(site)
    url = reverse("wagtailadmin_pages:add", args=["directory", "municipalitypage", index.pk])
    form = {
        "title": "八王子市",
        "slug": "whatever",
        "area": str(town.pk),
        "introduction": "",
        "body-count": "0",
    }
    response = publish_by_hand(editor, editor.post(url, {**form, "action-publish": "1"}))
    assert response.status_code == 302
    page = MunicipalityPage.objects.get()
    assert page.url == "/directory/132012/"
    response = editor.post(url, {**form, "action-publish": "1"})
    assert MunicipalityPage.objects.count() == 1


def test_a_page_of_a_town_can_be_previewed(site, town, rf):
    page = add_page(
        make_directory(site), MunicipalityPage, title="八王子市", slug="132012", area=town
    )
    response = page.make_preview_request(preview_mode="")
    assert response.status_code == 200
    assert "八王子市の窓口" in response.content.decode()


@pytest.mark.parametrize(
    ("opens", "closes", "is_refused"),
    [("18:00", "17:15", True), ("18:00", "09:00", False), ("07:00", "00:00", False)],
)
def test_hours_through_a_night_and_a_day_are_a_slip(editor, town, opens, closes, is_refused):
    times = {"schedules-0-opens": opens, "schedules-0-closes": closes}
    response = editor.post(reverse(ADD), office_form(area=str(town.pk), **times))
    assert response.status_code == (200 if is_refused else 302)
    assert Office.objects.exists() is not is_refused
    if is_refused:
        assert "時刻を確かめてください" in errors_of(response)
