"""The pictures that are no SVG are what their script draws from the SVG ones."""

import PIL.Image
import PIL.ImageChops
import PIL.ImageStat
import pytest

from cms.core import build_pictures

ALIKE = (
    6  # mean difference of 0–255: another version of a font or of the browser is no other picture
)


@pytest.fixture(scope="module")
def drawn(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    build_pictures.main(browser, folder)
    return folder


@pytest.mark.parametrize("name", ["share.png", "touch-icon.png"])
def test_the_committed_picture_is_what_the_script_draws(drawn, name):
    new = PIL.Image.open(drawn / name).convert("RGB")
    committed = PIL.Image.open(build_pictures.PICTURES / name).convert("RGB")
    assert new.size == committed.size
    difference = PIL.ImageStat.Stat(PIL.ImageChops.difference(new, committed))
    assert max(difference.mean) < ALIKE
    assert len(set(committed.resize((40, 20)).getdata())) > 3, "something is drawn"
