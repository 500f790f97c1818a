"""The attacks app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class AttacksConfig(AppConfig):
    """Registers the app, and what the public reads of its records."""

    name = "attacks"

    def ready(self) -> None:
        import_module("attacks.documents")
