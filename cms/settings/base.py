"""Settings shared by every environment. Values that differ come from docs/environment.md."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cms.settings.environment import ROOT, VAR, database, env
from cms.settings.translators import machine_translator

# --- Applications: sections first, then the platform, then Wagtail and Django ------------------
INSTALLED_APPS = [
    "home",
    "measures",
    "staff_library",
    "companies",
    "events",
    "campaigns",
    "directory",
    "cms.quality",
    "cms.insights",
    "cms.surveys",
    "cms.search",
    "cms.translation",
    "cms.navigation",
    "cms.readability",
    "cms.core",
    "cms.assets",
    "cms.accounts",
    "cms.areas",
    "cms.records",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.table_block",
    "wagtailmedia",
    "wagtail_localize",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.accounts.apps.PortalUsersConfig",  # wagtail.users with our forms
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.locales",
    "wagtail.admin",
    "cms.workflow",  # after the admin, whose mails about workflows it replaces
    "wagtail",
    "modelcluster",
    "taggit",
    "laces",
    "axes",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.core.middleware.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.core.middleware.PageGZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "cms.readability.middleware.FuriganaMiddleware",
    "cms.core.middleware.CachingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.accounts.middleware.GateMiddleware",
    "cms.core.files.uploads.UploadMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "cms.core.refusals.RefusalMiddleware",
    "cms.core.unreadable.UnreadableMiddleware",
    "cms.translation.middleware.TranslationGuardMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["cms.core.templatetags.ui"],
        },
    }
]

# --- Data ---------------------------------------------------------------------------------------
DATABASES = {
    "default": database(env.str("DATABASE_URL", default=f"sqlite:///{VAR}/portal.sqlite3"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- Accounts -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/sign-in/"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "cms.accounts.hashers.PortalArgon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "cms.accounts.passwords.LengthValidator"},
    {"NAME": "cms.accounts.passwords.VarietyValidator"},
    {"NAME": "cms.accounts.passwords.ContextWordsValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
REQUIRE_SECOND_FACTOR = True  # of everybody who may open the admin
ADMINS = [("", address) for address in env.list("PORTAL_ALERTS_TO", default=[])]
# Failed sign-ins: cms/accounts/locking.py says who is counted and how long a door stays closed.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "cms.accounts.locking.who_tries"
AXES_CLIENT_IP_CALLABLE = "cms.accounts.locking.where_from"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "password", "next"]
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # our sign-in page answers the locked itself
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cms.core.views.expired_form"
PROXIES = env.int("PORTAL_PROXIES", default=0)

# --- Language and time --------------------------------------------------------------------------
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
LANGUAGE_CODE = "ja"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("ja", "日本語"),
    ("ja-simple", "やさしい日本語"),
    ("en", "English"),
    ("zh-hans", "简体中文"),
    ("ko", "한국어"),
    ("vi", "Tiếng Việt"),
    ("tl", "Tagalog"),
    ("pt-br", "Português (Brasil)"),
]
# Words that a machine writes for translators: docs/environment.md. Without one, our glossary.
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator()
# A page that is submitted for translation waits as a draft: nothing untranslated becomes public.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
CATALOGUES = ("locale", "packages", "wagtail")  # ours; of packages; Wagtail's gaps
LOCALE_PATHS = [ROOT / "cms" / "translation" / name for name in CATALOGUES]
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ja", "日本語"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = ["Asia/Tokyo"]

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
PRIVATE_MEDIA_ROOT = VAR / "private"
STORAGES = {
    # Private unless somebody asks for "public": what a library stores on its own stays inside, too.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_MEDIA_ROOT), "base_url": None},
    },
    "public": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOAD_MOST_BYTES = 1024**3  # the largest file of all kinds, a video
UPLOAD_MOST_BYTES_OF_VISITORS = 2 * 1024 * 1024
# Forms of visitors that take a file: pattern of the path without its language → bytes of the file.
# Each opens by a ticket (cms/core/tickets.py) and inspects what arrives.
UPLOAD_FORMS_OF_VISITORS = {
    r"/companies/submit/[\w-]{32}/evidence/": 10 * 1024 * 1024,
    # Twice what a picture may have: the form itself says so then and keeps what was typed.
    r"/campaigns/reports/[\w-]{20,80}/": 40 * 1024 * 1024,
}
CLAMAV_URL = env.str("CLAMAV_URL", default="")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a page with long StreamFields posts thousands

# --- Links to other sites: looked at by `check_links`, see docs/operations.md ---------------------
CHECK_LINKS = env.bool("CHECK_LINKS", default=False)
LINK_CHECK_PAUSE = 2.0  # seconds between two questions to one host
LINK_CHECK_OWN_ADDRESSES: frozenset[str] = frozenset()  # private addresses that may be asked

# --- Wagtail ------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "ひとり親家庭のための支援ポータル"
WAGTAILADMIN_BASE_URL = env.str("PORTAL_URL", default="http://127.0.0.1:8000")
WAGTAILIMAGES_IMAGE_MODEL = "assets.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.assets.forms.PortalImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.assets.forms.PortalDocumentForm"
WAGTAILDOCS_DOCUMENT_MODEL = "assets.PortalDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "pptx", "txt", "xlsx", "zip", "ai", "png", "svg"]
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_RENDITION_STORAGE = "cms.assets.storage.rendition_storage"
WAGTAILMEDIA = {
    "MEDIA_MODEL": "assets.PortalMedia",
    "MEDIA_FORM_BASE": "cms.assets.forms.PortalMediaForm",
    "AUDIO_EXTENSIONS": ["m4a", "mp3"],
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
}
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # all frames of a moving picture together
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
# Passwords and mail addresses are changed where our rules are asked: /sign-in/.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# Nothing is fetched from outside: no Gravatar, no update check, no news, no shared-password pages.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.workflow.finishing.finish_review"

_ENGINE = "postgres" if "postgresql" in DATABASES["default"]["ENGINE"] else "sqlite"
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": f"cms.search.backends.{_ENGINE}", "AUTO_UPDATE": True}
}

# --- Security headers (name and shape of Django 6's setting, so that our middleware can go then) --
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
# Wagtail's choosers and StreamField need inline scripts and styles; visitors never see these pages.
SECURE_CSP_ADMIN = {
    **SECURE_CSP,
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-ancestors": ["'self'"],  # previews
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail allows its own previews, the only frames there are
SITE_NAME = _("Support portal for single-parent families")
