"""Branching, required questions and answers in texts: what holds for every questionnaire."""

from hypothesis import given
from hypothesis import strategies as st

from cms.surveys.flow import (
    MOST_PIPED,
    Asked,
    first_open_screen,
    kept,
    missing,
    piped,
    screen_after,
    screens,
    spoken_of,
    visible,
    wrong_references,
)

CHOICES = (("1", "はい"), ("2", "いいえ"), ("3", "わからない"))
LABELS = [label for _key, label in CHOICES]
ANSWER = st.lists(st.sampled_from("123"), max_size=3, unique=True).map(tuple)


@st.composite
def questionnaires(draw):
    """Up to eight questions; each may depend on or quote an earlier one."""
    made = []
    for number in range(draw(st.integers(1, 8))):
        earlier = [question.code for question in made]
        shown_if = draw(st.sampled_from(["", *earlier]))
        quoted = draw(st.sampled_from(["", *earlier]))
        one_of = draw(st.sets(st.sampled_from(LABELS), min_size=1)) if shown_if else set()
        made.append(
            Asked(
                code=f"q{number}",
                text=f"質問{number}" + (f"{{{{{quoted}}}}}" if quoted else ""),
                kind=draw(st.sampled_from(["single", "multiple"])),
                required=draw(st.booleans()),
                choices=CHOICES,
                shown_if=shown_if,
                one_of=frozenset(one_of),
                starts_page=draw(st.booleans()),
            )
        )
    return made


@st.composite
def filled_in(draw):
    questions = draw(questionnaires())
    answered = draw(st.lists(st.sampled_from(questions), unique_by=lambda q: q.code))
    return questions, {question.code: draw(ANSWER) for question in answered}


@given(filled_in())
def test_a_hidden_question_is_never_required(case):
    questions, answers = case
    asked = {question.code for question in visible(questions, answers)}
    assert set(missing(questions, answers)) <= asked


@given(filled_in())
def test_answers_of_hidden_questions_are_dropped_and_nothing_else_changes(case):
    questions, answers = case
    counting = kept(questions, answers)
    asked = [question.code for question in visible(questions, answers)]
    assert set(counting) <= set(asked)
    assert all(counting[code] == answers[code] for code in counting)
    assert {code for code in asked if answers.get(code)} == set(counting)


@given(filled_in())
def test_dropping_changes_neither_what_is_asked_nor_what_is_missing(case):
    questions, answers = case
    counting = kept(questions, answers)
    assert visible(questions, counting) == visible(questions, answers)
    assert missing(questions, counting) == missing(questions, answers)
    assert kept(questions, counting) == counting


@given(filled_in(), st.randoms())
def test_the_order_of_answering_changes_nothing(case, random):
    questions, answers = case
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert kept(questions, dict(shuffled)) == kept(questions, answers)
    assert missing(questions, dict(shuffled)) == missing(questions, answers)


@given(filled_in())
def test_a_question_stands_after_the_screens_it_needs(case):
    questions, _answers = case
    made = screens(questions)
    assert [question for screen in made for question in screen] == questions
    for screen in made:
        codes = {question.code for question in screen}
        assert all(not (codes & question.refers_to) for question in screen)


@given(questionnaires(), st.data())
def test_whoever_answers_screen_by_screen_comes_to_the_end(questions, data):
    """Only what is asked is answered; then nothing is missing and nothing was asked twice."""
    answers, number, seen = {}, screen_after(questions, {}, 0), set()
    while number is not None:
        assert number not in seen
        seen.add(number)
        asked = set(visible(questions, answers))
        for question in screens(questions)[number]:
            if question in asked:
                answers[question.code] = (data.draw(st.sampled_from("123")),)
        number = screen_after(questions, answers, number + 1)
    assert missing(questions, answers) == []
    assert kept(questions, answers) == answers
    assert first_open_screen(questions, answers) is None


@given(st.text(max_size=300))
def test_an_answer_in_a_text_is_never_looked_at_again(typed):
    questions = [
        Asked(code="1", text="名前", kind="short_text"),
        Asked(code="2", text="好きなもの", kind="short_text"),
        Asked(code="3", text="{{1}}さんへ {{2}}"),
    ]
    answers = {"1": (typed + "{{2}}",), "2": ("ひみつ",)}
    text = piped(questions[2].text, questions, answers, "—")
    assert text.count("ひみつ") == 1 + typed[:MOST_PIPED].count("ひみつ")
    assert "\n" not in text


def test_a_text_quotes_labels_and_says_where_nothing_was_answered():
    questions = [
        Asked(code="a", text="どれですか", choices=CHOICES, kind="multiple"),
        Asked(code="b", text="{{a}}とは", shown_if="a", one_of=frozenset(["はい"])),
        Asked(code="c", text="{{b}}と{{a}}と{{nobody}}"),
    ]
    assert piped("{{ a }}", questions, {"a": ("1", "3")}, "—") == "はい、わからない"
    hidden = {"a": ("2",), "b": ("見えない",)}
    assert piped(questions[2].text, questions, hidden, "—") == "—といいえと—"


def test_editors_are_told_what_a_reference_needs():
    first = Asked(code="1", text="利用しましたか", choices=CHOICES)
    written = Asked(code="2", text="どうでしたか", kind="long_text")
    assert wrong_references([first, written]) == {}
    cases = {
        "より前にありません": Asked(code="3", text="{{4}}"),
        "選ぶ質問ではない": Asked(code="3", text="x", shown_if="2", one_of=frozenset(["a"])),
        "1行に1つ": Asked(code="3", text="x", shown_if="1"),
        "選択肢にありません": Asked(code="3", text="x", shown_if="1", one_of=frozenset(["たぶん"])),
        "記号を入れて": Asked(code="3", text="x", one_of=frozenset(["はい"])),
    }
    for words, question in cases.items():
        assert words in wrong_references([first, written, question])[2]


def test_a_question_may_not_depend_on_itself():
    assert wrong_references([Asked(code="1", text="{{1}}")]) != {}


def test_headings_of_results_show_no_sign_of_a_program():
    assert spoken_of("「{{ a }}」とのこと。何が足りませんか") == "「…」とのこと。何が足りませんか"
