"""Taking translations off with their Japanese page."""

from django.db import transaction
from wagtail.models import Page


@transaction.atomic
def withdraw_translations(*, page: Page) -> int:
    """Unpublish the translations of a Japanese page that was taken off or deleted.

    They wait as drafts; whoever publishes the Japanese page again finds them on the board.
    """
    twins = Page.objects.live().filter(translation_key=page.translation_key, alias_of=None)
    found = list(twins.exclude(pk=page.pk).specific())
    for twin in found:
        twin.unpublish()
    return len(found)
