"""The stylesheet, the script and the pictures keep their promises: small, readable, complete."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "cms/core/static/core"
SHEETS = ("tokens.css", "site.css")
SVG = "{http://www.w3.org/2000/svg}"

# Text and ground as the components combine them: names of custom properties in site.css.
COMBINATIONS = [
    ("ink", "paper"),
    ("ink-soft", "paper"),
    ("ink-soft", "white"),
    ("ink-soft", "paper-deep"),
    ("link", "paper"),
    ("link", "white"),
    ("link", "brand-soft"),
    ("brand", "white"),
    ("brand", "paper"),
    ("brand-deep", "brand-soft"),
    ("white", "brand"),
    ("white", "brand-deep"),
    ("white", "call"),
    ("call-deep", "white"),
    ("call-deep", "call-soft"),
    ("ink", "call-soft"),
    ("error", "white"),
    ("error", "error-soft"),
    ("white", "error"),
    ("amber-ink", "amber-soft"),
]


def sheet(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def colours() -> dict[str, str]:
    """Custom properties of the screen (not of print or contrast modes), references followed."""
    found: dict[str, str] = {}
    for text in (sheet("tokens.css"), sheet("site.css").split("@layer base {")[0]):
        found |= dict(re.findall(r"--([\w-]+):\s*([^;]+);", text))
    for name, value in found.items():
        while reference := re.fullmatch(r"var\(--([\w-]+)\)", value):
            value = found[reference[1]]
        found[name] = value
    return found


def luminance(colour: str) -> float:
    """Relative luminance of ``#rgb`` or ``#rrggbb`` (WCAG 2.2)."""
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("text", "ground"), COMBINATIONS)
def test_words_are_readable_on_their_ground(text, ground):
    known = colours()
    dark, bright = sorted((luminance(known[text]), luminance(known[ground])))
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


def test_styles_and_script_are_small_enough_for_an_old_phone():
    styles = [sheet(name).encode() for name in SHEETS]
    assert len(styles[1]) <= 60_000
    assert sum(len(gzip.compress(style)) for style in styles) <= 25_000
    assert len(sheet("site.js").encode()) <= 6_000


def test_nothing_is_fetched_from_elsewhere():
    for name in (*SHEETS, "site.js"):
        assert not re.search(
            r"(https?:)?//[a-z]", re.sub(r"/\*.*?\*/", "", sheet(name), flags=re.S)
        )


def test_visited_links_look_like_others_because_phones_are_shared():
    rules = re.sub(r"/\*.*?\*/", "", sheet("site.css"), flags=re.S)
    assert ":visited" not in rules


def test_every_icon_of_a_template_is_drawn():
    sprite = ElementTree.parse(STATIC / "icons.svg")
    drawn = {symbol.get("id") for symbol in sprite.iter(f"{SVG}symbol")}
    used = set()
    for template in ROOT.glob("**/templates/**/*.html"):
        if ".venv" not in template.parts:
            used |= set(re.findall(r'{% icon "([\w-]+)"', template.read_text(encoding="utf-8")))
    assert used <= drawn
    assert {"money", "housing", "work", "children", "child_support", "talk"} <= drawn


def test_pictures_carry_no_style_and_no_script():
    for picture in STATIC.glob("**/*.svg"):
        source = picture.read_text(encoding="utf-8")
        assert not re.search(r"<script|<style|style=|\son\w+=|https?://(?!www\.w3\.org)", source), (
            picture
        )


@pytest.mark.parametrize("number", ["110", "119", "189", "%238008"])
def test_the_last_error_page_needs_nothing_and_still_helps(number):
    page = render_to_string("500.html")
    assert f'href="tel:{number}"' in page
    assert "{%" not in page


def test_the_page_for_maintenance_is_what_its_template_says(tmp_path):
    call_command("write_maintenance_page", to=tmp_path / "page.html")
    written = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert (ROOT / "deploy/maintenance.html").read_text(encoding="utf-8") == written


@pytest.mark.parametrize("name", ["maintenance.html", "too-large.html"])
def test_pages_of_the_proxy_are_complete_without_the_application(name):
    page = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    assert "{%" not in page
    assert "{{" not in page
    for address in re.findall(r'(?:href|src)="/static/core/([^"]+)"', page):
        assert (STATIC / address).is_file()
