"""Blocks that editors write pages with. Each has an icon, a label, a preview and an own template."""

from cms.core.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
