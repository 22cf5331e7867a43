"""Business acts on accounts and groups."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.accounts.roles import ADMIN, FILE_APPS, ROLES, Role

RECORD_ACTIONS = ("view", "add", "change")
APPROVAL = "承認"
APPROVERS = "承認者"
WAGTAILS_APPROVAL = "Moderators approval"  # loses its group together with Wagtail's examples


@transaction.atomic
def apply_roles() -> None:
    """Give every group exactly the rights of ``cms.accounts.roles.ROLES``; repeatable."""
    Group.objects.filter(name__in=("Editors", "Moderators")).delete()  # Wagtail's examples
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role.name)
        group.permissions.set(_model_permissions(role))
        _set_page_permissions(group, role)
        _set_file_permissions(group, role)
    _set_approval()


def _set_approval() -> None:
    """What is submitted on any page waits for the approvers.

    A workflow that administrators attached to the root themselves stays there.
    """
    names = (APPROVAL, WAGTAILS_APPROVAL)
    task = GroupApprovalTask.objects.filter(name__in=names).order_by("pk").first()
    task = task or GroupApprovalTask()
    task.name, task.active = APPROVAL, True
    task.save()
    task.groups.set([Group.objects.get(name=APPROVERS)])
    workflow = Workflow.objects.filter(name__in=names).order_by("pk").first() or Workflow()
    workflow.name, workflow.active = APPROVAL, True
    workflow.save()
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.get_or_create(
        page=Page.objects.get(depth=1), defaults={"workflow": workflow}
    )


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
    root = Page.objects.get(depth=1)
    kept = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=role.page_permissions
    )
    GroupPagePermission.objects.filter(group=group).exclude(permission__in=kept).delete()
    for permission in kept:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


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
