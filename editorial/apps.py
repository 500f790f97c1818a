"""The editorial app."""
from __future__ import annotations

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """Registers the app."""

    name = "editorial"
