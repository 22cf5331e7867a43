"""Addresses below /admin/localize/ that answer in place of wagtail-localize's own."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from cms.translation.views import po_files, reporting, submitting, words

urlpatterns = [  # without names: wagtail-localize's lead here
    path("jsi18n/", require_admin_access(words.translator_words)),
    path("reports/translations/", require_admin_access(reporting.ReportView.as_view())),
    path(
        "reports/translations/results/",
        require_admin_access(reporting.ReportView.as_view(results_only=True)),
    ),
    path("submit/page/<int:page_id>/", require_admin_access(submitting.SubmitPageView.as_view())),
    path(
        "submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
        require_admin_access(submitting.SubmitRecordView.as_view()),
    ),
    path(
        "update/<int:translation_source_id>/",
        require_admin_access(submitting.PassOnView.as_view()),
    ),
    path(
        "translate/<int:translation_id>/pofile/download/",
        require_admin_access(po_files.DownloadView.as_view()),
    ),
    path(
        "translate/<int:translation_id>/pofile/upload/",
        require_admin_access(po_files.UploadView.as_view()),
    ),
]
