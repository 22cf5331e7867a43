"""Development: `make dev`. Autoreload, plain static files, mail on the console."""

from cms.settings.base import *  # noqa: F403  settings modules are made to be extended
from cms.settings.base import STORAGES

DEBUG = True
SECRET_KEY = "development-only-not-a-secret"  # noqa: S105
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
IS_DEMONSTRATION = True
REQUIRE_SECOND_FACTOR = False
SERVES_MEDIA = True
INSTALLED_APPS += ["cms.demo"]  # noqa: F405
