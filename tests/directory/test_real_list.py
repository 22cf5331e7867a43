"""The open list of 7,540 windows, when it lies beside the checkout."""

import random

from cms.areas.models import Area
from cms.areas.services import load_areas
from cms.core.calendar import now, today
from directory.importing.writing import import_offices
from directory.models import Office
from tests.builders import make_directory
from tests.reading import links_of, page_of

SAMPLE = 12


def test_every_row_is_taken_and_every_municipality_can_be_called(client, site, shared):
    path = shared / "data" / "windows" / "offices_fukushi_portal.csv"
    make_directory(site)
    load_areas(at=now())
    first = import_offices(path=path, index=False)
    assert (first.rows, first.problems) == (7_540, [])
    assert Office.objects.filter(live=True).count() == 7_279
    assert Office.objects.filter(verification="confirmed").count() == 114
    second = import_offices(path=path, index=False)
    assert len(second.offices.unchanged) == 7_540
    towns = list(Area.objects.current(today()).municipalities().order_by("code6"))
    assert len(towns) == 1_741
    for town in random.Random(2).sample(towns, SAMPLE):
        response = client.get(f"/directory/{town.code6}/")
        calls = links_of(page_of(response).find("div", class_="stack"))
        assert response.status_code == 200
        assert any(address.startswith("tel:+81") for address in calls.values()), town.full_name
