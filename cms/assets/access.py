"""Who may open which file: the one rule for documents, pictures, videos and their captions."""

from typing import Any, Self, TypeAlias

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.permissions import policy_registry

from cms.assets.choices import Access

Reader: TypeAlias = AbstractBaseUser | AnonymousUser
READ_STAFF_FILES = "accounts.read_staff_library"
KEEP_FILES = ("change", "choose")  # who may put a file into a page may look at it


def reads_staff_files(reader: Any) -> bool:
    """Whether ``reader`` is active and may read what is for municipal staff."""
    return bool(reader.is_active) and reader.has_perm(READ_STAFF_FILES)


def keeps_files(reader: Any, model: type[models.Model]) -> bool:
    """Whether ``reader`` keeps files of that kind in the admin."""
    if not reader.is_active or not reader.has_perm("wagtailadmin.access_admin"):
        return False
    return policy_registry.get_by_type(model).user_has_any_permission(reader, KEEP_FILES)


def admits(restriction: CollectionViewRestriction, reader: Any) -> bool:
    """Whether ``reader`` passes a restricted collection; a shared password admits nobody."""
    if restriction.restriction_type == CollectionViewRestriction.LOGIN:
        return bool(reader.is_active)
    if restriction.restriction_type == CollectionViewRestriction.GROUPS:
        groups = {group.pk for group in restriction.groups.all()}
        return reader.is_superuser or any(group.pk in groups for group in reader.groups.all())
    return False


def closed_collections(reader: Any) -> list[int]:
    """Collections below a restriction that does not admit ``reader``."""
    restrictions = CollectionViewRestriction.objects.select_related("collection")
    restrictions = restrictions.prefetch_related("groups")
    return below([item.collection for item in restrictions if not admits(item, reader)])


def below(collections: list[Collection]) -> list[int]:
    """Numbers of ``collections`` and of everything inside them."""
    if not collections:
        return []
    inside = models.Q()
    for collection in collections:
        inside |= models.Q(path__startswith=collection.path)
    return list(Collection.objects.filter(inside).values_list("pk", flat=True))


class RestrictedQuerySet(models.QuerySet):
    """Every list of files starts with visible_to()."""

    def visible_to(self, reader: Any) -> Self:
        """Files that ``reader`` may open."""
        if keeps_files(reader, self.model):
            return self.all()
        files = self if reads_staff_files(reader) else self.filter(access=Access.PUBLIC)
        closed = closed_collections(reader)
        return files.exclude(collection__in=closed) if closed else files.all()


class Restricted(models.Model):
    """A file that says who may open it. A restricted collection closes it as well."""

    access = models.CharField(
        "だれが開けるか",
        max_length=10,
        choices=Access,
        default=Access.PUBLIC,
        db_index=True,
        help_text=(
            "「職員だけ」にすると、職員向けページを読める人がサインインしたときだけ開けます。"
            "すでに保存された控えまでは消せません。"
        ),
    )

    class Meta:
        abstract = True

    @property
    def is_private(self) -> bool:
        """Whether some reader may not open it: for staff, or in a restricted collection."""
        if self.access == Access.STAFF:
            return True
        return self.collection.get_view_restrictions().exists()  # type: ignore[attr-defined]

    def is_open_to(self, reader: Any) -> bool:
        """The rule of ``visible_to()`` for a file at hand."""
        if self.access == Access.STAFF and not reads_staff_files(reader):
            return keeps_files(reader, type(self))
        restrictions = self.collection.get_view_restrictions()  # type: ignore[attr-defined]
        if all(admits(item, reader) for item in restrictions):
            return True
        return keeps_files(reader, type(self))
