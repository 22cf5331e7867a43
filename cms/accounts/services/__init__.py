"""Business acts on accounts and groups: each one transaction, each leaving an access record."""

from cms.accounts.services.roles import apply_roles

__all__ = ["apply_roles"]
