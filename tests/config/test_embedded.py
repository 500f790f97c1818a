"""The embedded servers: each checkout has its own, they outlive every kill, and go with their last user."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest

from config import locks
from tests.config.checkouts import make_checkout, run, start

USE = """
import sys
from config.embedded.users import in_use
with in_use():
    print("in use", flush=True)
    sys.stdin.readline()
"""
URL = "from config.embedded import database_url; print(database_url())"
PLACE = "from config.embedded.place import place; print(place().home); print(place().sockets)"
REFUSAL = """
from config.embedded.users import in_use
from config.errors import StartError
try:
    with in_use(): print("started")
except StartError as error:
    print(error)
"""


@pytest.fixture(scope="module")
def checkout() -> Iterator[Path]:
    """A checkout that every user may enter, which those in pytest's own folders are not."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield make_checkout(folder / "a")
        eventually(lambda: stopped(folder / "a"))


@contextlib.contextmanager
def using(checkout: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that uses the checkout's servers until the block ends."""
    user = start(checkout, USE)
    try:
        assert user.stdout is not None
        assert user.stderr is not None
        assert user.stdout.readline().strip() == "in use", user.stderr.read()
        yield user
    finally:
        user.communicate("\n", timeout=60)


def stopped(checkout: Path) -> bool:
    return not any(locks.is_held(checkout / f".local/{name}.lock") for name in ("keeper", "postgres", "broker"))


def eventually(condition: Callable[[], bool], patience: float = 30) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "It did not come about in time."
        time.sleep(0.05)


def pid_of(checkout: Path, name: str) -> int:
    """The process number of one of the checkout's servers."""
    file = {"postgres": "postgres/postmaster.pid", "broker": "broker/broker.pid"}[name]
    return int((checkout / ".local" / file).read_text().split()[0])


def answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def test_the_servers_stop_when_their_last_user_leaves_and_not_before(checkout: Path) -> None:
    with using(checkout):
        with using(checkout):
            pass
        assert answers(run(checkout, URL)[0])

    assert stopped(checkout)


def test_the_servers_stop_when_their_last_user_is_killed(checkout: Path) -> None:
    with using(checkout) as user:
        user.kill()

    eventually(lambda: stopped(checkout))

    assert not (checkout / ".local/postgres/postmaster.pid").exists()


def test_a_killed_server_comes_back_with_every_acknowledged_row(checkout: Path) -> None:
    with using(checkout):
        url = run(checkout, URL)[0]
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE acknowledged AS SELECT 1 AS row")
        for name in ("postgres", "broker"):
            killed = pid_of(checkout, name)
            os.kill(killed, signal.SIGKILL)
            eventually(partial(came_back, checkout, name, killed))
        eventually(lambda: answers(url))
        with psycopg.connect(url, autocommit=True) as connection:
            assert connection.execute("TABLE acknowledged").fetchall() == [(1,)]
            connection.execute("DROP TABLE acknowledged")


def came_back(checkout: Path, name: str, killed: int) -> bool:
    with contextlib.suppress(FileNotFoundError, IndexError, ValueError):
        return pid_of(checkout, name) != killed
    return False


def test_a_new_user_takes_over_the_servers_of_a_killed_keeper_and_of_killed_users(checkout: Path) -> None:
    with using(checkout) as user:
        postgres = pid_of(checkout, "postgres")
        os.kill(keeper_of(checkout), signal.SIGKILL)
        user.kill()
        user.wait()
        assert locks.is_held(checkout / ".local/postgres.lock")

    with using(checkout):
        assert pid_of(checkout, "postgres") == postgres
    assert stopped(checkout)


def keeper_of(checkout: Path) -> int:
    return next(int(folder.name) for folder in Path("/proc").glob("[0-9]*") if is_keeper(folder, checkout))


def is_keeper(process: Path, checkout: Path) -> bool:
    with contextlib.suppress(OSError):
        command = (process / "cmdline").read_bytes()
        return b"config.embedded.keeper" in command and (process / "cwd").readlink() == checkout
    return False


def test_a_stale_process_file_that_names_a_living_process_does_not_stop_the_start(checkout: Path) -> None:
    with using(checkout):
        stale = (checkout / ".local/postgres/postmaster.pid").read_text().split("\n")
    living = start_as_owner_of(checkout / ".local/postgres")
    try:
        (checkout / ".local/postgres/postmaster.pid").write_text("\n".join([str(living.pid), *stale[1:]]))

        with using(checkout):
            assert answers(run(checkout, URL)[0])
    finally:
        living.kill()
        living.wait()


def start_as_owner_of(folder: Path) -> subprocess.Popen[bytes]:
    """A process of the very user that PostgreSQL runs as, as one that got the old number would be."""
    owner = folder.stat()
    if os.geteuid() != 0:
        return subprocess.Popen(["sleep", "60"])
    return subprocess.Popen(["sleep", "60"], cwd="/", user=owner.st_uid, group=owner.st_gid)


def test_two_checkouts_have_servers_of_their_own(checkout: Path) -> None:
    other = make_checkout(checkout.parent / "b")
    with using(checkout), using(other):
        assert run(checkout, URL) != run(other, URL)
        assert pid_of(checkout, "postgres") != pid_of(other, "postgres")
    assert stopped(checkout)
    assert stopped(other)


def test_data_of_another_version_are_refused_with_what_to_do(checkout: Path) -> None:
    version = checkout / ".local/postgres/PG_VERSION"
    ours = version.read_text()
    version.write_text("15\n")
    try:
        said, _ = run(checkout, REFUSAL)
    finally:
        version.write_text(ours)

    assert "written by PostgreSQL 15, and this is 18: dump them" in said
    assert "\n" not in said


def test_a_path_too_long_for_a_socket_does_not_stop_the_start(checkout: Path) -> None:
    deep = make_checkout(checkout.parent / ("deep" * 10) / ("er" * 20))
    home, sockets = map(Path, run(deep, PLACE)[0].split("\n"))
    try:
        with using(deep):
            assert answers(run(deep, URL)[0])
            assert str(home) in (deep / ".local/place").read_text()
    finally:
        forget(home, sockets)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's servers run as another user")
def test_a_checkout_that_no_other_user_may_enter_has_its_servers_under_var_lib(checkout: Path) -> None:
    hidden = make_checkout(checkout.parent / "hidden")
    hidden.chmod(0o700)
    home, sockets = map(Path, run(hidden, PLACE)[0].split("\n"))
    try:
        assert home.parent == Path("/var/lib/handover-watch")
        with using(hidden):
            assert answers(run(hidden, URL)[0])
        assert (home / "postgres/PG_VERSION").exists()
        assert not (hidden / ".local/postgres").exists()
    finally:
        forget(home, sockets)


def forget(home: Path, sockets: Path) -> None:
    """Remove what a checkout of a test left outside its own folder."""
    shutil.rmtree(sockets, ignore_errors=True)
    if home.name != ".local":
        shutil.rmtree(home)
