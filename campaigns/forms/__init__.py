"""Forms of the campaigns."""
