"""What a picture must not carry: where and when it was taken, by which camera, for whom."""

import io
from typing import Any

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps, ImageSequence

# Format read → format written. MPO is a JPEG of some phones with a second picture behind it.
WRITTEN_AS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "AVIF": "AVIF"}
MOVING = ("PNG", "WEBP", "AVIF")


def is_readable(file: File) -> bool:
    """Whether ``file`` is a whole picture: a cut or broken one opens, but cannot be decoded."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    finally:
        file.seek(0)
    return True


def without_metadata(file: File) -> File:
    """``file`` without EXIF, GPS, XMP and comments; turned upright first, colours kept.

    GIF is returned unchanged: it has no EXIF, and rewriting would cost colours.
    """
    file.seek(0)
    with Image.open(file) as picture:
        written_as = WRITTEN_AS.get(picture.format or "")
        if written_as is None:
            file.seek(0)
            return file
        clean = io.BytesIO()
        first, options = _bare_frames(picture)
        quality = {} if written_as == "PNG" else {"quality": 92}
        first.save(clean, format=written_as, **quality, **options)
    return ContentFile(clean.getvalue(), name=file.name)


def _bare_frames(picture: Image.Image) -> tuple[Image.Image, dict[str, Any]]:
    """The first frame and what saving needs: the other frames, their times, the colour profile."""
    options: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile")}
    if picture.format not in MOVING or not getattr(picture, "is_animated", False):
        return _bare(ImageOps.exif_transpose(picture)), options
    times = [frame.info.get("duration", 0) for frame in ImageSequence.Iterator(picture)]
    first, *others = [_bare(frame) for frame in ImageSequence.Iterator(picture)]
    moving = {"duration": times, "loop": picture.info.get("loop", 0)}
    return first, {**options, **moving, "save_all": True, "append_images": others}


def _bare(frame: Image.Image) -> Image.Image:
    """A copy that carries nothing but its points and which colour is transparent."""
    bare = frame.copy()
    bare.info = {key: frame.info[key] for key in ("transparency",) if key in frame.info}
    return bare
