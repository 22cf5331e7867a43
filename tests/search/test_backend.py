"""The index and the compilers, on the database the suite runs on."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from cms.search.backends.indexing import MAX_BYTES, MAX_TERMS, _framed, entry_of, text_of
from cms.search.backends.ranking import COMMON
from directory.models import Office
from home.models import NewsPage, StandardPage
from tests.builders import make_image, make_news, make_standard_page, make_synonym


@pytest.fixture
def publish(site):
    """Make a page by its title and introduction."""

    def make(title, introduction="", **fields):
        number = StandardPage.objects.count()
        return make_standard_page(
            site, title=title, slug=f"page-{number}", introduction=introduction, **fields
        )

    return make


def titles(query, *, operator=None, pages=None, **options):
    pages = StandardPage.objects.all() if pages is None else pages
    return [found.title for found in pages.search(query, operator=operator, **options)]


def suggested(query):
    return [found.title for found in StandardPage.objects.autocomplete(query)]


@pytest.mark.parametrize(
    "query",
    [
        "児童扶養手当",
        "児童扶養手当て",
        "扶養",
        "手当",
        "じどうふようてあて",
        "ｼﾞﾄﾞｳﾌﾖｳﾃｱﾃ",
        "てあて",
        "児童不要手当",
        "児童　扶養",
    ],
)
def test_a_page_is_found_however_its_name_is_written(publish, query):
    publish("児童扶養手当")
    assert titles(query) == ["児童扶養手当"]


def test_words_of_two_characters_are_found_in_the_text(publish):
    publish("住宅の貸付", "家賃を支払うための資金を貸し付けます。")
    assert titles("家賃") == ["住宅の貸付"]


def test_all_words_are_needed_unless_some_are_enough(publish):
    publish("養育費の相談", "弁護士が相談に応じます。")
    publish("住まいの相談")
    assert titles("養育費 相談") == ["養育費の相談"]
    assert titles("養育費 相談", operator="or") == ["養育費の相談", "住まいの相談"]


def test_words_may_stand_in_title_and_text(publish):
    publish("養育費について", "弁護士が相談に応じます。")
    assert titles("養育費 弁護士") == ["養育費について"]


def test_the_thing_of_that_name_comes_first(publish):
    publish("特別児童扶養手当")
    publish("水道料金の減免", "児童扶養手当を受給している世帯。児童扶養手当の証書が必要です。")
    publish(
        "児童扶養手当", "父母の離婚などで、父または母と生計を同じくしていない児童のための手当。" * 4
    )
    assert titles("児童扶養手当")[0] == "児童扶養手当"
    assert titles("じどうふようてあて")[0] == "児童扶養手当"


def test_a_synonym_finds_and_ranks_like_the_word_it_means(publish):
    publish("母子生活支援施設", "手当の相談もできます。")
    publish("児童扶養手当")
    make_synonym("母子手当", "児童扶養手当")
    assert titles("母子手当") == ["児童扶養手当"]


def test_a_word_that_most_pages_hold_makes_no_page_a_hit(publish):
    offices = [Office(name=f"窓口{number}", description="相談") for number in range(COMMON + 5)]
    Office.objects.bulk_create(offices)
    backend = get_search_backend()
    backend.add_bulk(Office, Office.objects.all())
    found = backend.search("相談 窓口7", Office.objects.all(), operator="or")
    assert [office.name for office in found] == ["窓口7"]
    assert backend.search("相談", Office.objects.all(), operator="or").count() == COMMON + 5


def test_few_hits_of_all_words_are_followed_by_hits_of_some(publish):
    publish("養育費の相談")
    for number in range(12):
        publish(f"住まいの相談 {number}")
    assert len(titles("養育費 相談", operator="or")) == 13
    assert len(titles("住まい 相談", operator="or")) == 12


def test_a_phrase_is_words_side_by_side(publish):
    publish("手当の扶養")
    publish("扶養手当")
    assert titles(Phrase("扶養手当")) == ["扶養手当"]
    assert titles(Phrase("")) == []


def test_queries_combine(publish):
    publish("養育費の相談")
    publish("住まいの相談")
    publish("家賃の貸付")
    support, home = PlainText("養育費"), PlainText("住まい")
    assert set(titles(Or([support, home]))) == {"養育費の相談", "住まいの相談"}
    assert titles(And([PlainText("相談"), home])) == ["住まいの相談"]
    assert titles(And([PlainText("相談"), Not(home)])) == ["養育費の相談"]
    assert titles(And([Not(home), PlainText("相談")])) == ["養育費の相談"]
    assert titles(And([Not(home), Not(support)])) == ["家賃の貸付"]
    assert set(titles(Or([Not(home), home]))) == {"養育費の相談", "住まいの相談", "家賃の貸付"}
    assert set(titles(Or([Not(home), support]))) == {"養育費の相談", "家賃の貸付"}
    assert set(titles(Not(PlainText("相談")))) == {"家賃の貸付"}
    assert titles(Not(MATCH_ALL)) == []
    assert len(titles(MATCH_ALL)) == 3
    assert titles(Or([Boost(home, 100.0), support]))[0] == "住まいの相談"


def test_a_kind_of_query_that_no_index_answers_is_refused(publish):
    with pytest.raises(NotImplementedError, match="Fuzzy"):
        titles(Fuzzy("養育費"))


@pytest.mark.parametrize(
    "query", ['"', "'", "", " ", "　", "\x00", "😀", "AND OR NOT", "NEAR(", "title:", "*", "a'b\\"]
)
def test_nothing_to_look_for_finds_nothing_and_breaks_nothing(publish, query):
    publish("児童扶養手当")
    assert titles(query) == suggested(query) == []


def test_two_hundred_words_are_a_query_like_any_other(publish):
    publish("児童扶養手当")
    query = " ".join(["児童扶養手当", *(f"言葉{number}" for number in range(200))])
    assert titles(query, operator="or") == ["児童扶養手当"]
    assert titles(query) == []


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=120))
def test_no_text_breaks_a_search(text):
    pages = Page.objects.all()
    for operator in ("and", "or"):
        list(pages.search(text, operator=operator)[:3])
    list(pages.autocomplete(text)[:3])
    list(pages.search(Phrase(text))[:3])


def test_only_what_the_queryset_admits_is_found_counted_and_grouped(publish):
    publish("相談 公開")
    publish("相談 下書き", live=False)
    public = StandardPage.objects.live().search("相談")
    assert [found.title for found in public] == ["相談 公開"]
    assert public.count() == 1
    assert public.facet("live") == {True: 1}


def test_filters_need_no_declaration(publish):
    publish("相談の一", look=StandardPage.Look.SAFETY)
    publish("相談の二")
    safety = StandardPage.objects.filter(look=StandardPage.Look.SAFETY)
    assert titles("相談", pages=safety) == ["相談の一"]


def test_hits_can_be_cut_counted_and_scored(publish):
    for number in range(5):
        publish(f"相談 {number}")
    found = StandardPage.objects.search("相談").annotate_score("relevance")
    assert found.count() == 5
    assert len(found[1:3]) == found[1:3].count() == 2
    scores = [each.relevance for each in found]
    assert scores == sorted(scores, reverse=True)
    assert found[0] == next(iter(found))


def test_the_callers_order_is_kept_when_asked_for(publish):
    publish("相談 い")
    publish("相談 あ")
    ordered = StandardPage.objects.order_by("title").search("相談", order_by_relevance=False)
    assert [found.title for found in ordered] == ["相談 あ", "相談 い"]
    newest_first = StandardPage.objects.search("相談", order_by_relevance=False)
    assert newest_first.count() == 2


def test_one_column_can_be_searched(publish):
    publish("家賃の助け")
    publish("住まいの助け", "家賃を支給します。")
    assert titles("家賃", fields=["title"]) == ["家賃の助け"]
    assert titles("家賃", fields=["introduction"]) == ["住まいの助け"]
    assert titles("家賃", fields=[]) == []


def test_pages_are_found_by_their_general_type_and_stay_special(publish):
    publish("家賃の助け")
    (found,) = Page.objects.search("家賃").results()
    (special,) = Page.objects.specific().search("家賃").results()
    assert type(found) is Page
    assert type(special) is StandardPage


def test_facets_count_each_value(site, publish):
    publish("相談の窓口")
    make_news(site, title="相談会", slug="event", published_on="2026-11-01")
    counted = Page.objects.search("相談").facet("content_type_id")
    assert sorted(counted.values()) == [1, 1]
    with pytest.raises(Exception, match="title_tag"):
        Page.objects.search("相談").facet("title_tag")


def test_a_change_is_found_at_once_and_a_deletion_not_any_more(publish):
    changed = publish("家賃の助け")
    changed.title = "水道料金の減免"
    changed.save()
    assert titles("家賃") == []
    assert titles("水道料金") == ["水道料金の減免"]
    changed.delete()
    assert titles("水道料金") == []


def test_suggestions_begin_at_any_word_as_written_and_as_read(publish):
    publish("児童扶養手当")
    for typed in ("児", "児童扶", "扶養手", "じどうふ", "ジドウ", "てあ"):
        assert suggested(typed) == ["児童扶養手当"], typed
    assert suggested("童扶") == []
    assert suggested("児童 手当") == ["児童扶養手当"]


def test_titles_longer_than_a_tail_are_suggested_by_all_of_themselves(publish):
    long = (
        "ひとり親家庭等の自立を応援するための就業と生活と住まいと子育てに関する総合的な相談の案内"
    )
    publish(long)
    assert suggested(long) == [long]


def test_rebuilding_the_index_leaves_the_same_hits(publish):
    publish("児童扶養手当")
    call_command("update_index", verbosity=0, stdout=None)
    assert titles("じどうふよう") == ["児童扶養手当"]


def test_empty_fields_are_no_words(site):
    news = make_news(site, title="お知らせ", slug="news-1", published_on="2026-11-01")
    entry = entry_of(NewsPage.objects.get(pk=news.pk))
    assert "none" not in entry.body


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("家賃", "家賃"),
        (["家賃", None, 3], "家賃, , 3"),
        ({"a": "家賃", "b": ("手当",)}, "家賃, 手当"),
        (date(2026, 11, 1), "2026-11-01"),
    ],
)
def test_any_value_has_a_text(value, text):
    assert text_of(value) == text


def test_related_records_are_part_of_an_object(db):
    image = make_image("親子のイラスト")
    image.tags.add("公園")
    image.save()
    assert list(type(image).objects.search("公園")) == [image]
    assert list(type(image).objects.autocomplete("こうえ")) == [image]


@pytest.mark.django_db
def test_texts_of_unbelievably_long_words_fit_too():
    words = "".join(f" {number:x}{'z' * 70}" for number in range(6000))
    entry = entry_of(StandardPage(title="長い言葉", introduction=words))
    assert sum(len(term) for term in entry.body) <= MAX_BYTES


@pytest.mark.django_db
def test_endless_texts_fit_into_the_index():
    entry = entry_of(StandardPage(title="長い文", introduction="児童扶養手当。" * 20_000))
    assert len(entry.body) <= MAX_TERMS


def test_hostile_texts_fit_into_the_index(publish):
    publish("題名' \\ \" (", "'" * 300 + "a" * 5000 + " <b>&amp;</b>")
    assert titles("題名") == ["題名' \\ \" ("]
    entry = entry_of(StandardPage(title="題\x00名", introduction="\x01\ud800 本文"))
    assert "本文" in entry.body


def test_the_same_number_of_queries_for_few_and_many(publish, django_assert_num_queries):
    for number in range(11):
        publish(f"窓口の相談 {number}")
    assert len(titles("相談 窓口", operator="or")) == 11
    with django_assert_num_queries(4):  # synonyms' version, hits, admitted, objects
        list(StandardPage.objects.search("相談 窓口", operator="or")[:10])
    for number in range(11, 40):
        publish(f"窓口の相談 {number}")
    with django_assert_num_queries(4):
        list(StandardPage.objects.search("相談 窓口", operator="or")[:10])


def test_postgresql_has_an_index_for_title_and_body_together(db):
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, "wagtailsearch_indexentry")
    expected = connection.vendor == "postgresql"
    assert ("site_search_title_body_gin" in names) == expected


@pytest.mark.parametrize("blank", ["", "  ", "\n\n", "・", "。、"])
def test_a_name_without_a_word_is_no_term(blank):
    """An empty term is no tsvector: PostgreSQL would refuse the whole record."""
    assert "" not in _framed(blank)
    assert "" not in _framed(f"母子手当{blank}")
