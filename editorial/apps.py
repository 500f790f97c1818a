"""The editorial app."""
from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """Registers the app, and what the public reads of its records."""

    name = "editorial"

    def ready(self) -> None:
        import_module("editorial.documents")
