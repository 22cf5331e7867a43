"""Argon2id at one stated cost for every password, drawn or chosen.

OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. Django's default asks for 100 MiB and
8 lanes: eight people signing in at once would need 800 MiB. One cost for all also means that a
refused sign-in takes as long for an unknown ID as for a known one.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PortalArgon2PasswordHasher(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
