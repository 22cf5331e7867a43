"""Blocks that editors write pages with: each has an icon, a label, a preview, a template."""

from cms.core.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
