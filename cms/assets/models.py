"""Pictures, documents, videos. Originals lie in the private storage; visitors get renditions."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from wagtail.coreutils import string_to_ascii
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    ImageQuerySet,
    WagtailImageField,
    get_upload_to,
)
from wagtail.search import index
from wagtailmedia.models import AbstractMedia, MediaQuerySet

from cms.assets.access import Restricted, RestrictedQuerySet
from cms.assets.choices import Access, TrackKind
from cms.assets.cleaning import without_metadata
from cms.assets.inspection import (
    DOCUMENTS,
    PICTURES,
    RECORDINGS,
    TRACKS,
    TRANSCRIPTS,
    Kind,
    inspect_once,
)
from cms.assets.refusals import RefusedFileError, note_stored
from cms.assets.rights.models import Licensed, RightsRecord
from cms.assets.storage import STAFF_FOLDER, own_folder, private_storage
from cms.assets.tasks import read_text

__all__ = [
    "MediaTrack",
    "PortalDocument",
    "PortalImage",
    "PortalMedia",
    "PortalRendition",
    "RightsRecord",
]
VERSION_LENGTH = 12  # of the content's hash: enough to tell one file's versions apart


class PortalImageQuerySet(RestrictedQuerySet, ImageQuerySet):
    pass


class PortalDocumentQuerySet(RestrictedQuerySet, DocumentQuerySet):
    pass


class PortalMediaQuerySet(RestrictedQuerySet, MediaQuerySet):
    pass


class Inspected(models.Model):
    """A model whose ``file`` is inspected by every form and, whatever way it came, by save()."""

    file_kind: Kind

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new = self.has_new_file
        if is_new:
            inspect_once(self.file, self.file_kind)  # type: ignore[attr-defined]
        super().save(*args, **kwargs)
        if is_new:
            note_stored(self)

    @property
    def has_new_file(self) -> bool:
        file = self.file  # type: ignore[attr-defined]
        return bool(file) and not file._committed

    def clean(self) -> None:
        if self.has_new_file:
            try:
                inspect_once(self.file, self.file_kind)  # type: ignore[attr-defined]
            except RefusedFileError as refusal:
                raise ValidationError({"file": refusal}) from refusal
        super().clean()


class PortalImage(Inspected, Licensed, Restricted, AbstractImage):
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
    is_decorative = models.BooleanField(
        "飾りの画像",
        default=False,
        help_text="見えなくても内容が伝わる絵。説明の言葉（代替テキスト）なしで使えます。",
    )

    objects = PortalImageQuerySet.as_manager()
    file_kind = PICTURES

    admin_form_fields = (*Image.admin_form_fields, "credit", "is_decorative", "access")

    class Meta(AbstractImage.Meta):
        verbose_name = "画像"
        verbose_name_plural = "画像"
        permissions = [("choose_image", "Can choose image")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file is cleaned first; renditions of the file or the access before go."""
        outdated = self.has_new_file or self._has_moved()
        if self.has_new_file:
            inspect_once(self.file, self.file_kind)
            self.file = without_metadata(self.file.file)  # assigning measures it again
            self.file.file.is_inspected = True
            self._set_image_file_metadata()
        super().save(*args, **kwargs)
        if outdated:
            self.forget_renditions()

    def get_upload_to(self, filename: str) -> str:
        """The name that people gave the file: Wagtail reads 写真 as Chinese and writes XieZhen."""
        return f"original_images/{self.file.field.storage.get_valid_name(filename)}"

    def _has_moved(self) -> bool:
        """Whether who may open it may have changed since it was stored."""
        now = (self.access, self.collection_id)
        return (
            not PortalImage.objects.filter(pk=self.pk)
            .filter(access=now[0], collection=now[1])
            .exists()
        )

    def forget_renditions(self) -> None:
        """Remove every rendition; each is made again where it belongs when it is asked for."""
        for rendition in self.renditions.all():
            rendition.delete()  # one by one: Wagtail's signals remove file and cache entry


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_per_filter"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        """A folder named by the original's hash: another picture never gets the same address.

        The name is of Latin letters: addresses of pictures are copied into letters and sheets.
        """
        version = self.image.get_file_hash()[:VERSION_LENGTH]
        folder = STAFF_FOLDER if self.image.is_private else ""
        plain = "".join(char if char.isascii() else "_" for char in string_to_ascii(filename))
        return f"{folder}images/{version}/{self.file.field.storage.get_valid_name(plain)}"

    @staticmethod
    def construct_cache_key(image: Any, filter_cache_key: str, filter_spec: str) -> str:
        """Wagtail's key and who may open the picture: an old address does not outlive a change."""
        key = AbstractRendition.construct_cache_key(image, filter_cache_key, filter_spec)
        return f"{key}-{image.access}-{image.collection_id}"


