"""The public plane: one transaction, at one clock, as a role that may read published tables and nothing else."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import LiteralString, TypeVar

import psycopg
from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from psycopg import pq, sql

from editorial.triggers import PUBLIC_ROLE

Row = TypeVar("Row")
log = logging.getLogger(__name__)
STAFF_PATHS = ("/admin/",)


@contextmanager
def public_plane(as_of: datetime | None = None) -> Iterator[None]:
    """Everything read inside is public at `as_of`, or now; a query on a working row is refused by the database.

    All queries see one state of the database, unless the caller had a transaction open already.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        try:
            if outermost:
                _begin(as_of)
            else:
                _enter(as_of)
            yield
        finally:
            _mark.set(None)
            if _is_lost():
                # Or Django, to end the transaction, would wait for a new connection to a server that gives none.
                connection.close()
            # What was set for the outermost transaction ends with it.
            elif not outermost:
                _leave()


ENTER = "SET LOCAL ROLE {role}; SELECT set_config('hw.as_of', {as_of}, true)"
BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ; " + ENTER + "; SELECT record_mark()"

_mark: ContextVar[str | None] = ContextVar("mark of the record", default=None)


def mark_read() -> str | None:
    """The mark of the record that came with the public plane's beginning; None where it has to be asked for."""
    return _mark.get()


def _begin(as_of: datetime | None) -> None:
    """The transaction, its role, its clock and the mark of what it reads: one question to the database instead of four.

    The driver would send BEGIN on its own; it does not where a transaction is open. Raises Django's database errors.
    """
    raw = connection.connection
    statement = _statement(BEGIN, as_of).as_string(raw)
    with connection.wrap_database_errors:
        result = None if _is_lost() else raw.pgconn.exec_(statement.encode())
        if result is None or _is_lost():
            raise psycopg.OperationalError("the connection is lost")
        if result.status != pq.ExecStatus.TUPLES_OK:
            raise psycopg.errors.error_from_result(result, raw.info.encoding)
    if connection.queries_logged:
        connection.queries_log.append({"sql": statement, "time": "0.000"})
    _mark.set((result.get_value(0, 0) or b"").decode())


def _is_lost() -> bool:
    """Whether the connection is of no use any more, as once it was cut."""
    raw = connection.connection
    return raw is not None and raw.pgconn.status != pq.ConnStatus.OK


def _enter(as_of: datetime | None) -> None:
    _mark.set(None)
    with connection.cursor() as cursor:
        cursor.execute(_statement(ENTER, as_of))


def _statement(text: LiteralString, as_of: datetime | None) -> sql.Composed:
    return sql.SQL(text).format(role=sql.Identifier(PUBLIC_ROLE), as_of=sql.Literal(as_of.isoformat() if as_of else ""))


def turn_clock(as_of: datetime) -> None:
    """What follows in the public plane that is open is read as of the instant."""
    _mark.set(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('hw.as_of', %s, true)", [as_of.isoformat()])


def _leave() -> None:
    # After an error the transaction is rolled back, and both settings with it.
    if connection.connection.info.transaction_status == pq.TransactionStatus.INTRANS:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE; SELECT set_config('hw.as_of', '', true)")


def stream_publicly(rows: Callable[[], Iterable[Row]], as_of: datetime | None = None) -> Iterator[Row]:
    """The rows one by one, each read inside a public plane of the stream's own."""
    with public_plane(as_of):
        yield from rows()


def unkept(response: HttpResponseBase) -> HttpResponseBase:
    """Nothing of the desk is kept by a browser or a proxy, a refusal neither."""
    if "no-store" not in response.get("Cache-Control", ""):
        add_never_cache_headers(response)
    return response


class PublicPlaneMiddleware:
    """Puts every request but those to the staff's addresses into the public plane."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(STAFF_PATHS):
            return unkept(self.get_response(request))
        try:
            with public_plane():
                return self.get_response(request)
        except (OperationalError, InterfaceError) as error:
            # The way in or out; a view's own errors are answers already.
            log.warning("the database gave no answer: %s", type(error.__cause__ or error).__name__)
            return HttpResponse(status=503)
