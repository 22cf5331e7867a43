"""The findings of a page in the editor's 「確認」."""

from typing import Any

from django import template

from cms.core.calendar import now
from cms.core.content.findings import findings_of
from cms.core.models import SectionPage
from cms.core.publishing import first_day_of

register = template.Library()


@register.inclusion_tag("quality/admin/findings.html")
def content_findings(page: Any) -> dict[str, Any]:
    """Of the version in the editor as it was saved last; nothing for what is not a page of ours."""
    if not isinstance(page, SectionPage) or not page.pk:
        return {"is_shown": False}
    found = findings_of(page, on=first_day_of(page, at=now()))
    return {
        "is_shown": True,
        "refusing": [finding for finding in found if finding.refuses],
        "advice": [finding for finding in found if not finding.refuses],
    }