def file_address(kind: str, file: Any, version: str) -> str:
    """Address of ``file`` with its version, below ``staff/`` when it is for staff."""
    route = "staff_file" if file.access == Access.STAFF else "public_file"
    return reverse(route, args=[kind, file.pk, version, file.filename])


class PortalDocument(Inspected, Licensed, Restricted, AbstractDocument):
    """A file to download; served by our view, which asks for permission."""

    file = models.FileField(
        "ファイル", upload_to=own_folder, storage=private_storage, max_length=255
    )
    source = models.CharField("出典・提供者", max_length=200, blank=True)
    extracted_text = models.TextField("本文の文字", blank=True, editable=False)

    objects = PortalDocumentQuerySet.as_manager()
    search_fields = (*AbstractDocument.search_fields, index.SearchField("extracted_text"))
    file_kind = DOCUMENTS

    admin_form_fields = (*Document.admin_form_fields, "source", "access")

    class Meta(AbstractDocument.Meta):
        verbose_name = "文書"
        verbose_name_plural = "文書"
        permissions = [("choose_document", "Can choose document")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new = self.has_new_file
        if is_new:
            self.extracted_text = ""
            self._set_document_file_metadata()
        super().save(*args, **kwargs)
        if is_new:
            reading = partial(read_text.enqueue, self.pk, self.file_hash)
            transaction.on_commit(reading)

    @property
    def version(self) -> str:
        return self.file_hash[:VERSION_LENGTH] or "0"

    @property
    def url(self) -> str:
        return file_address("documents", self, self.version)


class PortalMedia(Inspected, Licensed, Restricted, AbstractMedia):
    """A video or a sound recording; played and downloaded through our view."""

    file = models.FileField(
        "ファイル", upload_to=own_folder, storage=private_storage, max_length=255
    )
    thumbnail = None  # the poster is a picture like any other
    poster = models.ForeignKey(
        PortalImage,
        verbose_name="最初に出す画像",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    transcript = models.TextField(
        "文字起こし",
        blank=True,
        help_text="話していることを文章にしたもの。音を聞けない人も、検索もこれを使います。",
    )
    file_size = models.PositiveBigIntegerField(null=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PortalMediaQuerySet.as_manager()
    file_kind = RECORDINGS

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "access",
        "duration",
        "poster",
        "transcript",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = "動画・音声"
        verbose_name_plural = "動画・音声"

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.has_new_file:
            self.file_size = self.file.size
        super().save(*args, **kwargs)

    @property
    def version(self) -> str:
        """The folder of the file: every file has an own one, a video need not be hashed."""
        return folder_version(self.file.name)

    @property
    def url(self) -> str:
        return file_address("media", self, self.version)

    @property
    def player_tracks(self) -> list["MediaTrack"]:
        """What a player shows, captions first: the first one is on from the beginning."""
        tracks = [track for track in self.tracks.all() if track.kind != TrackKind.TRANSCRIPT]
        return sorted(tracks, key=lambda track: track.kind != TrackKind.CAPTIONS)


class MediaTrack(Inspected):
    """Captions or another text of a video in one language, as WebVTT."""

    media = models.ForeignKey(
        PortalMedia, verbose_name="動画・音声", on_delete=models.CASCADE, related_name="tracks"
    )
    kind = models.CharField("種類", max_length=20, choices=TrackKind, default=TrackKind.CAPTIONS)
    language = models.CharField("言語", max_length=20, default="ja")
    label = models.CharField("表示名", max_length=60, default="日本語")
    file = models.FileField(
        "ファイル",
        upload_to=own_folder,
        storage=private_storage,
        max_length=255,
        help_text="字幕と章は WebVTT（.vtt、UTF-8）。文字起こしは .vtt、.srt、.txt のどれでも。",
    )

    class Meta:
        verbose_name = "字幕"
        verbose_name_plural = "字幕"
        ordering = ("media", "kind", "language")
        constraints = [
            models.UniqueConstraint(
                fields=("media", "kind", "language"), name="one_track_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.media} {self.label}"

    @property
    def file_kind(self) -> Kind:  # type: ignore[override]
        return TRANSCRIPTS if self.kind == TrackKind.TRANSCRIPT else TRACKS

    @property
    def access(self) -> str:
        return self.media.access

    @property
    def filename(self) -> str:
        return self.file.name.rpartition("/")[2]

    @property
    def version(self) -> str:
        return folder_version(self.file.name)

    @property
    def url(self) -> str:
        return file_address("tracks", self, self.version)

    def is_open_to(self, reader: Any) -> bool:
        return self.media.is_open_to(reader)


def folder_version(name: str) -> str:
    """``portalmedias/<folder>/film.mp4`` → the first letters of the folder, which is drawn once."""
    parts = name.split("/")
    return parts[-2][:VERSION_LENGTH] if len(parts) > 1 else "0"
