"""Addresses behind a ticket; they stand in front of the pages below /campaigns/."""

from django.urls import path, re_path

from campaigns.use.views import know_how, reporting

TICKET = r"(?P<ticket>[A-Za-z0-9_-]{20,80})"

urlpatterns = [
    re_path(rf"^{TICKET}/$", reporting.report, name="use_report"),
    re_path(rf"^{TICKET}/sent/$", reporting.sent, name="use_report_sent"),
    path("own/<int:number>/", know_how.report_signed_in, name="use_report_signed_in"),
]
