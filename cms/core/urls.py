from django.urls import path

from cms.core import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("healthy/", views.healthy, name="healthy"),
]
