"""Addresses of stored files; the version in them lets public ones be kept for ever."""

from django.urls import re_path

from cms.core.files import views

FILE = r"(?P<kind>documents|media|tracks)/(?P<pk>\d{1,18})/(?P<version>[^/]+)/(?P<filename>[^/]+)$"
NAME = r"(?P<name>[^\x00-\x1f]+)$"  # PostgreSQL takes no NUL
DOCUMENT = r"(?P<pk>\d{1,18})/(?P<filename>[^/]+)$"

urlpatterns = [
    re_path(rf"^files/public/{FILE}", views.public_file, name="public_file"),
    re_path(rf"^files/staff/{FILE}", views.staff_file, name="staff_file"),
    re_path(rf"^files/staff/originals/{NAME}", views.original_file, name="original_file"),
    re_path(rf"^files/staff/{NAME}", views.staff_rendition, name="staff_rendition"),
    re_path(rf"^documents/{DOCUMENT}", views.document, name="wagtaildocs_serve"),
]
