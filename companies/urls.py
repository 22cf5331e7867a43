"""What companies do without an account; below /companies/submit/ in every language."""

from django.urls import path

from companies.views import submitting as views

urlpatterns = [
    path("", views.begin, name="company_submit"),
    path("link/", views.new_link, name="company_link"),
    path("<str:secret>/", views.submission, name="company_submission"),
    path("<str:secret>/edit/", views.edit, name="company_edit"),
    path("<str:secret>/evidence/", views.upload, name="company_evidence_upload"),
    path("<str:secret>/evidence/<int:number>/remove/", views.remove, name="company_evidence_drop"),
    path("<str:secret>/send/", views.send, name="company_send"),
    path("<str:secret>/withdraw/", views.withdraw, name="company_withdraw"),
]
