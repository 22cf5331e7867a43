"""wagtail-localize's report of translations, of what the reader works with."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from wagtail.models import Page, get_translatable_models
from wagtail.permissions import page_permission_policy, policy_registry
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView

from cms.core.querysets import Reader, readable_pages
from cms.translation.guarding import below_sites_of_work

WRITING = ("add", "change", "publish")
RECORD = ("add", "change", "delete", "view")


class ReportView(TranslationsReportView):
    """wagtail-localize lists everything: titles of other sites, and of pages nobody may read."""

    def get_queryset(self) -> QuerySet[Translation]:
        found: QuerySet[Translation] = super().get_queryset().order_by("pk")
        reader = self.request.user
        return found if reader.is_superuser else found.filter(_of_work(reader))


def _of_work(reader: Reader) -> Q:
    """Translations of pages and records that ``reader`` may open."""
    keys = [_pages(reader).order_by().values("translation_key")]
    for model in get_translatable_models(include_subclasses=False):
        if not issubclass(model, Page):
            policy = policy_registry.get_by_type(model)
            records = policy.instances_user_has_any_permission_for(reader, RECORD)
            keys.append(records.order_by().values("translation_key"))
    return reduce(or_, (Q(source__object_id__in=each) for each in keys))


def _pages(reader: Reader) -> QuerySet[Page]:
    """As the guard lets them be opened: readable ones, and those the reader writes."""
    written = page_permission_policy.instances_user_has_any_permission_for(reader, WRITING)
    readable = readable_pages(reader).values("pk")
    opened = Page.objects.filter(Q(pk__in=readable) | Q(pk__in=written.order_by().values("pk")))
    return opened.filter(below_sites_of_work(reader))
