"""Taking data out of the system: staff say why, it is recorded, and no cache keeps the file."""

from typing import Any, TypeVar

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.forms import CleanTextField
from cms.accounts.origin import origin_of, person_of
from cms.records.choices import Action
from cms.records.services import record_access

Response = TypeVar("Response", bound=HttpResponseBase)


class ReasonForm(forms.Form):
    reason = CleanTextField(
        label="理由",
        max_length=300,
        help_text="なぜ書き出すのかを書いてください。この書き出しも記録に残ります。",
    )


class ExportView(PermissionRequiredMixin, WagtailAdminTemplateMixin, FormView):
    """A form that asks for the reason. ``explanation`` tells the person what the file will hold."""

    raise_exception = True
    form_class: type[forms.Form] = ReasonForm
    template_name = "accounts/admin/export.html"
    header_icon = "download"
    explanation = ""

    def above(self) -> list[dict[str, Any]]:
        """The pages above in the breadcrumbs: url, label."""
        raise NotImplementedError

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.page_title}
        return [*super().get_breadcrumbs_items(), *self.above(), here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(explanation=self.explanation, **kwargs)


def note_access(
    request: HttpRequest,
    action: Action,
    *,
    label: str = "",
    target: models.Model | None = None,
    reason: str = "",
) -> None:
    """One row of the access record: who asked, for what, when, from where."""
    origin = origin_of(request)
    record_access(
        at=origin.at,
        action=action,
        actor=person_of(request),
        target=target,
        label=label,
        address=origin.address,
        reason=reason,
    )


def kept_nowhere(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-store"
    return response


def as_download(response: Response, name: str) -> Response:
    """``name``: ASCII, with its ending."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return kept_nowhere(response)
