"""What the editor of translations says above the strings."""

from typing import Any

from django import template
from wagtail_localize.models import Translation

from cms.translation.services.drafting import waits_to_be_handed_in

register = template.Library()


@register.inclusion_tag("translation/admin/review_notice.html")
def review_of_translation(page: Any, translation: Translation) -> dict[str, Any]:
    """The way into the review; while one runs, what of the words will be public."""
    return {
        "translation": translation,
        "is_under_review": page.workflow_in_progress,
        "waits": waits_to_be_handed_in(page=page, translation=translation),
    }
