"""Makes a site whole: front pages, news, menus, settings, folder, groups and its own review."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from cms.accounts.roles import group_name
from cms.accounts.services import apply_roles
from cms.core.addresses import path_of
from cms.core.choices import BrandColour
from cms.core.frame import forget_frame
from cms.core.languages import default_language, without_language_prefix
from cms.core.locales import language_of
from cms.core.models import SectionPage, SiteSettings
from cms.core.querysets import has_own_words
from cms.core.sites import fronts_of, is_shared
from cms.navigation.models import Menu, MenuItem
from cms.workflow.services.sites import give_own_review
from directory.presenters import area_label_in
from home.models import HomePage, NewsIndexPage, SiteMapPage
from home.sites.checking import SitePlan

WORDS = ("headline", "introduction", "search_description")
APPROVERS = "承認者"


@transaction.atomic
def make_site(plan: SitePlan) -> Site:
    """Everything of the site that is missing; what stands stays as editors made it."""
    home = plan.site.root_page.specific if plan.site else _new_home(plan)
    site = plan.site or Site(root_page=home)
    site.hostname, site.port = plan.hostname, plan.port
    site.site_name = site.site_name or plan.name
    site.save()
    _settings(plan, site)
    for model in (NewsIndexPage, SiteMapPage):
        _entrance(plan, home, model)
    for locale in Locale.objects.exclude(pk=home.locale_id).order_by("pk"):
        if not home.has_translation(locale):
            _front_in(plan, home, locale)
    _menus(plan, site)
    apply_roles()
    give_own_review(
        label=plan.label,
        fronts=fronts_of(site),
        approvers=Group.objects.get(name=group_name(APPROVERS, plan.label)),
    )
    forget_frame()
    return site


def _new_home(plan: SitePlan) -> HomePage:
    """Begins with the words of the main front page."""
    main = plan.main.root_page.specific
    home = HomePage(title=plan.name, slug=f"home-{plan.area.code6[:2]}", locale=main.locale)
    _take_words(home, main)
    Page.objects.get(depth=1).add_child(instance=home)
    home.save_revision().publish()
    return home


def _take_words(home: HomePage, source: HomePage) -> None:
    for name in WORDS:
        setattr(home, name, getattr(source, name))


def _front_in(plan: SitePlan, home: HomePage, locale: Locale) -> None:
    """Translated where the main front page is, with its words; else the Japanese one stands in."""
    main = plan.main.root_page.get_translation_or_none(locale)
    translated = main.specific if main and not main.specific.stands_in else None
    copy = home.copy_for_translation(locale, alias=translated is None)
    copy.slug = f"{home.slug}-{locale.language_code}"
    if translated is None:
        copy.save(clean=False)
        return
    _take_words(copy, translated)
    copy.title = f"{translated.title} – {area_label_in(plan.area, locale.language_code)}"
    copy.save_revision().publish()


def _entrance(plan: SitePlan, home: HomePage, model: type[SectionPage]) -> None:
    if model.objects.child_of(home).exists():
        return
    source = model.objects.child_of(plan.main.root_page).first()
    title = source.title if source else str(model._meta.verbose_name)
    page = model(title=title, slug=source.slug if source else SLUGS[model], locale=home.locale)
    home.add_child(instance=page)
    page.save_revision().publish()


SLUGS: dict[type[SectionPage], str] = {NewsIndexPage: "news", SiteMapPage: "site-map"}


def _settings(plan: SitePlan, site: Site) -> None:
    main = SiteSettings.objects.filter(site=plan.main).first() or SiteSettings()
    own, _created = SiteSettings.objects.get_or_create(
        site=site,
        defaults={
            "name": plan.name,
            "operator_name": plan.area.name,
            "area": plan.area,
            "label": plan.label,
            "colour": BrandColour.BLUE,
            "exit_url": main.exit_url,
            "is_sample": main.is_sample,
        },
    )
    if own.collection is None:
        root = Collection.objects.get(depth=1)
        own.collection = root.add_child(instance=Collection(name=plan.label))
        own.save(update_fields=["collection"])


def _menus(plan: SitePlan, site: Site) -> None:
    """The main site's, leading to the pages of this one where it has its own."""
    if Menu.objects.filter(site=site).exists():
        return
    for menu in Menu.objects.filter(site=plan.main).select_related("locale"):
        copy = Menu(
            site=site, locale=menu.locale, place=menu.place, title=menu.title, order=menu.order
        )
        copy.items = [_item(item) for item in menu.items.select_related("page")]
        copy.save()


def _item(item: MenuItem) -> MenuItem:
    if item.page is None or is_shared(item.page):
        return MenuItem(
            label=item.label, page=item.page, path=item.path, sort_order=item.sort_order
        )
    path = without_language_prefix(path_of(item.page))
    return MenuItem(label=item.label, path=path, sort_order=item.sort_order)


def languages_of(site: Site) -> list[str]:
    """Codes in which the site has a front page with words of its own, Japanese first."""
    fronts = fronts_of(site).filter(has_own_words())
    codes = [language_of(pk) for pk in fronts.values_list("locale_id", flat=True)]
    return sorted(codes, key=lambda code: (code != default_language(), code))
