"""The attacks app."""
from __future__ import annotations

from django.apps import AppConfig


class AttacksConfig(AppConfig):
    """Registers the app."""

    name = "attacks"
