from django.urls import path

from cms.search import views

app_name = "site_search"
urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggestions, name="suggest"),
]
