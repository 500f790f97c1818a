"""Django's settings, all from the environment; `.env.example` explains each."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env
from config.catalogue import is_complete
from config.operations.connections import CuttableConnection
from config.secret import local_secret
from config.tiles import allowed, tiles

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"

# --- who may ask, and how
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
HTTPS = env.flag("HTTPS")
SITE_URL = env.text("SITE_URL")
IMPRINT = env.text("IMPRINT")
CONTACT_EMAIL = env.text("CONTACT_EMAIL")

# --- what the site is made of
INSTALLED_APPS = [
    "config.apps.WiringConfig",
    "config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "config.apps.FilesConfig",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "csp",
    "leaflet",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "editorial",
    "handovers",
    "attacks",
    "analysis",
    "dashboard",
    "exchange",
]

# In this order: health, what is written of a request, what was answered before, headers, files, what stands in for a
# dead database, the reader's language; sessions and people are met in the admin only.
MIDDLEWARE = [
    "config.operations.health.HealthMiddleware",
    "config.operations.requests.RequestMiddleware",
    "config.operations.answered.AnsweredMiddleware",
    "exchange.api.envelope.EnvelopeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.operations.degrade.DegradeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Innermost: what follows reads the public record, at one clock, as a role that can read nothing else.
    "editorial.publicplane.PublicPlaneMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "editorial.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dashboard.context.site",
            ],
        },
    },
]

# --- the database and the broker: the embedded ones unless addresses are given
DATABASE_URL = env.text("DATABASE_URL")
CELERY_BROKER_URL = env.text("CELERY_BROKER_URL")

if not (DATABASE_URL and CELERY_BROKER_URL):
    embedded = import_module("config.embedded")
    DATABASE_URL = DATABASE_URL or embedded.database_url()
    CELERY_BROKER_URL = CELERY_BROKER_URL or embedded.broker_url()
    SECRET_KEY = SECRET_KEY or local_secret(LOCAL_DIR)

DATABASES: dict[str, dict[str, Any]] = {"default": env.database(DATABASE_URL)}
# What a restarted server left in the pool is found out before a page meets it.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["OPTIONS"] |= {
    # A page that waits longer for a connection is better told so, within the 2 s that it may cost.
    "pool": {
        "min_size": 0,
        "max_size": env.number("DATABASE_POOL_SIZE", 8),
        "timeout": 1.5,
        "connection_class": CuttableConnection,
    },
    "connect_timeout": 2,
    "options": (
        f"-c statement_timeout={env.number('DATABASE_STATEMENT_TIMEOUT', 30_000)}"
        f" -c lock_timeout={env.number('DATABASE_LOCK_TIMEOUT', 5_000)}"
    ),
}

# Nothing of a page is kept here: only how often each sender wrote, in this process's memory (dashboard.senders).
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}},
}

# --- work in the background
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Longer than the longest task, or its message would come twice.
    "visibility_timeout": env.number("TASK_TIME_LIMIT", 600) + 60,
    # Without these two a lost worker's tasks are looked for only every hundred seconds.
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    # A broker that is gone or hangs is given up on, and tried again by the next stroke of the clock.
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "socket_keepalive": True,
}
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.2}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# At the first limit a job ends, and says why; at the second, its process, as if it had been killed.
CELERY_TASK_SOFT_TIME_LIMIT = env.number("TASK_TIME_LIMIT", 600)
CELERY_TASK_TIME_LIMIT = CELERY_TASK_SOFT_TIME_LIMIT + 30
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"

# --- people
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Who edited a record last does not publish it, unless an editor-in-chief overrides that with a reason.
REVIEW_NEEDS_TWO = env.flag("REVIEW_NEEDS_TWO", default=True)

# Whether the pages of sources are fetched and archived, and what we say we are: nothing that names us.
ARCHIVING = env.flag("ARCHIVING")
ARCHIVING_USER_AGENT = env.text("ARCHIVING_USER_AGENT") or "Mozilla/5.0 (compatible)"

# --- words and days
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ar", _("Arabic"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
ARABIC_CATALOGUE_COMPLETE = is_complete(BASE_DIR / "locale/ar/LC_MESSAGES/django.po")
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT") or LOCAL_DIR / "static")
STATICFILES_DIRS = [path for path in (BASE_DIR / "static/public", BASE_DIR / "static/dist") if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.FilesForBrowsers"},
}

# Where releases lie: the worker writes them, the site reads them.
RELEASES_DIR = Path(env.text("RELEASES_DIR") or LOCAL_DIR / "releases")

# --- the map: no tiles unless they are named, and no national flag in its corner
MAP_TILES = tiles(env.text("MAP_TILES"), env.text("MAP_TILES_CREDIT"))
LEAFLET_CONFIG = {"TILES": [], "ATTRIBUTION_PREFIX": ""}

# --- the API: read-only, the same for everyone
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "exchange.api.rendering.Negotiation",
    "DEFAULT_SCHEMA_CLASS": "exchange.api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "exchange.api.problems.answer",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Handover Watch",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "DESCRIPTION": _(
        "The public record of military bases passing from a coalition to the host nation's forces, and of the rocket "
        "attacks on them. Every fact says who reported it. No key is needed; answers are the same for everyone.\n\n"
        "Null means *not reported*; 0 means *reported as none*. Days are plain ISO days, local to the place. Lists "
        "give `next` and `previous`; follow them as they are. Every answer that can carries an ETag: send it back as "
        "If-None-Match to learn cheaply that nothing changed. Errors are problems as RFC 9457 says, and name the "
        "parameter to blame. CSV and NDJSON give the whole filtered list."
    ),
    "LICENSE": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"validatorUrl": None, "defaultModelsExpandDepth": 0, "docExpansion": "list"},
}

# --- what a browser may do with our pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": allowed(
        {
            "default-src": [SELF],
            "img-src": [SELF, "data:"],
            "object-src": [NONE],
            "base-uri": [SELF],
            "form-action": [SELF],
            "frame-ancestors": [NONE],
        },
        MAP_TILES,
    ),
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.flag("BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

# --- what is written down, and where: lines on standard error, for whoever runs the process to keep
LOG_LEVEL = env.text("LOG_LEVEL") or "INFO"
LOG_FORMAT = env.choice("LOG_FORMAT", {"text": "TextLines", "json": "JsonLines"})
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": f"config.operations.logs.{LOG_FORMAT}"}},
    "filters": {"without health": {"()": "config.operations.logs.WithoutHealth"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without health"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # Statements hold what is written in them.
        "django.db.backends": {"level": "INFO"},
        # A line for each request is written by us, without addresses.
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        "gunicorn.error": {"handlers": [], "propagate": True},
    },
}

# --- who is told: metrics are off, and errors and broken logs told to nobody, unless addresses are given
METRICS_ADDRESS = env.text("METRICS_ADDRESS")
SENTRY_DSN = env.text("SENTRY_DSN")
ADMINS = [("", address) for address in env.words("ADMINS")]
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 5
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
SERVER_EMAIL = env.text("SERVER_EMAIL") or "handover-watch@localhost"
EMAIL_SUBJECT_PREFIX = "[Handover Watch] "
