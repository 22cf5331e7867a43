"""古い訳 on the admin's front page."""

from typing import Any

from django.conf import settings
from django.forms import Media
from wagtail.admin.ui.components import Component

from cms.core.languages import default_language
from cms.core.locales import language_of
from cms.core.querysets import Reader, readable_pages
from cms.translation.models import PageTranslation

SHOWN = 10


class StaleTranslationsPanel(Component):
    """The translations that have been old for longest. Three queries."""

    name = "stale_translations"
    template_name = "translation/admin/stale_panel.html"
    order = 250
    media = Media()

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        readable = readable_pages(self.reader).exclude(locale__language_code=default_language())
        stale = PageTranslation.objects.stale().filter(page__in=readable.values("pk"))
        rows = stale.order_by("original__changed_at").values_list(
            "pk", "page__title", "page__locale", "original__changed_at"
        )
        names = dict(settings.LANGUAGES)
        return {
            "count": stale.count(),
            "rows": [
                {
                    "pk": pk,
                    "title": title,
                    "language": names.get(language_of(locale), language_of(locale)),
                    "changed_at": changed_at,
                }
                for pk, title, locale, changed_at in rows[:SHOWN]
            ],
        }
