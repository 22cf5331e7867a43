"""Whatever is posted for a rule: an answer in Japanese at the right place, never an error."""

from dataclasses import replace

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measures.eligibility.ages import Mark
from measures.eligibility.checks import faults
from measures.eligibility.conditions import ChildAge
from measures.eligibility.errors import UnreadableError
from measures.eligibility.rule import read_rule
from measures.rule_forms import MeasureForm
from measures.rule_storage import rule_record
from tests.builders import give_rule, make_admin, make_measure
from tests.measures.eligibility.worlds import library
from tests.measures.rule_forms import posted_rows, posted_rule
from tests.measures.test_admin import measure_form

pytestmark = pytest.mark.django_db
SLUG = "jido-teate"
RULE = library().rules["jido-fuyo-teate"]
FORM = measure_form(**posted_rule(RULE), examples=posted_rows([]))
NAMES = sorted(name for name in FORM if name.startswith("rule-"))
WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "-1", "0", "99999999999", "fy18", "age999", "child", "path", "nothing",
                     "13", "132012", "x" * 5000, "2026-13-45", "\x00", "jidofuyo.limit_partial"]),
)  # fmt: skip
changes = st.dictionaries(st.sampled_from(NAMES), st.one_of(st.none(), WORDS), max_size=5)


def hostile(wrong):
    form = {name: value for name, value in FORM.items() if wrong.get(name, "") is not None}
    return {**form, **{name: value for name, value in wrong.items() if value is not None}}


@pytest.fixture
def measure(site, client):
    client.force_login(make_admin())
    return give_rule(make_measure(site, slug=SLUG), library().rules[SLUG])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(wrong=changes)
def test_the_panel_survives_every_form(client, measure, wrong):
    address = reverse("measures_rule_review", args=[measure.pk])
    assert client.post(address, hostile(wrong)).status_code in (200, 400)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(wrong=changes)
def test_the_editing_screen_survives_every_form(client, measure, wrong):
    address = reverse("wagtailadmin_pages:edit", args=[measure.pk])
    assert client.post(address, hostile(wrong)).status_code in (200, 302, 400)


def test_half_a_form_is_refused(client, measure):
    form = {name: value for name, value in FORM.items() if name != "rule-count"}
    address = reverse("wagtailadmin_pages:edit", args=[measure.pk])
    assert client.post(address, form).status_code == 400


JUNK = st.recursive(
    st.one_of(st.none(), st.integers(), st.text(max_size=10)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=5,
)
CONDITIONS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["child", "income", "tax", "area", "manual", "oops"]),
        "value": st.dictionaries(
            st.sampled_from(["any", "param", "codes", "after", "until", "from"]), JUNK
        ),
    }
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CONDITIONS, max_size=3), min_size=1, max_size=3))
def test_any_stored_stream_becomes_a_rule_or_faults_with_a_place(paths):
    """Stored streams too: they may be older than the code that reads them."""
    stream = [
        {"type": "path", "value": {"label": "x", "conditions": conditions}} for conditions in paths
    ]
    record = rule_record(measure="m", as_of=RULE.as_of, stream=stream)
    assert all(fault.message for fault in faults_of(record))


def faults_of(record):
    try:
        rule = read_rule(record)
    except UnreadableError as unreadable:
        return unreadable.faults
    return faults(rule, library().parameters, [], library().rules)


UNREACHABLE = ChildAge(start=Mark("fy", 18), until=Mark("fy", 6))


@pytest.mark.parametrize(
    ("paths", "place", "message"),
    [
        ([replace(RULE.paths[0], conditions=(UNREACHABLE,))], "paths[0].all[0]", "始まりの年齢"),
        ([RULE.paths[0], RULE.paths[0]], "paths[1]", "道"),
        (
            [RULE.paths[0], replace(RULE.paths[0], conditions=RULE.paths[0].conditions[:2])],
            "paths[0]",
            "道",
        ),
    ],
)
def test_paths_that_cannot_matter_are_named(paths, place, message):
    rule = replace(RULE, paths=tuple(paths))
    shelf = library()
    found = faults(rule, shelf.parameters, [RULE.as_of], shelf.rules)
    assert any(fault.place.startswith(place) and message in fault.message for fault in found), found


def test_the_form_class_is_the_one_that_refuses_half_a_form(measure):
    assert issubclass(type(measure).get_edit_handler().get_form_class(), MeasureForm)
