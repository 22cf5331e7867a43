"""Production: refuses to start without its secrets (docs/operations.md, docs/environment.md)."""

from cms.settings.base import *  # noqa: F403  settings modules are made to be extended
from cms.settings.base import SECURE_CSP, SECURE_CSP_ADMIN, STORAGES
from cms.settings.buckets import bucket_storages, public_origin
from cms.settings.environment import env

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("PORTAL_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
IS_DEMONSTRATION = False
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=True)
# A worker runs them (docs/operations.md): nobody learns from the time of an answer who has mail.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
SERVES_MEDIA = False  # nginx or the bucket serves public files

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True

EMAIL_CONFIG = env.email_url("EMAIL_URL")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM")

if env.bool("S3_FILES", default=False):
    STORAGES = {
        **STORAGES,
        **bucket_storages(
            endpoint=env.str("S3_ENDPOINT", default=None),
            access_key=env.str("S3_ACCESS_KEY"),
            secret_key=env.str("S3_SECRET_KEY"),
            private_bucket=env.str("S3_PRIVATE_BUCKET"),
            public_bucket=env.str("S3_PUBLIC_BUCKET"),
            public_domain=env.str("S3_PUBLIC_DOMAIN", default=None),
        ),
    }
    SECURE_CSP, SECURE_CSP_ADMIN = (
        {**policy, "img-src": [*policy["img-src"], public_origin(STORAGES["public"])]}
        for policy in (SECURE_CSP, SECURE_CSP_ADMIN)
    )

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "cms.core.logging.JSONFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    # What django-axes would say about addresses stands in the access record instead.
    # Django would mail every error to ADMINS with all that was posted: no handler of its own.
    "loggers": {"axes": {"level": "ERROR"}, "django": {"level": "INFO", "handlers": []}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
