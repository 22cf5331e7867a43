"""What the pages of a review show."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, PreviewableMixin

from cms.core.calendar import today
from cms.workflow.comparing import Change, changes_between
from cms.workflow.deciding import is_author, may_decide, may_hand_on, may_skip
from cms.workflow.forms import DecisionForm, DelegateForm, SkipForm
from cms.workflow.models import ReviewState
from cms.workflow.selectors import asked_by, records_of, returned_to, waiting_for
from cms.workflow.subjects import (
    SubjectNames,
    Translations,
    is_page,
    names_of,
    subject_of,
    translations_among,
)

Context = dict[str, Any]


class ListedReview:
    """One line of a list of reviews; costs no query after ``for_lists()``."""

    def __init__(self, state: ReviewState, *, on: Any, known: Translations) -> None:
        self.state, self.names = state, names_of(state, known)
        self.address = reverse("review", args=[state.pk])
        self.is_late = state.is_open and state.due_on < on
        self.asker = state.workflow_state.requested_by


def listed(states: Any) -> list[ListedReview]:
    on, found = today(), list(states)
    keys = [state.workflow_state.object_id for state in found if is_page(state.workflow_state)]
    known = translations_among(Page.objects.filter(pk__in=keys)) if keys else {}
    return [ListedReview(state, on=on, known=known) for state in found]


def list_context(request: HttpRequest) -> Context:
    """/reviews/: whose turn it is, what came back, what is on its way."""
    person = request.user
    return {
        "waiting": listed(waiting_for(person, on=today())[:100]),
        "returned": listed(returned_to(person)[:100]),
        "asked": listed(asked_by(person)[:100]),
    }


def review_context(
    state: ReviewState,
    request: HttpRequest,
    *,
    decision: DecisionForm | None = None,
    handing: DelegateForm | None = None,
    skipping: SkipForm | None = None,
) -> Context:
    """One step: what changes, what to look at, what others said; forms keep what was typed."""
    person, subject = request.user, subject_of(state)
    is_own = is_author(state, person)
    return {
        **names_context(state),
        "state": state,
        "is_late": state.is_open and state.due_on < today(),
        "changes": changes_of(state, subject, request),
        "is_new": not subject.live,
        "public_address": subject.url if isinstance(subject, Page) and subject.live else "",
        "edit_address": edit_address(subject, person),
        "can_preview": isinstance(subject, PreviewableMixin) and subject.is_previewable(),
        "records": records_of(state.workflow_state_id),
        "is_own": is_own,
        "now_at": other_turn(state),
        "decides": may_decide(state, person),
        "decision": decision or DecisionForm(step=state.task.specific.step),
        "handing": handing or delegate_form(state, person),
        "skipping": (skipping or SkipForm()) if may_skip(state, person) and not is_own else None,
    }


def delegate_form(state: ReviewState, person: Any) -> DelegateForm | None:
    """None for whom it does not concern, and where nobody else could be asked."""
    form = DelegateForm(state=state, by=person) if may_hand_on(state, person) else None
    return form if form and form.people.exists() else None


def names_context(state: ReviewState) -> Context:
    names: SubjectNames = names_of(state)
    crumbs = [
        {"title": gettext("Reviews"), "url": reverse("reviews")},
        {"title": names.heading, "url": ""},
    ]
    return {"names": names, "breadcrumbs": crumbs}


def changes_of(state: ReviewState, subject: Any, request: HttpRequest) -> list[Change]:
    return changes_between(subject, state.revision.as_object(), request) if state.is_open else []


def edit_address(subject: Any, person: Any) -> str:
    if not person.uses_admin:
        return ""
    return AdminURLFinder(person).get_edit_url(subject) or ""


def other_turn(state: ReviewState) -> ReviewState | None:
    """The step where the review is now, when it is not this one."""
    current = state.workflow_state.current_task_state
    if current is None or current.pk == state.pk or state.is_open:
        return None
    found: ReviewState | None = ReviewState.objects.filter(pk=current.pk).first()
    return found
