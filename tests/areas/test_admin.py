"""Editors list, search and complete areas."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.areas.models import Area, FormerName
from tests.builders import make_admin, make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_admin())
    return client


def listed(client: Client, query: str = "") -> str:
    response = client.get(reverse("wagtailsnippets_areas_area:list"), {"q": query} if query else {})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main").get_text(" ", strip=True)


@pytest.mark.parametrize("query", ["八王子", "はちおうじ", "132012", "恩方"])
def test_an_area_is_found_by_name_reading_code_and_old_name(editor: Client, query: str) -> None:
    area = make_area()
    FormerName.objects.create(area=area, name="南多摩郡恩方村")
    make_area("13202", "立川市", "たちかわし")
    text = listed(editor, query)
    assert "八王子市" in text
    assert "立川市" not in text


def test_the_list_has_japanese_headings(editor: Client) -> None:
    make_area()
    text = listed(editor)
    for heading in ("名称", "よみ", "全国地方公共団体コード", "種別"):
        assert heading in text


def test_the_edit_form_shows_the_area_and_its_old_names(editor: Client) -> None:
    area = make_area()
    FormerName.objects.create(area=area, name="南多摩郡恩方村")
    response = editor.get(reverse("wagtailsnippets_areas_area:edit", args=[area.pk]))
    page = BeautifulSoup(response.content, "html.parser")
    assert page.find("input", {"name": "name"})["value"] == "八王子市"
    assert page.find("input", {"name": "former_names-0-name"})["value"] == "南多摩郡恩方村"


def form(area: Area, **changes: str) -> dict[str, str]:
    fields = {
        "code6": area.code6, "kind": area.kind, "name": area.name, "kana": area.kana,
        "romaji": area.romaji, "county": "", "county_kana": "", "parent": str(area.parent_id),
        "website": "", "has_welfare_office": "true", "latitude": "", "longitude": "",
        "valid_from": "", "valid_to": "", "successor": "", "source": "",
        "former_names-TOTAL_FORMS": "1", "former_names-INITIAL_FORMS": "0",
        "former_names-MIN_NUM_FORMS": "0", "former_names-MAX_NUM_FORMS": "1000",
        "former_names-0-name": "南多摩郡恩方村", "former_names-0-kana": "",
        "former_names-0-until": "", "former_names-0-source": "", "former_names-0-id": "",
        "former_names-0-ORDER": "1",
    }  # fmt: skip
    return fields | changes


def test_an_editor_adds_a_site_and_an_old_name(editor: Client) -> None:
    area = make_area()
    url = reverse("wagtailsnippets_areas_area:edit", args=[area.pk])
    editor.post(url, form(area, website="https://www.city.hachioji.tokyo.jp/"))
    area.refresh_from_db()
    assert area.website == "https://www.city.hachioji.tokyo.jp/"
    assert area.search_keys.filter(key="恩方村", kind="former").exists()


def test_a_wrong_code_is_refused_and_kept_in_the_form(editor: Client) -> None:
    area = make_area()
    url = reverse("wagtailsnippets_areas_area:edit", args=[area.pk])
    response = editor.post(url, form(area, code6="132013"))
    page = BeautifulSoup(response.content, "html.parser")
    assert page.find("input", {"name": "code6"})["value"] == "132013"
    assert Area.objects.get(pk=area.pk).code6 == "132012"


@pytest.mark.parametrize(
    "query", ["八王子", "はちおうじ", "ハチオウジ", "１３２０１２", "Hachioji"]
)
@pytest.mark.parametrize("part", ["choose", "choose_results"])
def test_a_place_is_chosen_by_what_one_calls_it(editor: Client, query: str, part: str) -> None:
    make_area(romaji="hachioji").save()
    make_area("13202", "立川市", "たちかわし")
    response = editor.get(reverse(f"wagtailsnippetchoosers_areas_area:{part}"), {"q": query})
    assert response.status_code == 200
    text = response.json()["html"] if part == "choose" else response.content.decode()
    assert "八王子市" in text
    assert "立川市" not in text


def test_what_is_no_place_is_told_and_nothing_typed_means_all(editor: Client) -> None:
    make_area()
    address = reverse("wagtailsnippetchoosers_areas_area:choose_results")
    assert "八王子市" not in editor.get(address, {"q": "どこでもない"}).content.decode()
    assert "八王子市" in editor.get(address).content.decode()
    assert editor.get(address, {"q": "\x00" * 5000}).status_code == 200


@pytest.mark.parametrize("query", ["新市", "13299", "１３２９９"])
def test_a_merger_is_entered_before_its_day(editor: Client, query: str) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    make_area("13299", "新市", "しんし", valid_from=tomorrow)
    address = reverse("wagtailsnippetchoosers_areas_area:choose_results")
    assert "新市" in editor.get(address, {"q": query}).content.decode()
