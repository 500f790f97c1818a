"""The settings of the peers: the site's database and nothing else in the way; connections persist."""

from __future__ import annotations

from config import settings as site

BASE_DIR = site.BASE_DIR
SECRET_KEY = "only-for-measuring"  # noqa: S105
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [app for app in site.INSTALLED_APPS if not app.startswith("config.")]
INSTALLED_APPS.append("django.contrib.staticfiles")
AUTH_USER_MODEL = site.AUTH_USER_MODEL
DEFAULT_AUTO_FIELD = site.DEFAULT_AUTO_FIELD
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "benchmarks.peers.urls"
USE_TZ = True
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
}
DATABASES = {"default": site.DATABASES["default"] | {"CONN_MAX_AGE": None}}
DATABASES["default"]["OPTIONS"] = {
    name: value for name, value in site.DATABASES["default"]["OPTIONS"].items() if name != "pool"
}
