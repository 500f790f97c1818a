"""`manage.py prepare`: the tables, the shipped record, a first editor-in-chief and the served files, where missing."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from config.launch.console import step
from editorial.choices import Role
from editorial.models import Record, User
from editorial.services import people


class Command(BaseCommand):
    help = "Make a new installation ready to be served; does nothing that is done already."

    def handle(self, **options: object) -> None:
        with step("Migrating the database"):
            call_command("migrate", interactive=False, verbosity=0)
        self.load_the_shipped_record(settings.BASE_DIR / "dataset")
        self.make_a_first_editor()
        with step("Collecting the files that browsers load"):
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)

    def load_the_shipped_record(self, dataset: Path) -> None:
        """Only into a database that holds no record yet."""
        if "load_dataset" in get_commands() and dataset.is_dir() and not Record.objects.exists():
            call_command("load_dataset", str(dataset))

    def make_a_first_editor(self) -> None:
        """Only where nobody can sign in yet; a password that was not given is printed, this once."""
        if User.objects.filter(is_staff=True, is_active=True).exists():
            return
        name = os.environ.get("DJANGO_SUPERUSER_USERNAME") or "admin"
        given = os.environ.get("DJANGO_SUPERUSER_PASSWORD")
        secret = given or people.random_password()
        people.create_editor(name, Role.EDITOR_IN_CHIEF, password=secret)
        shown = "with the password you gave" if given else f"password {secret} (shown this once)"
        self.stdout.write(f"\n  First editor-in-chief: {name}, {shown}\n\n")
