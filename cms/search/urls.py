from django.urls import URLPattern

app_name = "site_search"
urlpatterns: list[URLPattern] = []
