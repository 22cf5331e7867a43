"""What must hold for every rule and every household, whatever editors write."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measures.eligibility.answers import Answers, Silence
from measures.eligibility.evaluate import Implementation, Status
from measures.eligibility.kleene import Truth
from measures.eligibility.reading import answers, to_json
from tests.measures.eligibility.worlds import (
    DAYS,
    coarse,
    library,
    partly_known,
    verdicts,
    worlds,
)

slow = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
places = st.sampled_from(Implementation)


@slow
@given(partly_known(), DAYS)
def test_more_information_never_flips_a_verdict(known, on):
    _, less, more = known
    before, after = verdicts(less, on), verdicts(more, on)
    for slug, verdict in before.items():
        if verdict.truth is not Truth.UNKNOWN:
            assert after[slug].truth is verdict.truth, slug


@slow
@given(partly_known(fewest=1), DAYS)
def test_a_likely_measure_stays_likely_and_an_unlikely_one_unlikely(known, on):
    _, less, more = known
    before, after = verdicts(less, on), verdicts(more, on)
    for slug, verdict in before.items():
        if verdict.status is not Status.CHECK:
            assert after[slug].status is verdict.status, slug


@slow
@given(worlds, st.data())
def test_removing_an_answer_only_moves_to_unknown(world, data):
    key = data.draw(st.sampled_from(sorted(world)))
    for less in (world.without(key), world.with_answer(key, Silence.DECLINED)):
        full, fewer = verdicts(world), verdicts(less)
        for slug, verdict in fewer.items():
            assert verdict.truth in (Truth.UNKNOWN, full[slug].truth), slug


@slow
@given(worlds, DAYS, st.sampled_from([50_000, 400_000, 2_000_000]))
def test_bands_and_school_stages_never_contradict_exact_answers(world, on, width):
    exact, rough = verdicts(world, on), verdicts(coarse(world, on, width), on)
    for slug, verdict in rough.items():
        if verdict.truth is not Truth.UNKNOWN:
            assert exact[slug].truth is verdict.truth, slug


@slow
@given(partly_known(), st.randoms())
def test_the_order_of_answers_and_of_rules_does_not_matter(known, random):
    household = known[2]
    keys = sorted(household)
    random.shuffle(keys)
    shuffled = Answers({key: household[key] for key in keys})
    one = {slug: verdict.to_json() for slug, verdict in verdicts(household).items()}
    other = {slug: verdict.to_json() for slug, verdict in verdicts(shuffled).items()}
    assert one == other


@slow
@given(partly_known(), places, DAYS)
def test_every_check_says_what_is_missing(known, implementation, on):
    implementations = dict.fromkeys(library().rules, implementation)
    for household in known:
        for slug, verdict in verdicts(household, on, implementations).items():
            if verdict.status is Status.CHECK:
                named = verdict.questions_behind or verdict.decisive or verdict.missing
                assert named or implementation is Implementation.UNCONFIRMED, slug
                assert any(reason.kind != "met" for reason in verdict.reasons), slug


@slow
@given(partly_known(), DAYS)
def test_a_verdict_turns_on_the_day_it_names(known, on):
    for slug, verdict in verdicts(known[2], on).items():
        if verdict.turns_on is None:
            continue
        assert verdict.turns_on > on
        if verdict.truth is Truth.TRUE:
            assert verdicts(known[2], verdict.turns_on)[slug].truth is not Truth.TRUE, slug


@slow
@given(worlds)
def test_answers_survive_json(world):
    assert dict(answers(to_json(world))) == dict(world)


@pytest.mark.parametrize("slug", sorted(library().rules))
def test_every_measure_can_be_reached(slug):
    found = {example.expect for example in library().examples[slug]}
    reachable = {Status.LIKELY}
    if library().rules[slug].is_decisive:
        reachable = {Status.CHECK}
    assert reachable & found


@slow
@given(worlds, DAYS)
def test_off_means_off_for_everybody(world, on):
    off = dict.fromkeys(library().rules, Implementation.NOT_IMPLEMENTED)
    for verdict in verdicts(world, on, off).values():
        assert verdict.status is Status.UNLIKELY
        assert verdict.open_questions == ()
        assert verdict.turns_on is None
        assert verdict.reasons[0].kind == "place"


def test_turning_day_of_a_grade_is_the_first_of_april():
    household = answers({"children": [{"stage": "es1"}]})
    verdict = verdicts(household)["koko-shugaku-shienkin"]
    assert verdict.status is Status.UNLIKELY
    assert verdict.turns_on.isoformat() == "2035-04-01"
