"""Log lines: JSON, Tokyo time, and nothing a visitor typed."""

import json
import logging
import sys

from hypothesis import given
from hypothesis import strategies as st

from cms.core.logging import JSONFormatter
from cms.core.tickets import new_ticket


def line(message: str, *arguments: object, exc_info=None) -> dict[str, str]:
    record = logging.LogRecord(
        "django.request", logging.WARNING, __file__, 1, message, arguments, exc_info
    )
    record.created = 1_795_359_600.0
    text = JSONFormatter().format(record)
    assert "\n" not in text
    return json.loads(text)


def test_a_line_says_when_what_and_how_bad():
    found = line("Not Found: %s", "/nothing/")
    assert found["message"] == "Not Found: /nothing/"
    assert (found["level"], found["logger"]) == ("WARNING", "django.request")
    assert found["time"] == "2026-11-23T00:00:00.000+09:00"


def test_what_somebody_searched_for_is_cut_off():
    found = line('"GET /search/?q=DV 相談&page=2 HTTP/1.1" 200')
    assert "DV" not in found["message"]
    assert found["message"].startswith('"GET /search/?')


def test_query_strings_are_cut_off_in_arguments_and_exceptions():
    assert "秘密" not in line("Bad Request: %s", "/finder/?answer=秘密")["message"]
    try:
        raise ValueError("could not read http://testserver/finder/?answer=秘密")
    except ValueError:
        found = line("failed", exc_info=sys.exc_info())
    assert "ValueError" in found["exception"]
    assert "秘密" not in found["exception"]


@given(st.text("abcdefghijklmnopqrstuvwxyzあいうえお0123456789=&%+", min_size=1))
def test_no_query_string_survives(query):
    assert line("GET %s done", f"/search/?{query}")["message"] == "GET /search/?… done"


def test_japanese_stays_readable():
    record = logging.LogRecord("portal", logging.INFO, __file__, 1, "窓口を確認", (), None)
    assert "窓口を確認" in JSONFormatter().format(record)


def test_the_secret_of_a_link_is_left_out():
    """Whoever reads the log must not be able to open what a link opens."""
    for _time in range(50):
        secret, _digest = new_ticket()
        assert line("Gone: %s", f"/surveys/a/{secret}/")["message"] == "Gone: /surveys/a/…/"
        assert secret not in line("Gone: %s", f"/surveys/a/{secret}")["message"]
    assert "yearly-2026" in line("Gone: %s", "/surveys/yearly-2026/")["message"]
