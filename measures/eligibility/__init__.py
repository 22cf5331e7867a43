"""The rule engine of the finder: pure Python, no Django. See docs/eligibility.md."""
