"""Business acts on accounts and groups."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from cms.accounts.roles import ADMIN, FILE_APPS, ROLES, Role
from cms.core.languages import default_language

RECORD_ACTIONS = ("view", "add", "change")


@transaction.atomic
def apply_roles() -> None:
    """Give every group exactly the rights of ``cms.accounts.roles.ROLES``; repeatable."""
    Group.objects.filter(name__in=("Editors", "Moderators")).delete()  # Wagtail's examples
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role.name)
        group.permissions.set(_model_permissions(role))
        _set_page_permissions(group, role)
        _set_file_permissions(group, role)


def _model_permissions(role: Role) -> list[Permission]:
    wanted = {ADMIN, *role.rights} if role.uses_admin else set(role.rights)
    actions = (*RECORD_ACTIONS, "publish") if role.publishes else RECORD_ACTIONS
    for label in role.models:
        wanted |= _permissions_on(label, actions)
    for label in role.reads:
        wanted |= _permissions_on(label, ("view",))
    found = Permission.objects.select_related("content_type").all()
    return [item for item in found if f"{item.content_type.app_label}.{item.codename}" in wanted]


def _permissions_on(label: str, actions: tuple[str, ...]) -> set[str]:
    apps.get_model(label)  # a renamed model must fail here, not silently lose its rights
    app_label, model_name = label.split(".")
    return {f"{app_label}.{action}_{model_name}" for action in actions}


def _set_page_permissions(group: Group, role: Role) -> None:
    kept = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=role.page_permissions
    )
    places = list(_places_of(role))
    known = GroupPagePermission.objects.filter(group=group)
    known.exclude(permission__in=kept, page__in=places).delete()
    for permission in kept:
        for page in places:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _places_of(role: Role) -> QuerySet[Page]:
    """The whole tree; for who translates, the front pages of the other languages."""
    if not role.translates:
        return Page.objects.filter(depth=1)
    return Page.objects.filter(depth=2).exclude(locale__language_code=default_language())


def _set_file_permissions(group: Group, role: Role) -> None:
    root = Collection.objects.get(depth=1)
    kept = Permission.objects.filter(
        content_type__app_label__in=FILE_APPS, codename__in=role.file_permissions
    )
    GroupCollectionPermission.objects.filter(group=group).exclude(permission__in=kept).delete()
    for permission in kept:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
