"""Entries of the admin's menu."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


class PermittedItem(MenuItem):
    """Shown to whoever may open it."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)
