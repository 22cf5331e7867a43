"""Submitting for translation and passing on what changed: neither publishes anything."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
    SubmitTranslationForm,
)
from wagtail_localize.views.update_translations import (
    UpdateTranslationsForm,
    UpdateTranslationsView,
)

from cms.accounts.origin import person_of
from cms.translation.checks import why_not_translatable
from cms.translation.services.drafting import submit_in


class _RefusesWithWords:
    """What stays Japanese is not submitted: said in words, back where one came from."""

    object: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._refused(request) or super().get(request, *args, **kwargs)  # type: ignore[misc]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._refused(request) or super().post(request, *args, **kwargs)  # type: ignore[misc]

    def _refused(self, request: HttpRequest) -> HttpResponse | None:
        reason = why_not_translatable(self.object)
        if not reason:
            return None
        messages.error(request, reason)
        if isinstance(self.object, Page):
            return redirect("wagtailadmin_explore", self.object.get_parent().pk)
        return redirect(self.object.snippet_viewset.get_url_name("list"))


class SubmitPageView(_RefusesWithWords, SubmitPageTranslationView):
    """Makes drafts only: wagtail-localize would write into what is public."""

    def get_form(self) -> SubmitTranslationForm:
        """Without the pages below: each is submitted by itself, from the board."""
        form = super().get_form()
        del form.fields["include_subtree"]
        return form

    @transaction.atomic
    def form_valid(self, form: SubmitTranslationForm) -> HttpResponse:
        locales = list(form.cleaned_data["locales"])
        for locale in locales:
            submit_in(page=self.object, locale=locale, by=person_of(self.request))
        names = "、".join(locale.get_display_name() for locale in locales)
        messages.success(self.request, self.get_success_message(names))
        made = self.object.get_translation(locales[0]) if len(locales) == 1 else None
        return redirect(self.get_success_url() or self.get_default_success_url(made))


class SubmitRecordView(_RefusesWithWords, SubmitSnippetTranslationView):
    pass


class PassOnForm(UpdateTranslationsForm):
    """Without "publish": it would show changed strings in Japanese between translated ones."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["publish_translations"]

    def clean(self) -> dict[str, Any]:
        return {**(super().clean() or {}), "publish_translations": False}


class PassOnView(UpdateTranslationsView):
    def get_form(self) -> PassOnForm:
        return PassOnForm(self.request.POST if self.request.method == "POST" else None)
