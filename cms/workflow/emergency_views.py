"""The page on which a superuser says why something cannot wait for its review."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import UserPassesTestMixin
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.accounts.origin import person_of
from cms.core.calendar import now
from cms.core.numbers import key_of
from cms.core.publishing import PublicationRefusedError
from cms.workflow.forms import EmergencyForm
from cms.workflow.services.publishing import publish_in_emergency
from cms.workflow.subjects import REVIEWED, names_of_version


def emergency_address(subject: Any) -> str:
    kind = ContentType.objects.get_for_model(type(subject))
    return reverse("workflow_emergency", args=[kind.pk, subject.pk])


class EmergencyView(UserPassesTestMixin, WagtailAdminTemplateMixin, FormView):
    """What was typed in the editor is a draft already; the reason stays when it is refused."""

    raise_exception = True
    form_class = EmergencyForm
    template_name = "workflow/admin/emergency.html"
    page_title = "審査なしで公開（緊急）"
    header_icon = "warning"

    def test_func(self) -> bool:
        return bool(self.request.user.is_superuser)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.test_func():
            return self.handle_no_permission()
        self.subject = _found(kwargs["kind"], kwargs["pk"])
        if self.subject is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def edit_address(self) -> str:
        return AdminURLFinder(self.request.user).get_edit_url(self.subject) or ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": self.edit_address, "label": str(self.subject)}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            subject=self._heading(),
            kind=self.subject._meta.verbose_name,
            is_under_review=self.subject.workflow_in_progress,
            edit_address=self.edit_address,
            **kwargs,
        )

    def _heading(self) -> str:
        newest = self.subject.get_latest_revision()
        return names_of_version(newest).heading if newest else str(self.subject)

    def form_valid(self, form: Any) -> HttpResponse:
        by = person_of(self.request)
        try:
            publish_in_emergency(subject=self.subject, by=by, at=now(), **form.cleaned_data)
        except PublicationRefusedError as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form)
        words = "審査なしで公開しました。理由は協議記録に残り、承認者にメールで届きます。"
        messages.success(self.request, words)
        return redirect(self.edit_address)


def _found(kind: int, pk: int) -> Any:
    """The page (specific) or record with a review; None for anything else."""
    known = ContentType.objects.filter(pk=key_of(kind)).first()
    model = known.model_class() if known else None
    if model is None or not issubclass(model, REVIEWED):
        return None
    found = model._default_manager.filter(pk=key_of(pk)).first()
    return found.specific if isinstance(found, Page) else found
