"""Whose files are whose: a right on all files ends at the folder of another site.

Wagtail's rights reach from a collection into all below it. The folder that ``create_site`` makes
is its site's alone: who has rights on what lies above has none in it unless they are given there.
"""

from typing import Any

import wagtailmedia.permissions
from django.db.models import Q, QuerySet
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from cms.assets.models import PortalDocument, PortalImage, PortalMedia
from cms.core.frame import kept
from cms.core.models import SiteSettings


def site_folders() -> list[str]:
    """Tree paths of the folders of sites."""

    def read() -> list[str]:
        saved = SiteSettings.objects.exclude(collection=None)
        return list(saved.values_list("collection__path", flat=True))

    return kept("site-folders", read)


class OwnFilesPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy for files, with the folders of sites closed to rights from above."""

    def _check_perm(self, user: Any, actions: Any, collection: Collection | None = None) -> bool:
        if not super()._check_perm(user, actions, collection=collection):
            return False
        if collection is None or user.is_superuser:
            return True
        folder = next((path for path in site_folders() if collection.path.startswith(path)), None)
        return folder is None or any(
            collection.path.startswith(right.collection.path)
            for right in self._rights_in(folder, user, actions)
        )

    def _collections_with_perm(self, user: Any, actions: Any) -> QuerySet[Collection]:
        closed, opened = Q(), Q(pk__in=())
        for folder in site_folders():
            closed |= Q(path__startswith=folder)
            for right in self._rights_in(folder, user, actions):
                opened |= Q(path__startswith=right.collection.path)
        found = super()._collections_with_perm(user, actions)
        return found.filter(~closed | opened) if closed else found

    def _rights_in(self, folder: str, user: Any, actions: Any) -> list[Any]:
        rights = self._get_user_permission_objects_for_actions(user, actions)
        return [right for right in rights if right.collection.path.startswith(folder)]


def close_site_folders() -> None:
    """Register the policy in the place of the ones that Wagtail registers for its file types."""
    for model, auth_model in (
        (PortalImage, "wagtailimages.Image"),
        (PortalDocument, "wagtaildocs.Document"),
        (PortalMedia, "wagtailmedia.Media"),
    ):
        policy = OwnFilesPolicy(model, auth_model=auth_model, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
    # wagtailmedia's screens make a policy of their own instead of asking the registry.
    for module in (wagtailmedia, wagtailmedia.permissions):
        module.get_permission_policy = lambda: policy_registry.get_by_type(PortalMedia)
