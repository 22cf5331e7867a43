"""schema.org GovernmentService of a measure, for search engines."""

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.areas.models import Area
from cms.core.languages import html_language
from directory.json_ld import script
from measures.models import MeasurePage


def government_service(page: MeasurePage, *, url: str, area: Area | None) -> SafeString | str:
    """The script element. ``area``: the visitor's place, else the whole country."""
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
    return script(data)
