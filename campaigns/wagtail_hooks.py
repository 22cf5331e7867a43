"""Hooks of the campaigns. Those about deliveries and use stand in ``campaigns.use.hooks``."""

from campaigns.use import hooks as use_hooks

__all__ = ["use_hooks"]
