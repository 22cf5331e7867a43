"""The manual holds together: pictures are there and named, links lead somewhere."""

import re

import pytest
from PIL import Image

from tests.architecture.sources import ROOT
from tests.manual.camera import LARGEST, WIDTH
from tests.manual.tasks import TASKS

MANUAL = ROOT / "docs" / "editors"
IMAGES = MANUAL / "images"
PAGES = sorted(MANUAL.glob("*.md"))
TOGETHER = 1_500_000  # bytes of all pictures
PICTURE = re.compile(r"!\[([^\]]*)\]\(images/([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
LINES = 60  # of a page: about one screen of words


def words(name: str) -> str:
    return (MANUAL / name).read_text(encoding="utf-8")


def test_every_picture_is_named_and_every_named_picture_is_there():
    named = {name for page in PAGES for _alt, name in PICTURE.findall(words(page.name))}
    assert named == {path.name for path in IMAGES.iterdir()}


def test_every_picture_has_words_of_its_own():
    alts = [alt for page in PAGES for alt, _name in PICTURE.findall(words(page.name))]
    assert min(len(alt) for alt in alts) >= 8
    assert len(set(alts)) == len(alts)


def test_pictures_are_small_and_as_wide_as_the_camera():
    sizes = {path.name: path.stat().st_size for path in IMAGES.iterdir()}
    assert max(sizes.values()) <= LARGEST
    assert sum(sizes.values()) < TOGETHER
    for path in IMAGES.iterdir():
        with Image.open(path) as picture:
            assert picture.width == WIDTH, path.name


def headings(page: str) -> set[str]:
    return {line.lstrip("# ").strip() for line in words(page).splitlines() if line.startswith("#")}


@pytest.mark.parametrize("page", [path.name for path in PAGES])
def test_links_lead_somewhere(page):
    for target in LINK.findall(words(page)):
        name, _hash, anchor = target.partition("#")
        assert not name or (MANUAL / name).is_file(), target
        assert not anchor or anchor in headings(name or page), target


def test_every_page_is_in_the_index_and_leads_back():
    listed = set(LINK.findall(words("README.md")))
    for page in PAGES:
        if page.name != "README.md":
            assert page.name in listed, page.name
            assert words(page.name).rstrip().endswith("[目次へ](README.md)"), page.name


def test_pages_are_short():
    long = {path.name: words(path.name).count("\n") for path in PAGES}
    assert {name: lines for name, lines in long.items() if lines > LINES} == {}


def test_every_page_has_a_task_that_is_walked():
    assert {f"{name}.md" for name in TASKS} | {"README.md"} == {path.name for path in PAGES}
