"""The rule in words beside the form, with its examples and what a change would do."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin.panels import Panel

from cms.core.calendar import today

REVIEW = "measures/admin/rule_review.html"


class RulePanel(Panel):
    """Shows the saved draft; a script asks again while somebody edits."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "measures/admin/rule_panel.html"

        @property
        def media(self) -> forms.Media:
            return forms.Media(css={"all": ["measures/rule.css"]}, js=["measures/rule-panel.js"])

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from measures.review import review_of  # stands on models, which name this panel

            context = super().get_context_data(parent_context)
            posted = getattr(self.form, "review", None)
            review = posted or review_of(self.instance, on=today())
            address = reverse("measures_rule_review", args=[self.instance.pk or 0])
            return {**context, "review": review, "address": address}


@require_POST
def rule_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The review of posted form data; nothing is saved. 0 is a page that is not there yet."""
    from measures.models import MeasurePage

    page = get_object_or_404(MeasurePage, id=pk).get_latest_revision_as_object() if pk else None
    if page and not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form_class = MeasurePage.get_edit_handler().get_form_class()
    instance = page or MeasurePage()
    form = form_class(request.POST, request.FILES, instance=instance, for_user=request.user)
    form.defer_required_fields()
    form.is_valid()
    return render(request, REVIEW, {"review": form.review})
