"""schema.org GovernmentService of a measure, for search engines."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.areas.models import Area
from cms.core.languages import html_language
from measures.models import MeasurePage

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class ScriptData:
    """JSON for a ``<script type="application/ld+json">``: nothing in it can end the element."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data

    def __html__(self) -> str:
        return json.dumps(self.data, ensure_ascii=False).translate(_ESCAPES)

    @property
    def script(self) -> SafeString:
        """The whole element, for a template."""
        return format_html('<script type="application/ld+json">{}</script>', self)


def government_service(page: MeasurePage, *, url: str, area: Area | None) -> ScriptData:
    served = {"@type": "Country", "name": "日本"}
    if area is not None:
        served = {"@type": "AdministrativeArea", "name": area.full_name}
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": page.official_name,
        "alternateName": [page.title, *page.other_name_list],
        "description": page.summary,
        "serviceType": page.get_category_display(),
        "audience": {"@type": "Audience", "audienceType": "ひとり親家庭"},
        "areaServed": served,
        "provider": {
            "@type": "GovernmentOrganization",
            "name": page.ministry or page.get_tier_display(),
        },
        "url": url,
        "inLanguage": html_language(get_language() or "ja"),
    }
    return ScriptData(data)
