from django.urls import path

from cms.accounts.views import SignInView, SignOutView

urlpatterns = [
    path("", SignInView.as_view(), name="sign_in"),
    path("out/", SignOutView.as_view(), name="sign_out"),
]
