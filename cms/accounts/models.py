"""People who sign in: editors, municipal staff, operators. Visitors have no accounts."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person with an own sign-in. Accounts are personal and never shared."""

    class Meta:
        verbose_name = "利用者"
        verbose_name_plural = "利用者"

    def __str__(self) -> str:
        return self.get_full_name() or self.username
