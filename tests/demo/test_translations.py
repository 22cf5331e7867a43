"""Words of the sample site in English and やさしい日本語: complete, plain, on their pages."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from wagtail.models import ModelLogEntry, Page, Revision

from cms.core.amounts import amounts_in
from cms.demo.build import CONTENT, content, folder
from cms.demo.translations import build_translations
from measures.eligibility.vocabulary import QUESTIONS
from measures.models import FinderQuestion, MeasurePage
from tests.reading import japanese_outside_its_mark, page_of, words

LANGUAGES = {path.stem: content(f"translations/{path.name}")
             for path in sorted((CONTENT / "translations").glob("*.json"))}  # fmt: skip
MEASURES = {f"measures/{record['slug']}": record for record in folder("measures")}
BOTH = ("en", "ja-simple")
IMPORTANT = [
    "jido-fuyo-teate",
    "hitorioya-iryohi-josei",
    "boshi-fushi-kafu-kashitsuke",
    "koto-shokugyo-kunren",
    "kyoiku-kunren-kyufukin",
    "shugaku-enjo",
    "yoikuhi-kosei-shosho-hojo",
    "nichijo-seikatsu-shien",
    "koei-jutaku-yusen",
    "boshi-fushi-jiritsu-shienin",
]
WORDS = ("summary", "body", "who", "period", "how", "where", "documents", "time_to_decide",
         "cautions", "desk_checks", "amounts", "repayment")  # fmt: skip
LONGEST = 50  # letters of a sentence of やさしい日本語
SENTENCE_END = re.compile(r"(?<=[。！？])\s*")
TAG = re.compile(r"<[^>]*>")
DOUBLE_NEGATION = re.compile(r"(ない|ません|ずに|なければ|なきゃ)[^。、]*(ない(?!で )|ません)")
HONORIFIC = re.compile(r"いただ|ございま|なさいま|お住まい|お子さん|ご[一-龠]|方(?=[はがに、])")


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)


def shape(value: Any) -> Any:
    """What is filled in: the same in every language."""
    if isinstance(value, list):
        return [shape(item) for item in value]
    if isinstance(value, dict):
        return {name: shape(item) for name, item in value.items() if name not in FACTS}
    return bool(value)


LISTS = ["", "measures/", "measures/finder/", "directory/", "directory/132012/", "search/?q=child",
         "safety/"]  # fmt: skip
FACTS = {"channel", "url", "parameter"}


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("slug", IMPORTANT)
def test_every_text_of_the_ten_is_there(language, slug):
    address = f"measures/{slug}"
    own, japanese = LANGUAGES[language]["pages"][address], MEASURES[address]
    assert own["title"]
    assert own["title"] != japanese["plain_name"]
    for name in WORDS:
        if name == "how":
            assert len(own["how"]) == len(japanese["how"])
            assert all(way["text"] for way in own["how"])
        elif japanese[name]:
            assert shape(own[name]) == shape(japanese[name]), name
        else:
            assert name not in own, name
    assert len(own["summary"]) <= MeasurePage._meta.get_field("summary").max_length


@pytest.mark.parametrize("language", BOTH)
def test_every_question_and_option_is_there(language):
    questions = LANGUAGES[language]["questions"]
    assert list(questions) == list(QUESTIONS)
    for key, own in questions.items():
        assert all(own[name] for name in ("text", "name", "why_we_ask")), key
        assert list(own["options"]) == list(QUESTIONS[key].options), key
        assert all(own["options"].values()), key


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_text_states_an_amount(language):
    found = {text: amounts_in(text) for text in texts(LANGUAGES[language]["pages"])}
    assert {text: amounts for text, amounts in found.items() if amounts} == {}


def test_sentences_of_simple_japanese_are_short_and_plain():
    sentences = [
        sentence
        for text in texts(LANGUAGES["ja-simple"])
        for sentence in SENTENCE_END.split(TAG.sub("", text))
    ]
    assert len(sentences) > 500
    assert [sentence for sentence in sentences if len(sentence) > LONGEST] == []
    assert [sentence for sentence in sentences if DOUBLE_NEGATION.search(sentence)] == []
    assert [sentence for sentence in sentences if HONORIFIC.search(sentence)] == []


def test_english_is_english():
    """Japanese stands only in brackets, as what one says or shows at the counter."""
    pages = LANGUAGES["en"]["pages"]
    outside = [re.sub(r"\([^)]*\)", "", text) for text in texts(pages)]
    assert [text for text in outside if re.search("[ぁ-ん]{3}", text)] == []


@pytest.mark.usefixtures("seeded")
@pytest.mark.django_db
class TestOnTheSite:
    """What the seeded site shows of them."""

    @pytest.mark.parametrize("language", BOTH)
    @pytest.mark.parametrize("slug", IMPORTANT)
    def test_every_address_answers_in_its_language(self, client, language, slug):
        response = client.get(f"/{language}/measures/{slug}/")
        assert response.status_code == 200
        assert "X-Robots-Tag" not in response.headers
        page, tag = page_of(response), {"en": "en", "ja-simple": "ja"}[language]
        assert page.html["lang"] == tag
        own = LANGUAGES[language]["pages"][f"measures/{slug}"]
        assert words(page.h1) == own["title"]
        assert page.h1.find_parent(attrs={"lang": True})["lang"] == tag
        official = page.select_one(".page-head__official strong")
        assert words(official) == MEASURES[f"measures/{slug}"]["official_name"]
        assert official.get("lang", tag) == "ja"
        shown = words(page.main)
        assert all(" ".join(text.split()) in shown for text in texts(own))

    @pytest.mark.parametrize("slug", IMPORTANT)
    def test_english_pages_mark_what_is_japanese(self, client, slug):
        response = client.get(f"/en/measures/{slug}/", {"area": "132012"})
        assert japanese_outside_its_mark(response) == []

    @pytest.mark.parametrize("address", LISTS)
    def test_english_lists_mark_what_is_japanese(self, client, address):
        assert japanese_outside_its_mark(client.get(f"/en/{address}")) == []

    @pytest.mark.parametrize("language", BOTH)
    def test_facts_are_those_of_the_japanese_page(self, language):
        for slug in IMPORTANT:
            pages = MeasurePage.objects.filter(slug=slug)
            japanese = pages.get(locale__language_code="ja")
            own = pages.get(locale__language_code=language)
            assert own.live
            assert own.translation_key == japanese.translation_key
            for name in ("official_name", "kana", "law", "category", "task", "scope", "number"):
                assert getattr(own, name) == getattr(japanese, name), name
            assert facts_of(own) == facts_of(japanese)

    @pytest.mark.parametrize("language", BOTH)
    def test_editors_and_visitors_are_told_that_nobody_checked(self, client, language):
        page = MeasurePage.objects.get(slug=IMPORTANT[0], locale__language_code=language)
        note = page.check_notes.get(about_words=True)
        assert "訳は未確認（要確認）" in note.text
        told = page_of(client.get(page.url)).select_one(
            ".page-head a[href='/measures/jido-fuyo-teate/']"
        )
        assert words(told) == "日本語のページ"
        note.delete()
        assert "日本語のページ" not in words(page_of(client.get(page.url)).main)

    @pytest.mark.parametrize("language", BOTH)
    def test_the_way_to_safety_is_translated(self, client, language):
        response = client.get(f"/{language}/safety/")
        own = LANGUAGES[language]["pages"]["safety"]
        assert "X-Robots-Tag" not in response.headers
        assert words(page_of(response).h1) == own["title"]
        shown = words(page_of(response).main)
        assert own["body"][5][3]["text"] in shown, "steps"
        assert own["body"][7][0] in shown, "list"
        numbers = [tag["href"] for tag in page_of(response).main.select("a[href^='tel:']")]
        japanese = page_of(client.get("/safety/")).main.select("a[href^='tel:']")
        assert numbers == [tag["href"] for tag in japanese]

    def test_questions_are_unchecked_too(self):
        for question in FinderQuestion.objects.all():
            checked = {
                row["value"]["language"]: row["value"]["is_checked"]
                for row in question.translations.get_prep_value()
            }
            assert {language: checked[language] for language in BOTH} == dict.fromkeys(BOTH, False)

    def test_a_second_time_nothing_happens(self):
        before = marks()
        for language, own in LANGUAGES.items():
            build_translations(language=language, words=own)
        assert marks() == before

    def test_a_page_that_is_missing_is_made_again_without_a_mail(
        self, django_capture_on_commit_callbacks
    ):
        lost = MeasurePage.objects.get(slug=IMPORTANT[0], locale__language_code="en")
        lost.delete()
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            build_translations(language="en", words=LANGUAGES["en"])
        made = MeasurePage.objects.get(slug=IMPORTANT[0], locale__language_code="en")
        assert made.live
        assert made.title == "Child rearing allowance for single parents"
        assert mail.outbox == []

    def test_what_editors_wrote_stays(self):
        page = MeasurePage.objects.get(slug=IMPORTANT[0], locale__language_code="en")
        page.title = "Child rearing allowance"
        page.save_revision().publish()
        question = FinderQuestion.objects.get(key="area")
        question.translations[0].value["text"] = "Which town is yours?"
        question.save()
        build_translations(language="en", words=LANGUAGES["en"])
        page.refresh_from_db()
        assert page.title == "Child rearing allowance"
        question.refresh_from_db()
        assert question.words_by_language["en"]["text"] == "Which town is yours?"

    def test_words_that_do_not_match_the_page_are_refused_whole(self):
        MeasurePage.objects.filter(locale__language_code="en").get(slug=IMPORTANT[0]).delete()
        wrong = json.loads(json.dumps(LANGUAGES["en"]))
        wrong["pages"][f"measures/{IMPORTANT[0]}"]["who"].pop()
        with pytest.raises(ValueError, match="shorter"):
            build_translations(language="en", words=wrong)
        assert not MeasurePage.objects.filter(
            locale__language_code="en", slug=IMPORTANT[0]
        ).exists()


def facts_of(page: MeasurePage) -> dict[str, Any]:
    return {
        "parameters": [row["value"]["parameter"] for row in page.amounts.get_prep_value()],
        "ways": [
            (row["value"]["channel"], row["value"]["url"]) for row in page.how.get_prep_value()
        ],
        "needs": [row.need for row in page.needs.all()],
        "stages": [row.stage for row in page.stages.all()],
        "sources": [(row.title, row.url, row.checked_on) for row in page.sources.all()],
    }


def marks() -> tuple[Any, ...]:
    return (
        set(Page.objects.values_list("pk", "latest_revision_created_at", "last_published_at")),
        set(Revision.objects.values_list("pk", "created_at")),
        ModelLogEntry.objects.count(),
        [str(question.translations.get_prep_value()) for question in FinderQuestion.objects.all()],
    )
