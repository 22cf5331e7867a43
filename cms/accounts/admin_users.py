"""管理者 keep accounts in the admin: one role each, own limits, everything recorded.

Nobody makes somebody mightier than themselves: only who may do everything gives that away or
touches the account of somebody who has it.
"""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.snippets.widgets import AdminSnippetChooser
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserViewSet

from cms.accounts.mails import send_invitation
from cms.accounts.models import SecondFactor, User
from cms.accounts.origin import origin_of
from cms.accounts.roles import CONFIRMING
from cms.accounts.services.people import record_account_change, record_new_account
from cms.accounts.services.second_factor import remove_second_factor
from cms.areas.models import Area
from cms.fields.days import DayField

EXTRA = {"municipality", "is_owner", "expires_on"}
WEIGHTY = {"groups", "is_active", "is_superuser", "municipality", "is_owner"}


class _OneRole(forms.ModelForm):
    """Fields of ours beside Wagtail's; the name stands in one field, as Japanese names do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = False
        self.fields["first_name"].help_text = "空欄でかまいません。"
        self.fields["last_name"].label = "氏名"
        self.fields["groups"].help_text = "役割は一人に一つです。"

    def clean_groups(self) -> models.QuerySet[Group]:
        groups = self.cleaned_data["groups"]
        if len(groups) > 1:
            raise forms.ValidationError("役割は一人に一つです。一つだけ選んでください。")
        return groups

    def clean(self) -> dict[str, Any]:
        """The database holds this rule, too; asked here it comes with words."""
        cleaned = super().clean() or {}
        others = User.objects.filter(is_owner=True, is_active=True).exclude(pk=self.instance.pk)
        town = cleaned.get("municipality")
        if cleaned.get("is_owner") and town and others.filter(municipality=town).exists():
            self.add_error("is_owner", "この自治体には、もう所有者がいます。所有者は一人です。")
        roles = [group.name for group in cleaned.get("groups") or ()]
        if CONFIRMING in roles and not town:
            self.add_error("municipality", "事実確認者の自治体を選んでください。")
        return cleaned


class PortalUserCreationForm(_OneRole, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | EXTRA
        field_classes = {"expires_on": DayField}
        widgets = {**UserCreationForm.Meta.widgets, "municipality": AdminSnippetChooser(Area)}

    def save(self, commit: bool = True) -> Any:
        """Without a password: the invitation leads to choosing one."""
        self.instance.set_unusable_password()
        return super().save(commit)


class PortalUserEditForm(_OneRole, UserEditForm):
    without_factor = forms.BooleanField(
        label="2段階認証を外す",
        required=False,
        help_text="スマートフォンも予備コードもなくした人だけです。本人であることを電話などで確かめてください。",
    )

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | EXTRA
        field_classes = {"expires_on": DayField}
        widgets = {**UserEditForm.Meta.widgets, "municipality": AdminSnippetChooser(Area)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not SecondFactor.objects.filter(user=self.instance).exists():
            del self.fields["without_factor"]


def _leave_might_alone(form: forms.ModelForm, editor: Any) -> None:
    if "is_superuser" in form.fields and not editor.is_superuser:
        form.fields["is_superuser"].disabled = True


class PortalIndexView(IndexView):
    """Nothing to tick: what is done to many at once asks none of the rules below."""

    @cached_property
    def columns(self) -> list[Any]:
        return [each for each in super().columns if not isinstance(each, BulkActionsCheckboxColumn)]


class PortalCreateView(CreateView):
    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)
        _leave_might_alone(form, self.request.user)
        return form

    def save_instance(self) -> Any:
        user = super().save_instance()
        record_new_account(user=user, by=self.request.user, origin=origin_of(self.request))
        send_invitation.enqueue(user.pk, str(self.request.user))
        return user


class _Weaker:
    """Only somebody who may do everything touches the account of one who may."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if self.object.is_superuser and not request.user.is_superuser:  # type: ignore[attr-defined]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class PortalEditView(_Weaker, EditView):
    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)
        _leave_might_alone(form, self.request.user)
        return form

    def save_instance(self) -> Any:
        user, origin = super().save_instance(), origin_of(self.request)
        changed = set(self.form.changed_data)
        if self.form.cleaned_data.get("without_factor"):
            remove_second_factor(user=user, by=self.request.user, origin=origin)
        record_account_change(
            user=user,
            by=self.request.user,
            origin=origin,
            changed=sorted(changed),
            ends_sessions=bool(changed & WEIGHTY) and user != self.request.user,
        )
        return user


class PortalDeleteView(DeleteView):
    """Accounts end; they are not removed, so that records keep a name to lead to."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        raise PermissionDenied


class PortalUserViewSet(UserViewSet):
    index_view_class = PortalIndexView
    add_view_class = PortalCreateView
    edit_view_class = PortalEditView
    delete_view_class = PortalDeleteView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return PortalUserEditForm if for_update else PortalUserCreationForm
