"""`manage.py create_editor NAME ROLE`: an account for a person of the editorial staff."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser

from editorial.choices import Role
from editorial.management.passwords import add_password_argument, password, refusal
from editorial.services import people


class Command(BaseCommand):
    help = "Create an account with a role. The password is asked for, or taken from EDITOR_PASSWORD."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("role", choices=Role.values)
        add_password_argument(parser)

    def handle(self, *, name: str, role: str, random: bool, **options: object) -> None:
        secret, must_be_shown = password(made_up=random)
        try:
            people.create_editor(name, Role(role), password=secret)
        except ValidationError as error:
            raise refusal(error) from None
        shown = f" Password: {secret}" if must_be_shown else ""
        self.stdout.write(f"Created {name}, {Role(role).label}.{shown}")
