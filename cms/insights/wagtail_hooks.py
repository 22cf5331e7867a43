"""Downloads and plays are counted when a file begins to be sent (``cms.core.files``)."""

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from wagtail import hooks

from cms.areas.models import Area
from cms.assets.models import PortalDocument, PortalMedia
from cms.core.calendar import today
from cms.insights.choices import Act
from cms.insights.services import count

ACTS: dict[type[Model], Act] = {PortalDocument: Act.DOWNLOAD, PortalMedia: Act.PLAY}


@hooks.register("file_sent")
def count_sent_file(request: HttpRequest, file: Model) -> None:
    """A play is a film that begins to be sent; what the browser has kept is not asked for again."""
    act = ACTS.get(type(file))
    if act is not None:
        count(act=act, target=file, on=today(), municipality=municipality_of(request))


def municipality_of(request: HttpRequest) -> Area | None:
    """Who has no session is not asked for: the answer would vary by cookie for shared caches."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return getattr(request.user, "municipality", None)
