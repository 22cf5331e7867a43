"""Several sites in one installation: every site shows the shared pages of the main one.

The main site is Wagtail's default site, the national portal. Another site has a front page, news
and words of its own; measures, desks, companies and all other sections are looked for in the main
site's tree wherever a site has no page of its own (docs/decisions/0019-sites.md).
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, Site, get_page_models
from wagtail.query import PageQuerySet

from cms.core.frame import forget_frame, kept


def all_sites() -> list[Site]:
    """Every site with its Japanese front page, the main one first."""

    def read() -> list[Site]:
        sites = Site.objects.select_related("root_page")
        return sorted(sites, key=lambda site: (not site.is_default_site, site.pk))

    return kept("sites", read)


def main_site() -> Site | None:
    """The site that lends its pages to the others."""
    return next((site for site in all_sites() if site.is_default_site), None)


def is_shared(page: Page) -> bool:
    """Whether other sites show this page of the main site; its type says so."""
    return getattr(page.specific_class, "shared_between_sites", False)


def opens_everywhere(page: Page, site_id: int) -> bool:
    """Whether ``page``, which lies below the front page of ``site_id``, opens on every site."""
    main = main_site()
    return main is not None and main.pk == site_id and is_shared(page)


def fronts_of(site: Site) -> PageQuerySet:
    """Front pages of a site in every language, as they are now."""
    return Page.objects.filter(translation_key=site.root_page.translation_key)


def front_paths(site: Site) -> tuple[str, ...]:
    """Tree paths of the site's front pages in all languages."""

    def read() -> tuple[str, ...]:
        return tuple(fronts_of(site).order_by("path").values_list("path", flat=True))

    return kept(f"front-paths-{site.pk}", read)


def below_fronts(site: Site) -> Q:
    """Condition for the pages of ``site`` itself, in all languages."""
    condition = Q(pk__in=())
    for path in front_paths(site):
        condition |= Q(path__startswith=path)
    return condition


def shown_on(site: Site | None) -> Q:
    """Condition for pages that ``site`` shows: its own, and what the main one shares.

    Empty where there is nothing to tell apart.
    """
    main = main_site()
    if site is None or main is None or len(all_sites()) == 1:
        return Q()
    if site.pk == main.pk:
        return below_fronts(main)
    return below_fronts(site) | below_fronts(main) & ~Q(content_type__in=_own_types())


def site_of(page: Page) -> Site | None:
    """The site below whose front pages ``page`` lies, or will lie."""
    for site in all_sites():
        if page.path.startswith(front_paths(site)):
            return site
    return None


def _own_types() -> list[int]:
    """Content types of pages that every site has for itself."""
    own = [each for each in get_page_models() if not getattr(each, "shared_between_sites", False)]
    return [each.pk for each in ContentType.objects.get_for_models(*own).values()]


post_save.connect(forget_frame, sender=Site)
post_delete.connect(forget_frame, sender=Site)
