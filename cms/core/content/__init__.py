"""What a page says, part by part, and what is wrong with it.

A room adds checks of its own with the hook ``construct_content_findings`` (page, parts, on), which
returns :class:`cms.core.content.findings.Finding` items. ``docs/architecture.md`` lists the hooks.
"""
