"""Pages and amounts under review, and the people who take part."""

from typing import Any

from django.urls import reverse
from wagtail.models import Workflow
from wagtail_localize.models import StringTranslation, Translation

from cms.workflow.deciding import checklist_of
from cms.workflow.models import PageUpkeep, ReviewRecord, ReviewState
from measures.models import MeasurePage
from tests.builders import make_group, make_measure, make_user

CHANGED = "新しい説明です。"
JAPANESE = "このサイトについて"  # the title of a page that is translated


def make_person(name: str, role: str, **fields: Any) -> Any:
    person = make_user(name, last_name=name, email=f"{name}@portal.example", **fields)
    make_group(role, person)
    return person


def make_named_measure(site: Any, town: Any = None, **fields: Any) -> MeasurePage:
    """A public measure; with ``town`` one that tells about it."""
    page = make_measure(site, **fields)
    page.save_revision().publish()
    PageUpkeep.objects.create(page=page, municipality=town)
    return MeasurePage.objects.get(pk=page.pk)


def change(page: Any, by: Any, **fields: Any) -> Any:
    """A draft of ``by``; the page as it is now."""
    draft = page.get_latest_revision_as_object()
    for name, value in (fields or _default_change(draft)).items():
        setattr(draft, name, value)
    draft.save_revision(user=by)
    return type(page).objects.get(pk=page.pk)


def _default_change(subject: Any) -> dict[str, str]:
    names = ("summary", "text", "kana")
    return {next(name for name in names if hasattr(subject, name)): CHANGED}


def write(translation: Translation, by: Any, **strings: str) -> None:
    """New words in place of the old ones, as the editor of translations stores them."""
    known = StringTranslation.objects.filter(locale=translation.target_locale_id)
    for japanese, words_ in strings.items():
        for each in known.filter(translation_of__data=japanese):
            each.data, each.last_translated_by = words_, by
            each.save()


def fresh(subject: Any) -> Any:
    """The page or record as it stands in the database now."""
    return type(subject).objects.get(pk=subject.pk)


def submit(subject: Any, by: Any) -> ReviewState:
    """Hand in the newest version; the step that waits."""
    workflow: Workflow = subject.get_workflow()
    workflow.start(subject, by)
    return turn_of(subject)


def turn_of(subject: Any) -> ReviewState:
    return ReviewState.objects.get(pk=subject.current_workflow_state.current_task_state_id)


def approve(state: ReviewState, by: Any, comment: str = "") -> None:
    state.approve(user=by, comment=comment, ticked=checklist_of(state.task.specific.step))


def posted(state: ReviewState, **fields: Any) -> dict[str, Any]:
    """What the form of a decision posts with every line ticked."""
    return {"ticked": checklist_of(state.task.specific.step), "comment": "", **fields}


def publish_by_hand(client: Any, response: Any, reason: str = "見本のため") -> Any:
    """Give the reason that a superuser is asked for; what was refused before stays as it is."""
    asked = response.status_code == 302 and "/admin/emergency/" in response.url
    return client.post(response.url, {"reason": reason}) if asked else response


def address(state: ReviewState, name: str = "review") -> str:
    return reverse(name, args=[state.pk])


def acts(subject: Any) -> list[str]:
    """What the records say happened, in order."""
    rows = ReviewRecord.objects.filter(key=str(subject.pk)).order_by("pk")
    return list(rows.values_list("act", flat=True))
