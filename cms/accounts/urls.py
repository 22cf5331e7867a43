from django.urls import path
from django.views.generic import TemplateView

from cms.accounts.views import own_account, passwords, people
from cms.accounts.views.sign_in import SignInView, SignOutView

forgotten_sent = TemplateView.as_view(template_name="accounts/forgotten_sent.html")

urlpatterns = [
    path("", SignInView.as_view(), name="sign_in"),
    path("out/", SignOutView.as_view(), name="sign_out"),
    path("forgotten/", passwords.ForgottenView.as_view(), name="forgotten"),
    path("forgotten/sent/", forgotten_sent, name="forgotten_sent"),
    path(
        "new-password/<uidb64>/<token>/", passwords.NewPasswordView.as_view(), name="new_password"
    ),
    path("password/", passwords.ChoosePasswordView.as_view(), name="choose_password"),
    path("account/", own_account.AccountView.as_view(), name="account"),
    path("account/out/", own_account.EndSessionView.as_view(), name="end_other_sessions"),
    path("account/out/<uuid:pk>/", own_account.EndSessionView.as_view(), name="end_session"),
    path("second-factor/", own_account.SecondFactorView.as_view(), name="second_factor"),
    path(
        "second-factor/set-up/",
        own_account.SetUpSecondFactorView.as_view(),
        name="set_up_second_factor",
    ),
    path("second-factor/codes/", own_account.NewCodesView.as_view(), name="new_recovery_codes"),
    path(
        "second-factor/remove/",
        own_account.RemoveSecondFactorView.as_view(),
        name="remove_second_factor",
    ),
    path("people/", people.PeopleView.as_view(), name="people"),
    path("people/add/", people.AddPersonView.as_view(), name="add_person"),
    path("people/confirm/", people.ConfirmPeopleView.as_view(), name="confirm_people"),
    path("people/<int:pk>/end/", people.EndPersonView.as_view(), name="end_person"),
    path("people/<int:pk>/invite/", people.InviteAgainView.as_view(), name="invite_again"),
]
