"""The finder in English and in やさしい日本語: asked, answered and explained in one language."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cms.demo.build import content
from measures.answering.children_words import LEVELS, STAGES
from measures.answering.words import words_of
from measures.eligibility import ages, disability
from measures.models import FinderQuestion
from measures.rules import QuestionWords
from tests.measures.finder.visitor import Visitor
from tests.reading import japanese_outside_its_mark, words

TOLD = {
    "urgent": {"urgent": "nothing"},
    "children": {"children-0-stage": "es1", "children-0-disability": "nothing"},
    "family_status": {"family_status": "divorced", "income_kin": '"none"'},
    "area": {"area": "Hachioji"},
    "income_self": {"income_self-amount": "200万", "child_support_received": "0"},
    "work": {"work": "part_time"},
}


def visitor_in(client, language):
    return Visitor(client, f"/{language}/measures/finder/")


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
class TestOnTheSite:
    def test_english_is_asked_and_explained_in_english(self, client):
        visitor = visitor_in(client, "en")
        visitor.answer(TOLD)
        visitor.press("results") if visitor.keys else None
        assert [japanese_outside_its_mark(response) for response in visitor.seen] == [
            [] for _response in visitor.seen
        ]
        why = words(visitor.page.select_one("#m-jido-fuyo-teate details"))
        assert "Your children: Elementary school, year 1" in why
        assert "Your family: I am divorced" in why
        assert "Where you live" in words(visitor.page.select_one("aside"))

    def test_simple_japanese_has_its_own_options_and_reasons(self, client):
        visitor = visitor_in(client, "ja-simple")
        own = content("translations/ja-simple.json")["questions"]
        legends = [words(tag) for tag in visitor.page.select("legend")]
        assert legends == [own["urgent"]["text"]]
        labels = [words(tag) for tag in visitor.page.select("label.choice")]
        assert labels[:3] == list(own["urgent"]["options"].values())
        assert words(visitor.page.find(id="why-urgent")) == own["urgent"]["why_we_ask"]
        visitor.answer(TOLD)
        visitor.press("results") if visitor.keys else None
        why = words(visitor.page.select_one("#m-jido-fuyo-teate details"))
        assert "家族の こと：りこんしました" in why

    def test_the_answer_to_a_form_costs_no_more_queries(
        self, client, django_assert_max_num_queries
    ):
        for language in ("en", "ja-simple"):
            with django_assert_max_num_queries(15):
                client.get(f"/{language}/measures/finder/")


@pytest.mark.parametrize("language", ["en", "ja-simple", "ja", "vi"])
def test_a_question_without_words_is_japanese_and_marked_where_that_is_foreign(language):
    with translation.override(language):
        found = words_of("parent", {"parent": QuestionWords("parent", "お子さんから見て")})
    assert found.text == "お子さんから見て"
    assert found.lang == ("ja" if language == "en" else "")


def test_half_a_translation_is_not_shown():
    own = {"text": "You are", "name": "You", "why_we_ask": "", "options": {"mother": "Mother"}}
    written = {"parent": QuestionWords("parent", "お子さんから見て", translations={"en": own})}
    with translation.override("en"):
        assert words_of("parent", written).text == "お子さんから見て"
        own["options"] |= {"father": "Father", "other": "Somebody else"}
        assert words_of("parent", written).text == "You are"


def test_words_of_children_are_those_of_the_engine():
    assert {name: str(text) for name, text in STAGES.items()} == {
        name: text for name, (text, _window) in ages.STAGES.items()
    }
    assert {name: str(text) for name, text in LEVELS.items()} == disability.LEVELS


@pytest.mark.django_db
def test_options_that_nobody_knows_and_a_language_twice_are_refused():
    own = {"language": "en", "text": "You are", "name": "You", "why_we_ask": "",
           "options": [{"key": "aunt", "label": "Aunt"}], "is_checked": False}  # fmt: skip
    question = FinderQuestion(key="parent", text="あなたは")
    question.translations = [{"type": "words", "value": own}]
    with pytest.raises(ValidationError, match="aunt"):
        question.full_clean()
    own = {**own, "options": []}
    question.translations = [{"type": "words", "value": own}, {"type": "words", "value": own}]
    with pytest.raises(ValidationError, match="同じ言語"):
        question.full_clean()
