"""Dated amounts: which value holds on a day, and the words it is printed in."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from measures.fields import FigureFormField, read_figure, validate_figure, write_figure
from measures.models import ParameterValue
from measures.parameters import amount_text, amounts_by_parameter, value_on, values_on
from tests.builders import make_parameter

KEY = "jidofuyo.amount.full.first"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2025, 3, 31), 45500),
        (date(2025, 4, 1), 46690),
        (date(2026, 11, 23), 46690),
        (date(2027, 3, 31), 46690),
        (date(2027, 4, 1), 47000),
    ],
)
def test_the_value_of_a_day_is_the_last_one_that_has_begun(day, value):
    make_parameter(KEY, {"2024-04-01": 45500, "2025-04-01": 46690, "2027-04-01": 47000})
    assert value_on(KEY, day).value == value


@pytest.mark.django_db
def test_before_the_first_value_and_for_an_unknown_key_there_is_none():
    make_parameter(KEY, {"2025-04-01": 46690})
    assert value_on(KEY, date(2025, 3, 31)) is None
    assert value_on("no.such.key", date(2026, 1, 1)) is None


@pytest.mark.django_db
def test_several_values_take_one_query(django_assert_num_queries):
    first = make_parameter("a.one", {"2025-04-01": 1})
    second = make_parameter("a.two", {"2024-04-01": 2, "2025-04-01": 3})
    make_parameter("a.three")
    with django_assert_num_queries(1):
        found = values_on(["a.one", "a.two"], date(2026, 1, 1))
    assert {key: amount.value for key, amount in found.items()} == {"a.one": 1, "a.two": 3}
    with django_assert_num_queries(1):
        by_id = amounts_by_parameter([first.pk, second.pk], date(2024, 5, 1))
    assert {key: amount.value for key, amount in by_id.items()} == {second.pk: 2}


@pytest.mark.django_db
def test_an_amount_knows_its_source_and_its_first_day():
    make_parameter(KEY, {"2025-04-01": 46690}, source_title="こども家庭庁告示")
    amount = value_on(KEY, date(2026, 1, 1))
    assert amount.source_title == "こども家庭庁告示"
    assert (amount.text, amount.since) == ("46,690円", "2025年4月から")
    assert amount.rows == []


@pytest.mark.django_db
def test_a_day_in_the_middle_of_a_month_is_printed_whole():
    make_parameter(KEY, {"2024-08-30": 1})
    assert value_on(KEY, date(2026, 1, 1)).since == "2024年8月30日から"


@pytest.mark.django_db
def test_a_list_is_printed_by_number_of_dependants():
    make_parameter(KEY, {"2024-11-01": [690000, 1070000]}, runs_over="dependents")
    amount = value_on(KEY, date(2026, 1, 1))
    assert [text for _people, text in amount.rows] == ["69万円", "107万円"]
    people = [people for people, _text in amount.rows]
    assert "0" in people[0]
    assert "1" in people[1]


@pytest.mark.django_db
def test_a_list_by_household_begins_with_one_person():
    make_parameter(KEY, {"2024-11-01": [200200, 276100]}, runs_over="household")
    rows = value_on(KEY, date(2026, 1, 1)).rows
    assert "1" in rows[0][0]
    assert "2" in rows[1][0]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (46690, "円", "46,690円"),
        (1450000, "円", "1,450,000円"),
        (10000, "円", "10,000円"),
        (9900, "円", "9,900円"),
        (0, "円", "0円"),
        (12, "か月", "12か月"),
        (80, "%", "80%"),
        (0.5, "%", "0.5%"),
        (3.0, "%", "3%"),
    ],
)
def test_amounts_in_japanese(value, unit, text):
    assert amount_text(value, unit) == text


def test_tables_of_limits_count_in_ten_thousands():
    assert amount_text(1450000, "円", in_man=True) == "145万円"
    assert amount_text(46690, "円", in_man=True) == "46,690円"


@pytest.mark.django_db
def test_amounts_in_english():
    make_parameter(KEY, {"2025-04-01": 1450000})
    with translation.override("en"):
        assert amount_text(46690, "円") == "46,690 yen"
        assert amount_text(1450000, "円") == "1,450,000 yen"
        assert amount_text(1, "か月") == "1 month"
        assert value_on(KEY, date(2026, 1, 1)).since == "since 2025-04-01"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("46,690", 46690),
        ("４６，６９０", 46690),
        ("690,000、1,070,000", [690000, 1070000]),
        ("690000\n1070000", [690000, 1070000]),
        ("0.5", 0.5),
    ],
)
def test_editors_type_figures_as_they_write_them(typed, value):
    assert read_figure(typed) == value
    assert read_figure(write_figure(value)) == value


@pytest.mark.parametrize("typed", ["", "  ", "約4万", "46,69", "-1", "[1]", "1e9", "一万"])
def test_what_is_no_figure_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match="「、」で区切ります"):
        read_figure(typed)


@pytest.mark.parametrize("value", [True, -1, [], [1, "2"], "5", {"a": 1}, 10**12, [1] * 21])
def test_what_is_stored_is_numbers(value):
    with pytest.raises(ValidationError):
        validate_figure(value)


def test_the_form_keeps_what_was_typed():
    field = FigureFormField()
    assert field.prepare_value([690000, 1070000]) == "690,000、1,070,000"
    assert field.prepare_value("約4万") == "約4万"
    assert not field.has_changed(46690, "46,690")
    assert field.has_changed(46690, "46,700")


@pytest.mark.django_db
@pytest.mark.parametrize(("runs_over", "value"), [("", [1, 2]), ("dependents", 1)])
def test_a_value_has_the_shape_of_its_parameter(runs_over, value):
    parameter = make_parameter("shape", {"2025-04-01": 1}, runs_over=runs_over)
    wrong = ParameterValue(parameter=parameter, valid_from=date(2026, 4, 1), value=value)
    with pytest.raises(ValidationError) as refused:
        wrong.full_clean()
    assert "value" in refused.value.message_dict
