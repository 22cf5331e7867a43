from django.urls import path

from cms.workflow import views

urlpatterns = [
    path("", views.ReviewsView.as_view(), name="reviews"),
    path("<int:pk>/", views.ReviewView.as_view(), name="review"),
    path("<int:pk>/preview/", views.PreviewView.as_view(), name="review_preview"),
    path("<int:pk>/hand-on/", views.HandOnView.as_view(), name="review_hand_on"),
    path("<int:pk>/skip/", views.SkipView.as_view(), name="review_skip"),
]
