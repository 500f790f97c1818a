"""What the launcher refuses, and that nothing it started outlives it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.errors import StartError
from config.launch import address, stamps, tools
from config.launch.console import DISK_FULL
from tests.config.checkouts import GIVEN, make_checkout, run

SUPERVISE = """
import sys, time
from config.launch.supervisor import Charge, reaper
from config.launch.processes import Process
charge = Charge(Process("web"), [sys.executable, "-c", "import time; time.sleep(60)"], {})
charge.start()
with reaper():
    print(charge.child.pid, flush=True)
    while True:
        charge.tend()
        time.sleep(0.05)
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return make_checkout(tmp_path / "checkout")


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def launch(checkout: Path, command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one of the launcher's commands in a checkout, with nobody there to be asked."""
    environment = {name: value for name, value in os.environ.items() if name not in GIVEN}
    return subprocess.run(
        [sys.executable, "-m", "config.launch", command],
        cwd=checkout,
        env=environment | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def eventually(condition: Callable[[], bool], patience: float = 30) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "It did not come about in time."
        time.sleep(0.05)


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_taken_port_is_refused_before_anything_is_installed(checkout: Path, taken_port: int) -> None:
    done = launch(checkout, "run", PORT=str(taken_port))

    assert done.returncode == 1
    assert done.stderr == (
        f"127.0.0.1:{taken_port} cannot be listened at (Address already in use): stop the program that uses it, "
        f"or choose another port, as in: make run PORT={taken_port + 1}\n"
    )
    assert not (checkout / ".venv").exists()


def test_a_port_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "http")

    with pytest.raises(StartError, match="PORT must be a number from 1 to 65535, not 'http'"):
        address.address()


def test_a_second_run_is_told_where_the_first_is(checkout: Path) -> None:
    first = (
        "from config.launch import control; control.hold_the_run();"
        "import subprocess, sys;"
        "print(subprocess.run([sys.executable, '-m', 'config.launch', 'run'], capture_output=True, text=True))"
    )

    said, _ = run(checkout, first)

    assert "returncode=1" in said
    assert "Handover Watch already runs at http://127.0.0.1:8000/ (process " in said


def test_stopping_what_does_not_run_says_so(checkout: Path) -> None:
    assert launch(checkout, "stop").stdout == "Nothing runs in this checkout.\n"


def test_data_are_not_deleted_without_a_yes_or_force(checkout: Path) -> None:
    data = checkout / ".local/postgres"
    data.mkdir(parents=True)

    refused = launch(checkout, "reset")
    assert refused.returncode == 1
    assert "make reset FORCE=1 deletes without asking" in refused.stderr
    assert data.exists()

    assert launch(checkout, "reset", FORCE="1").returncode == 0
    assert not data.exists()


def test_data_in_use_are_not_deleted(checkout: Path) -> None:
    use = (
        "from config import locks; from config.embedded.servers import USERS; locks.share(USERS);"
        "import subprocess, sys, os;"
        "print(subprocess.run([sys.executable, '-m', 'config.launch', 'reset'], capture_output=True, text=True,"
        " env={**os.environ, 'FORCE': '1'}))"
    )

    assert "The data are in use" in run(checkout, use)[0]


def test_a_process_does_not_outlive_a_killed_supervisor(checkout: Path) -> None:
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISE], cwd=checkout, stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout is not None
    child = int(supervisor.stdout.readline())

    supervisor.kill()
    supervisor.communicate()

    eventually(lambda: not lives(child))


def test_a_killed_process_is_started_again_and_this_is_said(checkout: Path) -> None:
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISE], cwd=checkout, stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout is not None
    lock = checkout / ".local/run/web.lock"
    child = int(supervisor.stdout.readline())
    try:
        os.kill(child, signal.SIGKILL)

        assert supervisor.stdout.readline() == "  web ended (killed by SIGKILL); starting it again in 0.5 s.\n"
        eventually(lambda: int(lock.read_text() or child) != child)
    finally:
        supervisor.kill()
        supervisor.communicate()
    eventually(lambda: launch(checkout, "stop").stdout == "Nothing runs in this checkout.\n")


def test_a_tool_that_finds_the_disk_full_is_told_as_that(tmp_path: Path) -> None:
    complain = "import sys; sys.exit('OSError: [Errno 28] No space left on device')"

    with pytest.raises(StartError) as refusal:
        tools.run_tool([sys.executable, "-c", complain], cwd=tmp_path, failure="It failed.")
    assert str(refusal.value) == DISK_FULL


def test_a_tool_that_fails_is_told_with_its_own_first_error(tmp_path: Path) -> None:
    complain = "print('working'); print('ERROR: no such host'); print('ERROR: gave up'); raise SystemExit(1)"

    with pytest.raises(StartError) as refusal:
        tools.run_tool([sys.executable, "-c", complain], cwd=tmp_path, failure="It could not be fetched.")
    assert str(refusal.value) == "It could not be fetched. (ERROR: no such host)"


def test_a_digest_changes_with_a_name_a_content_or_a_word(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    first = stamps.digest([tmp_path], "word")

    assert stamps.digest([tmp_path], "word") == first
    assert stamps.digest([tmp_path], "other") != first
    (tmp_path / "a").rename(tmp_path / "b")
    renamed = stamps.digest([tmp_path], "word")
    (tmp_path / "b").write_text("2")
    assert len({first, renamed, stamps.digest([tmp_path], "word")}) == 3
