from django.urls import path

from measures.finder import views

urlpatterns = [
    path("", views.finder, name="finder"),
    path("chat/", views.chat, name="finder_chat"),
]
