"""Business acts on accounts and groups."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from cms.accounts.roles import ADMIN, FILE_APPS, ROLES, SITE_ROLES, Role, group_name
from cms.core.languages import default_language
from cms.core.models import SiteSettings
from cms.core.sites import fronts_of

RECORD_ACTIONS = ("view", "add", "change")


@transaction.atomic
def apply_roles() -> None:
    """Give every group exactly the rights of ``cms.accounts.roles``; repeatable.

    Where there is one site, roles have the whole page tree. Where there are more, those without a
    place have the main site's, and each other site has groups of its own.
    """
    Group.objects.filter(name__in=("Editors", "Moderators")).delete()  # Wagtail's examples
    main = Site.objects.filter(is_default_site=True).first()
    is_alone = Site.objects.count() < 2
    for role in ROLES:
        everything = Page.objects.filter(depth=1) if is_alone or main is None else fronts_of(main)
        if role.translates:
            fronts = Page.objects.filter(depth=2) if main is None else fronts_of(main)
            everything = fronts.exclude(locale__language_code=default_language())
        _apply(role, role.name, site=main, pages=everything, files=Collection.objects.get(depth=1))
    others = SiteSettings.objects.exclude(label="").select_related("site__root_page", "collection")
    for own in others:
        for role in SITE_ROLES:
            name = group_name(role.name, own.label)
            _apply(role, name, site=own.site, pages=fronts_of(own.site), files=own.collection)


def _apply(
    role: Role, name: str, *, site: Site | None, pages: QuerySet[Page], files: Collection | None
) -> None:
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.set(_model_permissions(role))
    _set_page_permissions(group, role, list(pages))
    _set_site_permissions(group, role, site)
    _set_file_permissions(group, role, files)


def _model_permissions(role: Role) -> list[Permission]:
    wanted = {ADMIN, *role.rights} if role.uses_admin else set(role.rights)
    actions = (*RECORD_ACTIONS, "publish") if role.publishes else RECORD_ACTIONS
    for label in role.models:
        wanted |= _permissions_on(label, actions)
    for label in role.reads:
        wanted |= _permissions_on(label, ("view",))
    return _found(wanted)


def _permissions_on(label: str, actions: tuple[str, ...]) -> set[str]:
    apps.get_model(label)  # a renamed model must fail here, not silently lose its rights
    app_label, model_name = label.split(".")
    return {f"{app_label}.{action}_{model_name}" for action in actions}


def _found(wanted: set[str]) -> list[Permission]:
    every = Permission.objects.select_related("content_type").all()
    return [item for item in every if f"{item.content_type.app_label}.{item.codename}" in wanted]


def _set_page_permissions(group: Group, role: Role, places: list[Page]) -> None:
    kept = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=role.page_permissions
    )
    known = GroupPagePermission.objects.filter(group=group)
    known.exclude(permission__in=kept, page__in=places).delete()
    for permission in kept:
        for page in places:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _set_site_permissions(group: Group, role: Role, site: Site | None) -> None:
    labels = role.site_models if site else ()
    wanted = {name for label in labels for name in _permissions_on(label, RECORD_ACTIONS)}
    kept = _found(wanted)
    known = GroupSitePermission.objects.filter(group=group)
    known.exclude(permission__in=kept, site=site).delete()
    for permission in kept:
        GroupSitePermission.objects.get_or_create(group=group, site=site, permission=permission)


def _set_file_permissions(group: Group, role: Role, place: Collection | None) -> None:
    kept = Permission.objects.filter(
        content_type__app_label__in=FILE_APPS,
        codename__in=role.file_permissions if place else (),
    )
    known = GroupCollectionPermission.objects.filter(group=group)
    known.exclude(permission__in=kept).delete()
    for permission in kept:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=place, permission=permission
        )
