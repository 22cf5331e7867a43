"""Pages that may not be published are refused with words, wherever somebody asked for it.

A page type overrides ``publish()`` and raises :class:`PublicationRefusedError`.
"""

import logging

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


def note_refusal(*, page: Page, revision: Revision, reason: str) -> None:
    """Write into the history of ``page``, once, why its scheduled version was not published.

    The schedule stays: the next run publishes it when what is wrong was mended.
    """
    logger.error("Not published as scheduled: %s: %s", page.slug, reason)
    noted = PageLogEntry.objects.filter(page=page.pk, action=REFUSED, revision=revision)
    if not noted.exists():
        log(page, REFUSED, revision=revision, data={"reason": reason})
