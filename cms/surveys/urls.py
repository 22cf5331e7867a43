from django.urls import path, re_path

from cms.surveys.views import useful, visitors

urlpatterns = [
    path("", visitors.surveys, name="surveys"),
    path("useful/<slug:subject>/<slug:key>/", useful.useful, name="useful"),
    path("<slug:slug>/", visitors.begin, name="survey"),
    path("<slug:slug>/thanks/", visitors.thanks, name="survey_thanks"),
    path("<slug:slug>/results/", visitors.results, name="survey_results"),
    re_path(r"^(?P<slug>[-\w]+)/(?P<secret>[-\w]{32})/$", visitors.go_on, name="survey_ticket"),
]
