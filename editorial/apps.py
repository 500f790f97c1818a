"""The editorial app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EditorialConfig(AppConfig):
    """Registers the app, what the public reads of its records, and what each role may do."""

    name = "editorial"

    def ready(self) -> None:
        import_module("editorial.documents")
        roles = import_module("editorial.roles")
        post_migrate.connect(roles.grant_after_migration, dispatch_uid="editorial.roles")
