"""Addresses of stored files; the version in them lets public ones be kept for ever."""

from django.urls import path, re_path

from cms.core.files import views

FILE = r"(?P<kind>documents|media|tracks)/(?P<pk>\d{1,18})/(?P<version>[^/]+)/(?P<filename>[^/]+)$"
DOCUMENT = r"(?P<pk>\d{1,18})/(?P<filename>[^/]+)$"

urlpatterns = [
    re_path(rf"^files/public/{FILE}", views.public_file, name="public_file"),
    re_path(rf"^files/staff/{FILE}", views.staff_file, name="staff_file"),
    path("files/staff/originals/<path:name>", views.original_file, name="original_file"),
    path("files/staff/<path:name>", views.staff_rendition, name="staff_rendition"),
    re_path(
        r"^documents/(?P<pk>\d{1,18})/(?P<filename>[^/]+)$",
        views.document,
        name="wagtaildocs_serve",
    ),
]
