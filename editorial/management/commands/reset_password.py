"""`manage.py reset_password NAME`: a new password for an account."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser

from editorial.management.passwords import add_password_argument, password, refusal
from editorial.services import people


class Command(BaseCommand):
    help = "Give an account a new password, asked for or taken from EDITOR_PASSWORD. Its open sessions end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        add_password_argument(parser)

    def handle(self, *, name: str, random: bool, **options: object) -> None:
        secret, must_be_shown = password(made_up=random)
        try:
            people.reset_password(name, password=secret)
        except ValidationError as error:
            raise refusal(error) from None
        shown = f" Password: {secret}" if must_be_shown else ""
        self.stdout.write(f"{name} has a new password.{shown}")
