"""Furigana in finished pages: text only, whatever the page looks like."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.japanese.markup import TEXT, attributes, tokens
from cms.japanese.readings import Readings
from cms.japanese.ruby import add_ruby

NONE = Readings()


def page(body: str, language: str = "ja") -> str:
    head = "<head><title>児童</title></head>"
    return f'<!doctype html><html lang="{language}">{head}<body>{body}</body></html>'


def inside(body: str, language: str = "ja") -> str:
    """The body with its readings, in short: {児童|じどう}."""
    done = add_ruby(page(body, language), NONE)
    found = re.search("<body[^>]*>(.*)</body>", done, flags=re.S)
    short = re.sub(
        r'<ruby>(.*?)<rp>（</rp><rt aria-hidden="true">(.*?)</rt><rp>）</rp></ruby>',
        r"{\1|\2}",
        found[1],
    )
    return short.replace("<bdi>", "").replace("</bdi>", "")


def test_a_screen_reader_meets_the_word_once_and_old_browsers_brackets():
    assert (
        '<p><ruby>児童<rp>（</rp><rt aria-hidden="true">じどう</rt><rp>）</rp></ruby></p>'
        in add_ruby(page("<p>児童</p>"), NONE)
    )


@pytest.mark.parametrize(
    "left",
    [
        "<script>var a = '児童'</script>",
        "<script><!-- <script> </script> 児童",
        '<script type="application/ld+json">{"name": "児童"}</script>',
        "<style>a::before { content: '児童' }</style>",
        "<textarea>児童</textarea>",
        "<textarea><b>児童</textarea>",
        "<select><option>児童</option></select>",
        "<svg><text>児童</text><title>児童</title></svg>",
        "<pre>児童</pre>",
        "<code>児童</code>",
        '<span lang="en">児童</span>',
        '<p translate="no">児童<b>手当</b></p>',
        '<span class="visually-hidden">児童</span>',
        "<ruby>児童<rt>こども</rt></ruby>",
        '<img alt="児童">',
        "<input value='児童'>",
        '<a title="児童>手当" aria-label=児童>a</a>',
        "<!-- 児童 -->",
        "<?児童?>",
        "<p title='児童",
        "<p 児童",
        "&#20816;&#31461;",
    ],
)
def test_nothing_but_text_changes(left):
    assert add_ruby(page(left), NONE) == page(left)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<b>児童</b>扶養", "<b>{児童|じどう}</b>{扶養|ふよう}"),
        ("<strong>3</strong>人", "<strong>3</strong>{人|にん}"),
        ("<a href=/x/>児<i>童</i></a>", "<a href=/x/>児<i>童</i></a>"),
        ("児童&amp;扶養&nbsp;", "{児童|じどう}&amp;{扶養|ふよう}&nbsp;"),
        ("1 < 2 児童 <3", "1 < 2 {児童|じどう} <3"),
        ("</>児童", "</>{児童|じどう}"),
        ("<p lang=en>a<p>児童", "<p lang=en>a<p>{児童|じどう}"),
        ("<div lang=en><p lang=ja-JP>児童</div>", "<div lang=en><p lang=ja-JP>{児童|じどう}</div>"),
        ("<!-->児童", "<!-->{児童|じどう}"),
        ("<!-- a --!>児童", "<!-- a --!>{児童|じどう}"),
        ("</b></p>児童", "</b></p>{児童|じどう}"),
        ("<SCRIPT>1</ScRiPt >児童", "<SCRIPT>1</ScRiPt >{児童|じどう}"),
        ("<a b='\"' c=\">\">児童</a>", "<a b='\"' c=\">\">{児童|じどう}</a>"),
    ],
)  # fmt: skip
def test_text_is_found_in_any_markup(body, expected):
    assert inside(body) == expected


def test_a_page_of_another_language_stays_but_for_its_japanese_part():
    assert inside("児童<div lang=ja>児童</div>", "en") == "児童<div lang=ja>{児童|じどう}</div>"


def test_twice_is_once():
    once = add_ruby(page("<p>児童扶養手当は、2人で</p>"), NONE)
    assert add_ruby(once, NONE) == once


def test_a_fragment_and_the_head_stay():
    assert add_ruby("<p lang=ja>児童</p>", NONE) == "<p lang=ja>児童</p>"
    assert "<title>児童</title>" in add_ruby(page("児童"), NONE)


def test_text_beside_its_readings_is_one_box():
    """A button lays out its children side by side: 使, える would stand apart."""
    assert "<button><bdi><ruby>" in add_ruby(page("<button>使える</button>"), NONE)
    assert "<p><ruby>" in add_ruby(page("<p>使える</p>"), NONE)


def test_a_page_of_a_megabyte_takes_linear_time():
    body = "<p>児童の<b>手当</b></p>" * 60_000
    done = add_ruby(page(body), NONE)
    assert len(page(body)) > 1_000_000
    assert done.count("<ruby>") == 120_000


@pytest.mark.parametrize(
    "hostile",
    [
        "<" * 200_000,
        "</" * 100_000,
        "<!--" * 100_000,
        "<div " * 50_000,
        "<a b='" * 50_000,
        "<div>" * 100_000 + "</p>" * 100_000,
    ],
)
def test_hostile_pages_cost_nothing(hostile):
    assert add_ruby(page(hostile + "x"), NONE) == page(hostile + "x")


TEXTS = ("児童", "手当", "2", "人", " ", "&amp;", "<", ">", '"', "'>", "</", "<!--", "-->")
TAGS = ("<b>", "</b>", "<p>", "</p>", "<p lang=en>", "<script>", "</script>", "<textarea>")
PIECES = st.lists(st.sampled_from([*TEXTS, *TAGS, "</textarea>", "<a title='"]), max_size=30)


@given(PIECES)
def test_tokens_are_the_document(pieces):
    html = "".join(pieces)
    assert "".join(token[1] for token in tokens(html)) == html


@given(PIECES)
def test_what_is_read_stays_what_was_written(pieces):
    html = page("".join(pieces))
    done = add_ruby(html, NONE)
    bare = re.sub(r"</?ruby>|</?bdi>|<rp>[（）]</rp>|<rt aria-hidden=\"true\">[^<]*</rt>", "", done)
    assert bare == html


def test_attributes_of_a_tag():
    found = attributes("<p LANG=en lang='ja' translate data-x=\"a>b\">")
    assert found == {"lang": "en", "translate": "", "data-x": "a>b"}


def test_text_tokens_hold_no_tag():
    assert [t[1] for t in tokens("a<b>c</b>d") if t[0] == TEXT] == ["a", "c", "d"]
