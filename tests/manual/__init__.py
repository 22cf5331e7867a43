"""The editors' manual (docs/editors/), walked: each task of a page is a function that does it.

``python -m tests.manual`` starts the demonstration on a fresh database, does every task in a real
browser as the manual says it, and writes the pictures of the manual. ``tests/browser`` does the
same without keeping the pictures; ``test_pages.py`` compares pages, pictures and links.
"""
