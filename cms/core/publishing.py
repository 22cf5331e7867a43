"""Pages that may not be published are refused with words, wherever somebody asked for it.

A page type overrides ``publish()`` and raises :class:`PublicationRefusedError`.
"""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

logger = logging.getLogger(__name__)
SCHEDULED = "wagtail.publish.scheduled"  # how publish_scheduled calls itself
REFUSED = "portal.publish.refused"


class PublicationRefusedError(ValidationError):
    """``field`` of the page and the reason in Japanese.

    A ValidationError, so that the admin's API answers with its words and status 400.
    """

    def __init__(self, page: Page, reason: str, *, field: str = "__all__") -> None:
        super().__init__({field: [reason]})
        self.page, self.reason = page, reason


def refuse_or_note(page: Page, revision: Revision, reason: str, log_action: Any) -> bool:
    """Whether ``page`` stays as it is for ``reason``; raises it where somebody waits for an answer.

    A scheduled run goes on with other pages, and the history of this one says why it was left out.
    """
    if not reason:
        return False
    if log_action != SCHEDULED:
        raise PublicationRefusedError(page, reason)
    note_refusal(page=page, revision=revision, reason=reason)
    return True


def note_refusal(*, page: Page, revision: Revision, reason: str) -> None:
    """Write into the history of ``page``, once, why its scheduled version was not published.

    The schedule stays: the next run publishes it when what is wrong was mended.
    """
    logger.error("Not published as scheduled: %s: %s", page.slug, reason)
    noted = PageLogEntry.objects.filter(page=page.pk, action=REFUSED, revision=revision)
    if not noted.exists():
        log(page, REFUSED, revision=revision, data={"reason": reason})
