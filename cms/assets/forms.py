"""Upload forms of the admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.images.widgets import AdminImageChooser
from wagtail.permissions import policy_registry
from wagtailmedia.forms import BaseMediaForm

from cms.assets.cleaning import is_readable
from cms.assets.models import PortalImage
from cms.assets.refusals import note_refused
from cms.assets.rights.forms import RightsFormMixin


class AccessMixin(forms.BaseForm):
    """Several uploads at once do not ask who may open a file: it keeps what it has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "access" in self.fields:
            self.fields["access"].required = False

    def clean_access(self) -> str:
        return self.cleaned_data["access"] or self.instance.access  # type: ignore[attr-defined]


class PictureField(WagtailImageField):
    """Refuses a broken picture with a message; Wagtail's field fails on some with a 500."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        try:
            return super().clean(data, initial)
        except ValidationError as refusal:
            if data:
                note_refused(data.name, refusal)
            raise

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


class PictureForm(BaseImageForm):
    """With our field for the file, except where the form is for words alone.

    A declared field ignores ``Meta.exclude``: after many pictures were sent at once, the form with
    their words would ask for each file again.
    """

    file = PictureField(label="ファイル", widget=BaseImageForm.Meta.widgets["file"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in (self._meta.exclude or ()):
            del self.fields["file"]


class PortalImageForm(AccessMixin, RightsFormMixin, PictureForm):
    """``WAGTAILIMAGES_IMAGE_FORM_BASE``."""


class PortalDocumentForm(AccessMixin, RightsFormMixin, BaseDocumentForm):
    """``WAGTAILDOCS_DOCUMENT_FORM_BASE``."""


class PortalMediaForm(AccessMixin, RightsFormMixin, BaseMediaForm):
    """``WAGTAILMEDIA["MEDIA_FORM_BASE"]``."""

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if self.prefix:  # within the dialog that chooses a film: a dialog in it would close it
            self.fields.pop("poster", None)
        if "poster" in self.fields:
            self.fields["poster"].widget = AdminImageChooser()
            if user is not None:
                self.fields["poster"].queryset = self._posters(user)  # type: ignore[attr-defined]

    def _posters(self, user: Any) -> QuerySet:
        """Pictures that the person may choose, and the one that is there."""
        policy = policy_registry.get_by_type(PortalImage)
        allowed = policy.instances_user_has_any_permission_for(user, ["choose"])
        return PortalImage.objects.filter(Q(pk__in=allowed) | Q(pk=self.instance.poster_id))
