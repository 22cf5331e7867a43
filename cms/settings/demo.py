"""The demonstration that `make run` starts: production code on an embedded database, plain HTTP."""

from cms.settings.base import *  # noqa: F403  settings modules are made to be extended
from cms.settings.environment import VAR, env

DEBUG = False
ALLOWED_HOSTS = env.list("PORTAL_HOSTS", default=["127.0.0.1", ".localhost", "[::1]"])
_HERE = f"http://{env.str('HOST', default='127.0.0.1')}:{env.str('PORT', default='8000')}"
WAGTAILADMIN_BASE_URL = env.str("PORTAL_URL", default=_HERE)  # in mails and on one-time sheets
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
IS_DEMONSTRATION = True
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=False)
SERVES_MEDIA = True
INSTALLED_APPS += ["cms.demo"]  # noqa: F405


def _secret_key() -> str:
    """A key of this installation's own, made on the first start and kept beside its database."""
    from django.core.management.utils import get_random_secret_key

    path = VAR / "secret_key"
    VAR.mkdir(parents=True, exist_ok=True)
    if not path.exists() or not path.read_text().strip():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()


SECRET_KEY = _secret_key()
