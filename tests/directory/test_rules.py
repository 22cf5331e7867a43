"""Small rules: telephones, corporate numbers, ages of information, hours in words."""

from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from directory.corporate_number import validate_corporate_number
from directory.freshness import age_of, is_old
from directory.importing.hours import parse_hours
from directory.models import Office
from directory.phones import InvalidTelephoneError, split_extension, telephone, validate_telephone

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "display", "href"),
    [
        ("042-626-3111", "042-626-3111", "tel:+81426263111"),
        ("０４２－６２６－３１１１", "042-626-3111", "tel:+81426263111"),
        ("0426263111", "042-626-3111", "tel:+81426263111"),
        ("(042)626-3111", "042-626-3111", "tel:+81426263111"),
        ("03ー5467ー1721", "03-5467-1721", "tel:+81354671721"),
        ("0120-279-889", "0120-279-889", "tel:0120279889"),
        ("0570-078374", "0570-078374", "tel:0570078374"),
        ("#8008", "#8008", "tel:%238008"),
        ("＃８００８", "#8008", "tel:%238008"),
        ("189", "189", "tel:189"),
        ("110", "110", "tel:110"),
        ("011-000-0000", "011-000-0000", "tel:+81110000000"),  # a sample that rings nowhere
    ],
)
def test_numbers_as_people_write_them(written, display, href):
    found = telephone(written)
    assert (found.display, found.href) == (display, href)


@pytest.mark.parametrize(
    "written", ["", "abc", "042-62B-3111", "123", "042-626-31", "+1 212 555 0100", "999"]
)
def test_what_is_no_number_is_refused_with_words(written):
    with pytest.raises(InvalidTelephoneError, match=r"."):
        telephone(written)
    with pytest.raises(ValidationError):
        validate_telephone(written)


@given(st.text(max_size=60))
def test_no_text_breaks_the_telephone_rule(text):
    with suppress(InvalidTelephoneError):
        assert telephone(text).display


def test_extensions_are_told_apart():
    assert split_extension("042-626-3111（内線2345）") == ("042-626-3111", "2345")
    assert split_extension("042-626-3111 内線 12") == ("042-626-3111", "12")
    assert split_extension("042-626-3111") == ("042-626-3111", "")


def test_corporate_numbers_have_a_check_digit():
    validate_corporate_number("7000012050002")  # 国税庁
    for wrong in ("8000012050002", "700001205000", "70000120500０2", "x000012050002", ""):
        with pytest.raises(ValidationError):
            validate_corporate_number(wrong)


@pytest.mark.parametrize(
    ("days", "kind"), [(0, "fresh"), (180, "fresh"), (181, "amber"), (400, "amber"), (401, "old")]
)
def test_labels_grow_old_by_themselves(days, kind):
    office = Office(
        name="窓口",
        verification="confirmed",
        confirmed_on=TODAY - timedelta(days=days),
        confirmed_by="八王子市",
    )
    with translation.override("ja"):
        age = age_of(office, TODAY)
    assert age.kind == kind
    assert "八王子市が確認" in age.text
    assert is_old(office.confirmed_on, TODAY) is (kind == "old")


def test_what_nobody_confirmed_says_so():
    with translation.override("ja"):
        assert age_of(Office(name="窓口"), TODAY).text.startswith("未確認")
        listed = age_of(Office(name="窓口", source_on=date(2026, 7, 27)), TODAY)
    assert (listed.kind, listed.text) == ("unknown", "未確認（2026年7月27日の資料から）")


def lines_of(text: str, closed: str = "") -> list[tuple[str, time, time, str]]:
    return [(h.weekdays, h.opens, h.closes, h.holidays) for h in parse_hours(text, closed)]


@pytest.mark.parametrize(
    ("text", "closed", "expected"),
    [
        (
            "月曜日から金曜日 午前8時45分から午後5時15分",
            "",
            [("01234", time(8, 45), time(17, 15), "closed")],
        ),
        (
            "午前8時30分から午後5時15分",
            "土曜日・日曜日・祝日・年末年始",
            [("01234", time(8, 30), time(17, 15), "closed")],
        ),
        (
            "平日9時～21時／土曜9時～17時",
            "日曜日・祝日",
            [("01234", time(9), time(21), "closed"), ("5", time(9), time(17), "closed")],
        ),
        (
            "平日 8:30～20:00、土曜日・日曜日・祝日 9:00～18:00",
            "",
            [("01234", time(8, 30), time(20), "closed"), ("56", time(9), time(18), "also")],
        ),
        (
            "９時～１２時・１３時～１６時",
            "土曜日・日曜日・祝日",
            [("01234", time(9), time(12), "closed"), ("01234", time(13), time(16), "closed")],
        ),
        ("365日24時間", "", [("0123456", time(0), time(0), "always")]),
        ("毎日 9:00～21:00", "年末年始", [("0123456", time(9), time(21), "open")]),
    ],
)
def test_hours_in_words_that_are_certain(text, closed, expected):
    assert lines_of(text, closed) == expected


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("", ""),
        ("8時30分～17時15分", ""),  # on which days?
        ("8時30分～17時15分", "祝日・年末年始"),  # and on Saturdays?
        ("平日 8時30分～17時15分（正午から午後1時までを除く。）", "土曜日・日曜日"),
        ("役場本庁：9時から16時30分まで", "土曜日・日曜日"),
        ("第1・2・3・4水曜日 13時～16時", ""),
        ("月曜日～金曜日 9:00～17:00", "第3水曜日、祝日"),
        ("月～金 25時～26時", ""),
        ("月～金 17時～9時", ""),
        ("相談日程は公式ページで確認", ""),
        ("毎日24時間", "年末年始"),
    ],
)
def test_hours_that_are_not_certain_stay_words(text, closed):
    assert parse_hours(text, closed) == ()


@given(st.text(max_size=80), st.text(max_size=40))
def test_no_text_breaks_the_reading_of_hours(text, closed):
    parse_hours(text, closed)
