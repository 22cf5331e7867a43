"""Tests: SQLite or the database of DATABASE_URL, fast hashing, files in a temporary folder."""

import os
import tempfile
from pathlib import Path

from cms.settings.base import *  # noqa: F403  settings modules are made to be extended
from cms.settings.base import STORAGES
from cms.settings.environment import database, env

SECRET_KEY = "tests-only-not-a-secret"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DEBUG = False
DATABASES = {"default": database(env.str("DATABASE_URL", default="sqlite:///:memory:"))}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: the browser tests read it from the live server's threads.
    DATABASES["default"]["TEST"] = {
        "NAME": str(Path(tempfile.gettempdir()) / f"portal-test-{os.getpid()}.sqlite3")
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
_FILES = Path(tempfile.mkdtemp(prefix="portal-test-files-"))
MEDIA_ROOT = _FILES / "media"
STATIC_ROOT = _FILES / "static"
STORAGES = {
    **STORAGES,
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(_FILES / "private"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
IS_DEMONSTRATION = True
REQUIRE_SECOND_FACTOR = False
SERVES_MEDIA = True
INSTALLED_APPS += ["cms.demo"]  # noqa: F405
