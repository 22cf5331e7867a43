"""What a picture must not carry, and what it must keep."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, features

from cms.assets.cleaning import without_metadata
from tests.builders import picture_bytes

GPS, MAKE, ORIENTATION, ARTIST = 0x8825, 0x010F, 0x0112, 0x013B
KINDS = [
    "JPEG",
    "PNG",
    "WEBP",
    pytest.param(
        "AVIF",
        marks=pytest.mark.skipif(not features.check("avif"), reason="Pillow without AVIF"),
    ),
]


def tags(orientation: int | None = None) -> Image.Exif:
    """EXIF as a phone writes it: where (八王子), which camera, whose."""
    exif = Image.Exif()
    exif[MAKE], exif[ARTIST] = "HITORIOYA PHONE", "Tanaka Hanako"
    exif[GPS] = {1: "N", 2: (35.0, 39.0, 59.0), 3: "E", 4: (139.0, 18.0, 57.0)}
    if orientation:
        exif[ORIENTATION] = orientation
    return exif


def cleaned(content: bytes, name: str = "photo.jpg") -> tuple[bytes, Image.Image]:
    file = without_metadata(ContentFile(content, name=name))
    assert file.name == name
    file.seek(0)
    result = file.read()
    return result, Image.open(io.BytesIO(result))


@pytest.mark.parametrize("kind", KINDS)
def test_place_camera_and_name_are_removed(kind):
    content = picture_bytes(kind, exif=tags())
    assert b"HITORIOYA PHONE" in content, "the picture did carry them"
    result, picture = cleaned(content)
    assert picture.format == kind
    assert b"HITORIOYA PHONE" not in result
    assert b"Tanaka" not in result
    assert dict(picture.getexif()) == {}
    assert picture.getexif().get_ifd(GPS) == {}


def test_a_phones_double_picture_is_cleaned_too():
    """Some phones write MPO: a JPEG with a second picture behind. It has EXIF like any other."""
    file = io.BytesIO()
    first, second = Image.new("RGB", (40, 20), "white"), Image.new("RGB", (40, 20), "black")
    first.save(file, "MPO", save_all=True, append_images=[second], exif=tags())
    assert Image.open(io.BytesIO(file.getvalue())).format == "MPO"
    result, picture = cleaned(file.getvalue())
    assert b"HITORIOYA PHONE" not in result
    assert (picture.format, picture.size) == ("JPEG", (40, 20))


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_moving_pictures_keep_moving_without_their_data(kind):
    file = io.BytesIO()
    frames = [Image.new("RGB", (40, 20), colour) for colour in ("white", "black", "red")]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=80, exif=tags())
    assert b"HITORIOYA PHONE" in file.getvalue()
    result, picture = cleaned(file.getvalue())
    assert b"HITORIOYA PHONE" not in result
    assert picture.n_frames == 3


def test_a_comment_in_a_jpeg_is_removed():
    content = picture_bytes("JPEG", comment=b"Tanaka Hanako, 2026")
    assert b"Tanaka" in content
    assert b"Tanaka" not in cleaned(content)[0]


def test_the_picture_is_turned_upright_first():
    """A phone held upright stores a lying picture and a note to turn it; the note goes."""
    content = picture_bytes("JPEG", exif=tags(orientation=6))  # lies on its left side
    _result, picture = cleaned(content)
    assert picture.size == (20, 40)
    assert picture.convert("L").getpixel((10, 5)) < 64, "the black half is on top"
    assert picture.convert("L").getpixel((10, 35)) > 192


def test_colours_are_kept_as_they_were_meant():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    _result, picture = cleaned(picture_bytes("JPEG", icc_profile=profile))
    assert picture.info["icc_profile"] == profile


def test_transparent_parts_stay_transparent():
    file = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(file, "PNG")
    assert cleaned(file.getvalue())[1].convert("RGBA").getpixel((0, 0))[3] == 0


def test_a_palette_with_a_transparent_colour_stays_transparent():
    file = io.BytesIO()
    Image.new("P", (4, 4), 0).save(file, "PNG", transparency=0)
    assert cleaned(file.getvalue())[1].convert("RGBA").getpixel((0, 0))[3] == 0


def test_an_animation_stays_an_animation():
    file = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("white", "black", "red")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    result, picture = cleaned(file.getvalue(), "moving.gif")
    assert (picture.format, picture.n_frames) == ("GIF", len(frames))
    assert result == file.getvalue()


def test_cleaning_twice_is_harmless():
    once, _picture = cleaned(picture_bytes("PNG", exif=tags()))
    assert cleaned(once)[0] == once
