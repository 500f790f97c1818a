"""The settings of the tests: the site's own, with quick passwords and unhashed file names."""

from __future__ import annotations

from config import settings as site

globals().update({name: value for name, value in vars(site).items() if name.isupper()})

SECRET_KEY = site.SECRET_KEY or "only-for-tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = site.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
# The live server serves files straight from their sources only where it meets the app under this name.
INSTALLED_APPS = [
    "django.contrib.staticfiles" if app == "config.apps.FilesConfig" else app for app in site.INSTALLED_APPS
]

DATABASES = {"default": site.DATABASES["default"] | {"ENGINE": "tests.postgresql"}}
DATABASES["default"]["OPTIONS"] = {
    # The test database is dropped at the end, which a pool's idle connections would refuse.
    name: value
    for name, value in site.DATABASES["default"]["OPTIONS"].items()
    if name != "pool"
}
