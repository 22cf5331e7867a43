"""Pictures and files. Originals lie in the private storage; visitors get renditions."""

from django.core.files.storage import Storage, storages
from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    WagtailImageField,
    get_upload_to,
)

from cms.assets.cleaning import without_metadata


def private_storage() -> Storage:
    """The storage that no web server maps (a folder outside the web root or a private bucket)."""
    return storages["private"]


class PortalImage(AbstractImage):
    """A picture; place and camera data are removed before it is stored."""

    file = WagtailImageField(
        "ファイル",
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
        storage=private_storage,
    )
    credit = models.CharField(
        "クレジット", max_length=200, blank=True, help_text="撮影者や提供者。画像の下に出ます。"
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "画像"
        verbose_name_plural = "画像"
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args: object, **kwargs: object) -> None:
        if self.file and not self.file._committed:
            self.file = without_metadata(self.file.file)  # assigning measures it again
        super().save(*args, **kwargs)


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_per_filter"
            )
        ]


class PortalDocument(AbstractDocument):
    """A file to download; served by Wagtail's view, which asks for permission."""

    file = models.FileField("ファイル", upload_to="documents", storage=private_storage)
    source = models.CharField("出典・提供者", max_length=200, blank=True)

    admin_form_fields = (*Document.admin_form_fields, "source")

    class Meta(AbstractDocument.Meta):
        verbose_name = "文書"
        verbose_name_plural = "文書"
        permissions = [("choose_document", "Can choose document")]
