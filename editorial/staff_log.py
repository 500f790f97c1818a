"""Signing the staff log: who changes the working rows, and why."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from editorial.models import User
from editorial.requestid import request_id


@contextmanager
def signed(by: User | str, why: str) -> Iterator[None]:
    """All changes of working rows inside are sealed at COMMIT as one revision with this name and reason."""
    with transaction.atomic():
        sign(by, why)
        yield


def sign(by: User | str, why: str) -> None:
    """Sign the transaction that is under way; the last signature counts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('hw.who', %s, true), set_config('hw.why', %s, true), set_config('hw.request', %s, true)",
            [by if isinstance(by, str) else by.get_username(), why, request_id.get()],
        )
