"""Addresses below /campaigns/ that are no pages; the pages themselves are Wagtail's."""

from campaigns.urls import naming, taking

urlpatterns = [*taking.urlpatterns, *naming.urlpatterns]
