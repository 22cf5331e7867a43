"""Public files where no web server hands them out: the demonstration, development and tests."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve


def public_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file at ``path`` below ``MEDIA_ROOT``; 404 also for a name no file system can hold."""
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as fault:
        raise Http404 from fault
