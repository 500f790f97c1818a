"""The handovers app."""
from __future__ import annotations

from django.apps import AppConfig


class HandoversConfig(AppConfig):
    """Registers the app."""

    name = "handovers"
