"""What a picture must not carry: where and when it was taken, by which camera, for whom."""

import io

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps

KEPT_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")


def without_metadata(file: File) -> File:
    """``file`` without EXIF, GPS, XMP and comments; turned upright first, colours kept.

    Formats that carry animation or that Pillow cannot rewrite without loss of meaning are returned
    unchanged (GIF has no EXIF).
    """
    file.seek(0)
    with Image.open(file) as picture:
        if picture.format not in KEPT_FORMATS or getattr(picture, "is_animated", False):
            file.seek(0)
            return file
        upright = ImageOps.exif_transpose(picture)
        clean = io.BytesIO()
        profile = picture.info.get("icc_profile")
        stripped = upright.copy()
        stripped.info = {}
        options = {"quality": 92} if picture.format != "PNG" else {}
        stripped.save(clean, format=picture.format, icc_profile=profile, **options)
    return ContentFile(clean.getvalue(), name=file.name)
