"""Where the admin changes a file."""

from django.db import models
from django.urls import reverse

from cms.assets.models import PortalDocument, PortalImage, PortalMedia

ROUTES: dict[type[models.Model], str] = {
    PortalImage: "wagtailimages:edit",
    PortalDocument: "wagtaildocs:edit",
    PortalMedia: "wagtailmedia:edit",
}


def edit_address(file: models.Model) -> str:
    return reverse(ROUTES[type(file)], args=[file.pk])
