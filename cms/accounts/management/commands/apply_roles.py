from typing import Any

from django.core.management.base import BaseCommand

from cms.accounts.services import apply_roles


class Command(BaseCommand):
    help = (
        "Give every group the rights of cms/accounts/roles.py. Run after each migrate; repeatable."
    )

    def handle(self, **options: Any) -> None:
        apply_roles()
