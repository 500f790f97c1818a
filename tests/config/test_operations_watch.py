"""A database that hangs is noticed, whoever waits for it is let go, and its return is noticed too."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from config.operations import watch as watching
from config.operations.connections import CuttableConnection
from config.operations.watch import Watch

pytestmark = pytest.mark.django_db(transaction=True)


class Road:
    """A way to the database that can be closed: what is sent then arrives only once it is open again."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.open.set()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self.let_in, daemon=True).start()

    def let_in(self) -> None:
        while True:
            guest = self.door.accept()[0]
            host = socket.socket(socket.AF_UNIX)
            found = connection.settings_dict
            host.connect(f"{found['HOST']}/.s.PGSQL.{found['PORT'] or 5432}")
            for source, target in ((guest, host), (host, guest)):
                threading.Thread(target=self.carry, args=(source, target), daemon=True).start()

    def carry(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                self.open.wait()
                target.sendall(data)
        except OSError:
            pass
        target.close()


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> Iterator[Road]:
    """The only way to the database, for the watch and for the test."""
    if not connection.settings_dict["HOST"].startswith("/"):
        pytest.skip("the database is not on a socket of this machine")
    road = Road()
    parameters = connection.get_connection_params() | {"host": "127.0.0.1", "port": road.port, "autocommit": True}
    parameters["sslmode"] = "disable"
    monkeypatch.setattr(watching, "connect", lambda: CuttableConnection.connect(**parameters))
    yield road
    road.open.set()


@contextlib.contextmanager
def started(road: Road) -> Iterator[Watch]:
    """A watch of the test's own, from its first question on."""
    watch = Watch()
    watch.armed = True
    watch.ensure_started()
    yield watch
    road.open.set()
    watch.ended.set()
    for thread in threading.enumerate():
        if thread.name == "database_beat":
            thread.join(10)


@pytest.fixture
def watch(road: Road) -> Iterator[Watch]:
    """A watch that knows that the database answers."""
    with started(road) as watch:
        until(lambda: watch.began_at is None)
        yield watch


def until(says: Callable[[], bool]) -> float:
    """The seconds until it says so."""
    start = time.monotonic()
    while not says() and time.monotonic() - start < 20:
        time.sleep(0.02)
    return time.monotonic() - start


def test_whoever_waits_for_a_database_that_hangs_is_let_go(road: Road, watch: Watch) -> None:
    waiting = watching.connect()
    road.open.clear()

    with pytest.raises(psycopg.OperationalError):
        waiting.execute("SELECT 1")

    assert watch.dead
    road.open.set()
    until(lambda: not watch.dead)
    assert not watch.dead


def test_a_page_waits_for_less_than_two_seconds_by_the_looks_that_are_taken() -> None:
    for between_beats, looks in ((watching.BETWEEN_BEATS, watching.LOOKS), (0, watching.LOOKS_AT_FIRST)):
        assert between_beats + watching.STEP * (looks + 1) < 1.5


def test_a_slow_query_on_a_database_that_answers_is_not_cut(watch: Watch) -> None:
    with watching.connect() as slow:
        assert slow.execute("SELECT 7 FROM pg_sleep(2.5)").fetchone() == (7,)


class LateReader(CuttableConnection):
    """A connection of a process with so much to do that an answer lies there for long before it is read."""

    def execute(self, query: Any, *given: Any, **named: Any) -> psycopg.Cursor[Any]:
        if query == "SELECT 1":
            self.pgconn.send_query(b"SELECT 1")
            time.sleep(2)
            while self.pgconn.get_result():
                pass
        return super().execute(query, *given, **named)


def noted(watch: Watch, seconds: float) -> set[bool]:
    """What the watch says of the database, looked at again and again."""
    end, found = time.monotonic() + seconds, set()
    while time.monotonic() < end:
        found.add(watch.dead)
        time.sleep(0.02)
    return found


def test_a_process_that_reads_late_what_the_database_said_in_time_takes_it_for_alive(
    road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watching.connect() as first:
        parameters = first.info.get_parameters() | {"autocommit": True}
    monkeypatch.setattr(watching, "connect", lambda: LateReader.connect(**parameters))

    with started(road) as watch:
        assert noted(watch, 3) == {False}


def test_what_is_asked_with_a_beat_has_a_time_of_its_own(watch: Watch) -> None:
    watch.listeners += [lambda connection: connection.execute("SELECT pg_sleep(0.6)")] * 3

    assert noted(watch, 3) == {False}


def test_what_is_asked_with_a_beat_and_never_answered_is_noticed(watch: Watch) -> None:
    watch.listeners.append(lambda connection: connection.execute("SELECT pg_sleep(25)"))

    assert until(lambda: watch.dead) < 20


def test_a_database_that_hangs_from_the_first_is_noticed_in_time(road: Road) -> None:
    road.open.clear()

    with started(road) as watch:
        assert until(lambda: watch.dead) < 20


def test_nothing_is_watched_in_a_process_that_serves_no_pages() -> None:
    watch = Watch()

    watch.ensure_started()

    assert watch.began_at is None
