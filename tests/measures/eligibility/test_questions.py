"""The next screen: exhaustively right on small rules, short for the personas."""

from itertools import product

import pytest

from measures.eligibility.answers import Answers, Silence
from measures.eligibility.evaluate import Evaluation, Implementation, evaluate
from measures.eligibility.questions import MOST_SCREENS, next_screen, worths
from measures.eligibility.reading import answers
from measures.eligibility.vocabulary import QUESTIONS
from tests.measures.eligibility.worlds import ON, RUNNING, empty_table, library, make_rule

DECISIVE = {"type": "manual", "text": "審査があること", "decisive": True}
TAX = {"type": "tax", "any": ["exempt"], "maybe": ["per_capita_only"]}
HOME = {"type": "housing", "any": ["rent"]}
COVER = {"type": "insurance", "any": ["insured"]}
VALUES = {
    "tax": ["exempt", "per_capita_only", "taxed"],
    "housing": ["rent", "own"],
    "insurance": ["insured", "none"],
}
RULES = [
    [[TAX, HOME]],
    [[TAX], [HOME]],
    [[TAX, HOME], [COVER]],
    [[TAX, HOME, DECISIVE], [COVER, HOME]],
    [[TAX, DECISIVE], [HOME, DECISIVE]],
    [[TAX, HOME, COVER]],
    [[TAX, COVER], [HOME, COVER, DECISIVE]],
]
STATES = [None, "unknown"]


def completions(told: dict) -> list[dict]:
    """Every way to answer what was not asked yet."""
    unasked = [key for key in VALUES if key not in told]
    options = [[*VALUES[key], "unknown"] for key in unasked]
    return [{**told, **dict(zip(unasked, picks, strict=True))} for picks in product(*options)]


def status(rule, told, implementation):
    return evaluate(rule, answers(told), empty_table(), implementation, ON).status


def can_change(rule, told, key, implementation) -> bool:
    """Whether, with all else answered somehow, the answer to ``key`` makes a difference."""
    groups: dict[tuple, set] = {}
    for complete in completions(told):
        rest = tuple((k, v) for k, v in complete.items() if k != key)
        groups.setdefault(rest, set()).add(status(rule, complete, implementation))
    return any(len(found) > 1 for found in groups.values())


@pytest.mark.parametrize("implementation", list(Implementation))
@pytest.mark.parametrize("paths", RULES)
def test_exactly_the_questions_that_can_change_something_are_worth_asking(paths, implementation):
    rule = make_rule(*paths)
    for picks in product(*[[*STATES, *VALUES[key]] for key in VALUES]):
        told = {k: v for k, v in zip(VALUES, picks, strict=True) if v is not None}
        household = answers({**told, "area": "unknown"})
        verdict = evaluate(rule, household, empty_table(), implementation, ON)
        useful = worths(verdict, household)
        for key in set(VALUES) - set(told):
            assert (key in useful) == can_change(rule, told, key, implementation), (told, key)


def test_nothing_is_asked_when_everything_is_settled():
    rule = make_rule([TAX])
    household = answers({"tax": "exempt", "area": {"prefecture": "13"}})
    verdict = evaluate(rule, household, empty_table(), RUNNING, ON)
    assert next_screen({"m": verdict}, household) is None


def test_the_screen_with_most_open_measures_wins_and_priorities_weigh():
    one, two = make_rule([HOME], measure="one"), make_rule([COVER], measure="two")
    third = make_rule([COVER], measure="three")
    rules = {"one": one, "two": two, "three": third}
    found = Evaluation(rules, Answers({}), empty_table(), ON).verdicts(
        dict.fromkeys(rules, RUNNING)
    )
    assert next_screen(found, Answers({})).name == "insurance"
    assert next_screen(found, Answers({}), {"one": 5.0}).name == "housing"


def test_a_sensitive_question_waits_until_it_alone_can_open_something():
    rule = make_rule([{"type": "pregnant", "any": ["yes"]}, TAX])
    verdict = evaluate(rule, Answers({}), empty_table(), RUNNING, ON)
    assert set(worths(verdict, Answers({}))) == {"tax"}
    told = answers({"tax": "exempt"})
    assert set(worths(evaluate(rule, told, empty_table(), RUNNING, ON), told)) == {"pregnant"}


def test_the_place_is_asked_while_nobody_knows_where_a_measure_is_run():
    rule = make_rule([{"type": "anyone"}])
    unconfirmed = Implementation.UNCONFIRMED
    verdict = evaluate(rule, Answers({}), empty_table(), unconfirmed, ON)
    assert next_screen({"m": verdict}, Answers({})).keys == ("area",)


def walk(persona) -> tuple[list[str], dict]:
    """Answer screen after screen as the persona would; what was not told is わからない."""
    shelf, household, seen = library(), Answers({}), []
    running = {slug: persona.implementation(slug) for slug in shelf.rules}
    while True:
        found = Evaluation(shelf.rules, household, shelf.parameters, persona.on).verdicts(running)
        screen = next_screen(found, household)
        if screen is None:
            return seen, found
        seen.append(screen.name)
        for key in screen.keys:
            household = household.with_answer(key, persona.answers.get(key, Silence.UNKNOWN))


@pytest.mark.parametrize("persona", library().personas, ids=lambda persona: persona.key)
def test_nobody_sees_more_than_eight_screens_and_none_twice(persona):
    seen, _ = walk(persona)
    assert len(seen) <= MOST_SCREENS
    assert len(set(seen)) == len(seen)


def test_the_first_five_screens_give_the_first_persona_her_list():
    persona = library().personas[0]
    seen, found = walk(persona)
    assert set(seen[:5]) == {"children", "situation", "area", "money", "work"}
    for slug, expected in persona.expect.items():
        assert found[slug].status is expected, slug


def test_every_question_belongs_to_a_screen_and_options_have_labels():
    for key, question in QUESTIONS.items():
        assert question.screen
        assert all(question.options.values()), key
        assert all(meant <= set(question.options) for meant in question.umbrella.values())
