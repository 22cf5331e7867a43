"""Whose accounts somebody may see: an owner the people of the own municipality, nobody else's."""

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import UserManager as DjangosUserManager
from django.db import models

if TYPE_CHECKING:
    from cms.accounts.models import OpenSession, User  # noqa: F401  named in strings only


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, reader: Any) -> Self:
        """For the pages of owners; the admin's own list asks for permissions instead."""
        if not getattr(reader, "is_owner", False) or reader.municipality_id is None:
            return self.none()
        return self.filter(municipality_id=reader.municipality_id)

    def with_mail(self, address: str) -> Self:
        return self.filter(email__iexact=address).exclude(email="")


class UserManager(DjangosUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, reader: Any) -> UserQuerySet:
        return self.get_queryset().visible_to(reader)

    def with_mail(self, address: str) -> UserQuerySet:
        return self.get_queryset().with_mail(address)


class OpenSessionQuerySet(models.QuerySet["OpenSession"]):
    def visible_to(self, reader: Any) -> Self:
        return self.filter(user_id=reader.pk)

    def for_gate(self) -> Self:
        """With ``has_factor``: whether the person uses a second factor. One query."""
        confirmed = models.Q(user__second_factor__confirmed_at__isnull=False)
        return self.annotate(has_factor=models.Case(models.When(confirmed, True), default=False))
