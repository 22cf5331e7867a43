from django.urls import path

from campaigns.views import naming

urlpatterns = [
    path("assets/<int:pk>/naming/", naming.naming, name="campaign_naming"),
    path("assets/<int:pk>/naming/preview.png", naming.preview, name="campaign_naming_preview"),
]
