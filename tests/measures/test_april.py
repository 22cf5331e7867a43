"""A rate for next April, entered today: it shows from 1 April 00:00 in Tokyo, and nothing else."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from wagtail.models import Site

from cms.core.calendar import TOKYO
from measures.finder.journey import Journey
from measures.finder.moves import Move
from measures.finder.presenting import page_for
from tests.builders import give_rule, make_measure, make_parameter
from tests.measures.eligibility.worlds import make_rule

pytestmark = pytest.mark.django_db
LAST_MINUTE = datetime(2027, 3, 31, 14, 59, tzinfo=UTC).astimezone(TOKYO)  # 3月31日 23:59
MIDNIGHT = datetime(2027, 3, 31, 15, 0, tzinfo=UTC).astimezone(TOKYO)  # 4月1日 0:00
EARNS = {"income_self": {"net": 2_450_000}, "children": [{"stage": "es1", "disability": []}]}


@pytest.fixture
def measure(site):
    """An allowance whose amount and limit both rise on 1 April 2027."""
    amount = make_parameter("test.amount", {"2026-04-01": 46_690, "2027-04-01": 47_300})
    make_parameter("test.limit", {"2026-04-01": 2_460_000, "2027-04-01": 2_560_000})
    block = {"parameter": amount.pk, "label": "1人目", "note": ""}
    page = make_measure(site, slug="m", amounts=[{"type": "amount", "value": block}])
    rule = make_rule(
        [{"type": "child", "until": "fy18"}, {"type": "income", "param": "test.limit"}]
    )
    return give_rule(page, rule)


def request_for(path):
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    Site.find_for_request(request)
    return request


def page_at(measure, at):
    request = request_for(measure.url)
    return render_to_string(measure.template, measure.get_context(request, at=at), request)


def results_at(at):
    request = request_for("/measures/finder/")
    page = page_for(Move(Journey(EARNS), "results"), request, at=at, chat=False)
    html = render_to_string(page.template, page.context, request)
    return re.sub(r'(name="state" value=")[^"]*', r"\1", html)  # sealed anew for every page


def without_numbers(html):
    return re.sub(r"\d", "0", html)


def test_the_page_of_the_measure_changes_at_midnight_in_numbers_only(measure):
    before, after = page_at(measure, LAST_MINUTE), page_at(measure, MIDNIGHT)
    assert "46,690円" in before
    assert "47,300円" not in before
    assert "47,300円" in after
    assert "46,690円" not in after
    assert without_numbers(before) == without_numbers(after)


def test_the_results_of_the_finder_change_at_midnight_in_numbers_only(measure):
    before, after = results_at(LAST_MINUTE), results_at(MIDNIGHT)
    assert "46,690円" in before
    assert "47,300円" in after
    assert "46,690円" not in after
    assert without_numbers(before) == without_numbers(after)


def test_the_limit_of_the_rule_is_that_of_the_day(measure):
    """245万 lies under both limits; 250万 only under the one of April."""
    told = {**EARNS, "income_self": {"net": 2_500_000}}
    statuses = []
    for at in (LAST_MINUTE, MIDNIGHT):
        page = page_for(
            Move(Journey(told), "results"), request_for("/measures/finder/"), at=at, chat=False
        )
        statuses.append([card.slug for card in page.context["results"].likely])
    assert statuses == [[], ["m"]]
