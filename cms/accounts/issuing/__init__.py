"""Accounts in bulk: a sheet is read, checked row by row, and answered with one-time sheets."""
