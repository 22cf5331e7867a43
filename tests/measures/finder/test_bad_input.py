"""Whatever is posted to the finder is answered: a question, results, or a friendly beginning."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.core.calendar import now
from measures.finder.journey import Journey, unseal
from tests.measures.finder.visitor import ADDRESS
from tests.reading import page_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
CHAT = "/measures/finder/chat/"
AGAIN = "もう一度、はじめから"
KEYS = "area income_self children family_status single_since urgent work savings"
NAMES = [
    "do", "keys", "then", "card", "rows", "topic", "paper", "urgent", "area", "area-code",
    "income_self", "income_self-amount", "income_self-kind", "children", "children-0-stage",
    "children-0-disability", "family_status", "single_since", "savings", "csrfmiddlewaretoken",
]  # fmt: skip
DOS = ["next", "back", "results", "memo", "unknown", "declined", "continue", "search",
       "more", "ask-area", "ask-nothing", "open-area-jido-teate", "open--", "more-jido-teate",
       "more-"]  # fmt: skip
hard = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
texts = st.text(max_size=60) | st.sampled_from(
    ["\x00", "９" * 40, "-1", "1e400", "[1,", "null", '{"revenue": [9, 1]}', "nothing", "府中市"]
)


@hard
@given(
    fields=st.dictionaries(st.sampled_from(NAMES), texts, max_size=8),
    do=st.sampled_from(DOS) | st.text(max_size=20),
    address=st.sampled_from([ADDRESS, CHAT]),
)
def test_every_field_may_hold_anything(client, fields, do, address):
    state = Journey({"urgent": [], "work": ["seeking"]}, ("urgent", "work")).seal(at=now())
    response = client.post(address, {"keys": KEYS, "do": do, **fields, "state": state})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@hard
@given(state=st.text(max_size=300) | st.binary(max_size=200).map(lambda raw: raw.hex()))
def test_a_forged_state_begins_again_and_says_so(client, state):
    response = client.post(ADDRESS, {"state": state, "do": "results"})
    assert response.status_code == 200
    assert AGAIN in words(page_of(response).main)
    assert page_of(response).find("input", value="no_food"), "the first question stands there"


def test_an_old_state_begins_again_and_says_so(client):
    state = Journey({"urgent": []}, ("urgent",)).seal(at=now() - timedelta(minutes=31))
    answer = client.post(ADDRESS, {"state": state, "do": "memo"})
    assert AGAIN in words(page_of(answer).main)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"state=" + b"a" * 3_000_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % n for n in range(10_500)), "application/x-www-form-urlencoded"),
        (b"state=%ff%fe&do=results", "application/x-www-form-urlencoded"),
        (b"state=1", "application/x-www-form-urlencoded; charset=latin1"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
        (b'{"state": 1}', "application/json"),
        (b"", "text/plain"),
    ],
    ids=["large", "many fields", "no UTF-8", "charset", "cut off", "no boundary", "JSON", "empty"],
)
def test_a_body_that_cannot_be_read_begins_again_and_says_so(client, body, kind):
    response = client.post(ADDRESS, data=body, content_type=kind)
    assert response.status_code == 200
    assert AGAIN in words(page_of(response).main)


def test_beginning_again_forgets_everything(client):
    """The link is a plain GET: the page it brings holds an empty state."""
    state = Journey({"urgent": ["dv"]}, ("urgent",)).seal(at=now())
    page = page_of(client.post(ADDRESS, {"state": state, "do": "results"}))
    again = page_of(client.get(page.find("a", attrs={"data-restart": True})["href"]))
    fresh = unseal(again.find("input", attrs={"name": "state"})["value"], at=now())
    assert fresh == Journey()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
