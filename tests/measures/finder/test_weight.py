"""What a page of the finder weighs on an old telephone, with the whole sample site."""

import gzip

import pytest

from bench.finder_pages import ADDRESS, CHAT, P1
from cms.core.calendar import now
from measures.finder.journey import Journey
from tests.reading import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
HTML_BUDGET = 15_000  # bytes after gzip
STEPS = [
    (ADDRESS, "results"),
    (ADDRESS, "more-jido-fuyo-teate"),
    (ADDRESS, "open-receives-jr-tsukin-teiki-waribiki"),
    (ADDRESS, "memo"),
    (ADDRESS, "continue"),
    (CHAT, "results"),
    (CHAT, "continue"),
]


@pytest.mark.parametrize(("address", "do"), STEPS)
def test_the_first_persona_gets_light_pages(client, address, do):
    screens = ("urgent", "children", "situation", "area", "money", "work")
    state = Journey(P1, screens).seal(at=now())
    response = client.post(address, {"state": state, "do": do})
    assert len(gzip.compress(response.content, 6)) <= HTML_BUDGET
    if do == "results":
        assert len(page_of(response).select("article.result")) >= 30, "nothing is left out"
