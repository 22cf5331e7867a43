"""Measures as page types: where they live, what they check, how editors see them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from home.models import HomePage, StandardPage
from measures.models import Implementation, MeasureIndexPage, MeasurePage
from tests.builders import (
    make_area,
    make_implementation,
    make_measure,
    make_translation,
    measure_index,
)

pytestmark = pytest.mark.django_db


def test_where_measures_live():
    assert MeasureIndexPage.allowed_parent_page_models() == [HomePage]
    assert MeasurePage.allowed_parent_page_models() == [MeasureIndexPage]
    assert MeasurePage.allowed_subpage_models() == []
    assert StandardPage not in MeasureIndexPage.allowed_subpage_models()


def test_a_site_has_one_list_of_measures(site):
    index = measure_index(site)
    assert not MeasureIndexPage.can_create_at(index.get_parent().specific)


def test_editors_see_both_names(site):
    page = make_measure(site)
    assert page.get_admin_display_title() == "児童扶養手当（ひとり親の毎月の手当）"


def test_other_names_are_one_a_line(site):
    page = make_measure(site, other_names="母子手当\n\n  児扶手 \n")
    assert page.other_name_list == ["母子手当", "児扶手"]


def test_the_card_says_the_summary(site):
    assert make_measure(site, introduction="別の文").card_text.startswith("ひとりで")


@pytest.mark.parametrize("kana", ["ジドウ", "児童", "jido", ""])
def test_the_reading_is_hiragana(site, kana):
    page = make_measure(site)
    page.kana = kana
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "kana" in refused.value.message_dict


def test_a_number_is_used_once(site):
    make_measure(site, number=45)
    other = make_measure(site, slug="jido-teate", number=46)
    other.number = 45
    with pytest.raises(ValidationError) as refused:
        other.full_clean()
    assert "number" in refused.value.message_dict


def test_a_translation_keeps_the_number(site):
    page = make_measure(site, number=45)
    make_translation(site.root_page.specific, "en")
    make_translation(measure_index(site), "en")
    copy = make_translation(page, "en", title="Child rearing allowance")
    copy.full_clean()


def test_one_record_for_a_measure_in_an_area(site):
    page, area = make_measure(site), make_area("13201", "八王子市", "はちおうじし")
    make_implementation(page, area)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_implementation(page, area)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"extra_benefit": "月1万円を加えます"}, "extra_benefit"),
        ({"difference": "3割引"}, "difference"),
        ({"valid_from": date(2026, 4, 1), "valid_to": date(2026, 3, 31)}, "valid_to"),
        ({"checked_on": None}, "checked_on"),
    ],
)
def test_what_a_record_refuses(site, fields, wrong):
    page, area = make_measure(site), make_area("13201", "八王子市", "はちおうじし")
    given = {"status": "running", "checked_on": date(2026, 10, 1), **fields}
    with pytest.raises(ValidationError) as refused:
        Implementation(measure=page, area=area, **given).full_clean()
    assert wrong in refused.value.message_dict


def test_unconfirmed_needs_no_date(site):
    page, area = make_measure(site), make_area("13201", "八王子市", "はちおうじし")
    record = Implementation(measure=page, area=area)
    record.full_clean()
    assert "八王子市" in str(record)
