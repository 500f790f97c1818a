"""How the account commands are told a password: typed, from the environment, or made up."""

import getpass
import os
import sys

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from editorial.services.people import random_password


def add_password_argument(parser: CommandParser) -> None:
    parser.add_argument(
        "--random", action="store_true", help="Make up a password and print it, rather than ask for one."
    )


def password(*, made_up: bool) -> tuple[str, bool]:
    """The password, and whether it must be shown since nobody typed it. EDITOR_PASSWORD is taken before asking."""
    if given := os.environ.get("EDITOR_PASSWORD"):
        return given, False
    if made_up or not sys.stdin.isatty():
        return random_password(), True
    typed = getpass.getpass()
    if typed != getpass.getpass("Once more: "):
        raise CommandError("The two passwords differ.")
    return typed, False


def refusal(error: ValidationError) -> CommandError:
    return CommandError(" ".join(error.messages))
