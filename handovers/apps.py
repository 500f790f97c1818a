"""The handovers app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class HandoversConfig(AppConfig):
    """Registers the app, and what the public reads of its records."""

    name = "handovers"

    def ready(self) -> None:
        import_module("handovers.documents")
