"""Questions in words, their fields, and reading what was filled in: one home for whoever asks.

The finder asks visitors with it, the editing screens ask editors for examples and households.
"""
