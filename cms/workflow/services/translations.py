"""A translation goes into the review: its strings become a draft, which is handed in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.core.publishing import PublicationRefusedError
from cms.translation.services.drafting import draft_translation, is_public_already
from cms.translation.services.translating import refuse_missing
from cms.workflow.deciding import DecisionRefusedError

UNDER_REVIEW = (
    "この訳は、もう審査に出ています。直すときや急いで公開するときは、先に審査を取りやめてください。"
)
LOCKED = "このページはロックされています。ロックした人に外してもらってから、出してください。"
NO_REVIEW = "このページには審査がありません。管理者に知らせてください。"
SAME = "公開している訳と同じです。文を直してから出してください。"


@transaction.atomic
def hand_in_translation(*, translation: Translation, by: Any) -> None:
    """A draft of the strings as they are now starts its review, or takes up the one sent back.

    Raises PublicationRefusedError while strings are missing, where nothing changed, and while a
    review is under way; the public page stays as it is.
    """
    number = translation.get_target_instance().pk
    page = Page.objects.select_for_update().get(pk=number).specific  # two people at once
    if page.workflow_in_progress:
        raise DecisionRefusedError(page, UNDER_REVIEW)
    if page.permissions_for_user(by).page_locked():
        raise DecisionRefusedError(page, LOCKED)
    refuse_missing(translation)
    if is_public_already(page=page, translation=translation):
        raise DecisionRefusedError(page, SAME)
    try:
        draft_translation(translation=translation, by=by)
    except ValidationError as unfit:
        raise PublicationRefusedError(page, "".join(unfit.messages)) from unfit
    _start(Page.objects.get(pk=number).specific, by)


def _start(page: Page, by: Any) -> None:
    """As Wagtail's editor does with other pages."""
    sent_back, workflow = page.current_workflow_state, page.get_workflow()
    if sent_back:
        sent_back.resume(by)
    elif workflow:
        workflow.start(page, by)
    else:
        raise DecisionRefusedError(page, NO_REVIEW)


@transaction.atomic
def withdraw_translation(*, translation: Translation, by: Any) -> bool:
    """End the review under way, if ``by`` may; the words of the translators stay."""
    state = translation.get_target_instance().current_workflow_state
    if state is None or not state.user_can_cancel(by):
        return False
    state.cancel(user=by)
    return True
