"""Who may open what of a translation in the admin, whichever address leads there.

Wagtail and wagtail-localize ask for rights on the translated page only. A translator has rights in
the trees of other languages: what is closed in Japanese must be closed there too.
"""

from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import Page, Site
from wagtail.permissions import page_permission_policy, policy_registry
from wagtail_localize.models import Translation, TranslationSource

from cms.core.languages import default_language
from cms.core.locales import language_of
from cms.core.numbers import key_of
from cms.core.publishing import holds_publication
from cms.core.querysets import Reader, is_readable
from cms.core.sites import all_sites, below_fronts, front_paths, site_of

TRANSLATES = "wagtail_localize.submit_translation"
REPORT = "/admin/localize/reports/"  # wagtail-localize asks for no right there
PLACES = ("/admin/pages/", "/admin/localize/")
# Ends of addresses that take a public translation off or open it to the ordinary editor.
FOR_PUBLISHERS = ("/convert_to_alias/", "/disable/")


def refuse_strangers(reader: Reader, path: str, names: dict[str, Any]) -> None:
    """Http404 for what ``reader`` may not read in Japanese; PermissionDenied for other acts.

    ``names``: what the address names, as the view receives it.
    """
    if path.startswith(REPORT) and not reader.has_perm(TRANSLATES):
        raise PermissionDenied
    if "app_label" in names and path.startswith("/admin/localize/"):
        key = str(names.get("pk", ""))
        _refuse_model(reader, names["app_label"], names.get("model_name", ""), key)
    page = _page_of(names)
    if page is None:
        return
    if path.startswith("/admin/localize/") and not works_below(page, reader):
        raise PermissionDenied
    japanese = _japanese(page)
    if japanese is not None and not may_translate(reader, japanese):
        raise Http404
    if path.endswith(FOR_PUBLISHERS) and not holds_publication(_translated(names, page), reader):
        raise PermissionDenied


def sites_of_work(reader: Reader) -> list[Site]:
    """Sites in whose pages ``reader`` has work: what another site made public is not theirs.

    A right on the root of the tree counts for every site.
    """
    sites = all_sites()
    if reader.is_superuser or len(sites) == 1:
        return sites
    rights = page_permission_policy.get_cached_permissions_for_user(reader)
    pages = [right.page for right in rights]
    return [
        site
        for site in sites
        if any(page.depth == 1 or page.path.startswith(front_paths(site)) for page in pages)
    ]


def below_sites_of_work(reader: Reader) -> Q:
    """Condition for the pages of those sites; empty where there is only one."""
    if len(all_sites()) == 1:
        return Q()
    return reduce(or_, map(below_fronts, sites_of_work(reader)), Q(pk__in=()))


def works_below(page: Page, reader: Reader) -> bool:
    site = site_of(page)
    return site is None or site in sites_of_work(reader)


def may_translate(reader: Reader, japanese: Page) -> bool:
    """Whoever edits the Japanese page, or reads it as the public page that it is."""
    return is_readable(japanese, reader) or japanese.permissions_for_user(reader).can_edit()


def _page_of(names: dict[str, Any]) -> Page | None:
    """The page, or the Japanese source of the translation, that an address names."""
    if "translation_id" in names:
        return _source_page(_translation(names).source)
    if "translation_source_id" in names:
        return _source_page(get_object_or_404(TranslationSource, pk=names["translation_source_id"]))
    if "page_id" in names:
        return get_object_or_404(Page, pk=names["page_id"])
    return None


def _translation(names: dict[str, Any]) -> Translation:
    found = Translation.objects.select_related("source")
    return get_object_or_404(found, pk=names["translation_id"])


def _source_page(source: TranslationSource) -> Page | None:
    """None for records, whose rights Wagtail asks for."""
    if not issubclass(source.specific_content_type.model_class(), Page):
        return None
    return get_object_or_404(Page, translation_key=source.object_id, locale=source.locale_id)


def _japanese(page: Page) -> Page | None:
    """None for a page that exists in no Japanese, and for Japanese pages: Wagtail guards these."""
    if language_of(page.locale_id) == default_language():
        return page
    twins = Page.objects.filter(translation_key=page.translation_key)
    return twins.filter(locale__language_code=default_language()).first()


def _translated(names: dict[str, Any], page: Page) -> Page:
    if "translation_id" in names:
        return _translation(names).get_target_instance()
    return page


def _refuse_model(reader: Reader, app_label: str, model_name: str, pk: str = "") -> None:
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as unknown:
        raise Http404 from unknown
    policy = policy_registry.get_by_type(model)
    if not policy.user_has_any_permission(reader, ["view"]):
        raise PermissionDenied
    number = key_of(pk)
    record = model._default_manager.filter(pk=number).first() if number else None
    if record and not policy.user_has_permission_for_instance(reader, "view", record):
        raise PermissionDenied
