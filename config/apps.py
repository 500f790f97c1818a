"""App configurations of the wiring itself: Celery's app, files for browsers, an admin that needs no GDAL."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig, apps
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.utils.module_loading import module_has_submodule


class WiringConfig(AppConfig):
    """Loads Celery's app with Django, so that tasks are sent to our broker from every process."""

    name = "config"

    def ready(self) -> None:
        import_module("config.celery")
        import_module("config.operations.reporting").start()


class FilesConfig(StaticFilesConfig):
    """Collects what a browser of ours loads: no source maps, none of the pages that REST framework brings."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.map",
        "leaflet-src*",
        "rest_framework",
    ]


class AdminConfig(SimpleAdminConfig):
    """Finds every app's admin but django-leaflet's, which imports GDAL and would stop the site without it."""

    default = True
    default_site = "editorial.desk.Desk"
    without_admin = frozenset({"leaflet"})

    def ready(self) -> None:
        super().ready()
        for app in apps.get_app_configs():
            if app.name not in self.without_admin and module_has_submodule(app.module, "admin"):
                import_module(f"{app.name}.admin")
