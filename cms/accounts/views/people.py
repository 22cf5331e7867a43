"""The owner's page: the people of one municipality, added, ended and once a year confirmed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View

from cms.accounts.expiry import last_day_for, needs_confirmation
from cms.accounts.forms import PersonForm
from cms.accounts.mails import send_invitation
from cms.accounts.models import User
from cms.accounts.origin import origin_of, person_of
from cms.accounts.services.people import add_person, confirm_people, end_account
from cms.core.calendar import today


class OwnersOnly(LoginRequiredMixin, View):
    """Everybody else gets 404: the page does not exist for them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not person_of(request).is_owner:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def people(self) -> QuerySet[User]:
        found = User.objects.visible_to(person_of(self.request)).filter(is_active=True)
        return found.prefetch_related("groups").order_by("-is_owner", "last_name", "pk")


class PeopleView(OwnersOnly, TemplateView):
    template_name = "accounts/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = today()
        people = [
            (person, needs_confirmation(person.expires_on, on), person.has_expired(on))
            for person in self.people()
        ]
        return super().get_context_data(
            people=people,
            waiting=sum(waits for _person, waits, _expired in people),
            confirmed_until=last_day_for(on),
            municipality=person_of(self.request).municipality,
            **kwargs,
        )


class AddPersonView(OwnersOnly, FormView):
    template_name = "accounts/form_page.html"
    form_class = PersonForm
    success_url = reverse_lazy("people")
    extra_context = {
        "heading": _("Add a person"),
        "introduction": [_("An account belongs to one person. Please do not make shared ones.")],
        "button": _("Add and send the link"),
    }

    def form_valid(self, form: Form) -> HttpResponse:
        owner, origin = person_of(self.request), origin_of(self.request)
        person = add_person(owner=owner, origin=origin, **form.cleaned_data)
        send_invitation.enqueue(person.pk, str(owner))
        messages.success(self.request, gettext("Added. A link was sent by mail."))
        return super().form_valid(form)


class ConfirmPeopleView(OwnersOnly):
    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = [key for key in request.POST.getlist("person")[:2_000] if key.isdecimal()]
        people = self.people().filter(pk__in=[int(key) for key in chosen if len(key) < 19])
        count = confirm_people(people=people, by=person_of(request), origin=origin_of(request))
        if count:
            words = ngettext("%(count)d account goes on.", "%(count)d accounts go on.", count)
            messages.success(request, words % {"count": count})
        else:
            messages.warning(request, gettext("Please tick the people who go on."))
        return redirect("people")


class EndPersonView(OwnersOnly):
    """Asks first; an owner cannot end the own account, so that somebody is always there."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_object_or_404(self.people().exclude(pk=person_of(request).pk), pk=pk)
        return render(request, "accounts/end_person.html", {"person": person})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_object_or_404(self.people().exclude(pk=person_of(request).pk), pk=pk)
        end_account(user=person, by=person_of(request), origin=origin_of(request))
        messages.success(request, gettext("The account has ended."))
        return redirect("people")


class InviteAgainView(OwnersOnly):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_object_or_404(self.people(), pk=pk)
        send_invitation.enqueue(person.pk, str(person_of(request)))
        messages.success(request, gettext("A new link was sent by mail."))
        return redirect("people")
