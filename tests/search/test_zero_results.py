"""Searches that found nothing are counted by day, without anything that tells who searched."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from cms.search.models import ZeroResultQuery
from cms.search.services import MOST_TEXTS_A_DAY, record_zero_result
from tests.builders import make_admin

DAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


def counted():
    return dict(ZeroResultQuery.objects.values_list("text", "count"))


def test_spellings_of_a_text_are_one_count():
    for text in ("ＡＢＣ　給付", "abc 給付", " abc  給付 "):
        record_zero_result(text=text, day=DAY)
    assert counted() == {"abc 給付": 3}


def test_every_day_has_its_own_count():
    record_zero_result(text="給付", day=DAY)
    record_zero_result(text="給付", day=date(2026, 11, 24))
    assert ZeroResultQuery.objects.since(date(2026, 11, 24)).count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "090-1234-5678",
        "０９０１２３４５６７８ 山田",
        "192-0046",
        "〒192 0046",
        "1990/4/1 生まれ",
        "hanako@example.jp",
        "あ" * 41,
        "",
        "  ",
    ],
)
def test_what_may_tell_who_searched_is_not_kept(text):
    record_zero_result(text=text, day=DAY)
    assert counted() == {}


def test_small_numbers_are_words_like_others():
    record_zero_result(text="18歳 189", day=DAY)
    assert counted() == {"18歳 189": 1}


def test_a_robot_fills_no_disk():
    ZeroResultQuery.objects.bulk_create(
        ZeroResultQuery(text=f"語{number}x", day=DAY, count=1) for number in range(MOST_TEXTS_A_DAY)
    )
    record_zero_result(text="もう一つ", day=DAY)
    record_zero_result(text="語7x", day=DAY)
    assert ZeroResultQuery.objects.count() == MOST_TEXTS_A_DAY
    assert ZeroResultQuery.objects.get(text="語7x").count == 2


def test_a_count_reads_as_text_and_number():
    assert str(ZeroResultQuery(text="家賃 学割", count=3)) == "家賃 学割（3）"


def test_old_counts_go():
    record_zero_result(text="給付", day=date(2025, 10, 18))
    record_zero_result(text="手当", day=date(2025, 10, 19))
    record_zero_result(text="貸付", day=date(2026, 11, 23))
    assert set(ZeroResultQuery.objects.values_list("text", flat=True)) == {"手当", "貸付"}


@pytest.mark.parametrize("text", ['=hyperlink("evil.example")', "＝1+1", "-2+3", "@sum(a1)"])
def test_no_visitor_writes_a_formula_into_the_table_of_an_editor(client, site, text):
    ZeroResultQuery.objects.create(text=text, day=DAY, count=1)
    client.force_login(make_admin())
    answer = client.get(f"{reverse('wagtailsnippets_site_search_zeroresultquery:list')}?export=csv")
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode())))
    assert rows[1][0] == f"'{text}"
