"""Upload forms of the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.assets.cleaning import is_readable


class PictureField(WagtailImageField):
    """Refuses a broken picture with a message; Wagtail's field fails on some with a 500."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            readable = file is None or is_readable(file)
        except (OSError, SyntaxError):
            readable = False
        if not readable:
            raise ValidationError(
                "画像が途中で切れているか、壊れています。書き出し直して、もう一度選んでください。"
            )
        return file


class PortalImageForm(BaseImageForm):
    """``WAGTAILIMAGES_IMAGE_FORM_BASE``."""

    file = PictureField(label="ファイル", widget=BaseImageForm.Meta.widgets["file"])
