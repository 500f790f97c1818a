"""The attacks app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from editorial.hooks import BEFORE_WRITING


class AttacksConfig(AppConfig):
    """Registers the app, what the public reads of its records, and that new versions of attacks know their cells."""

    name = "attacks"

    def ready(self) -> None:
        import_module("attacks.documents")
        BEFORE_WRITING.append(import_module("attacks.cells").find_cells)
