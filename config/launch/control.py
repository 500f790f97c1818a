"""`make stop`, `make reset`, `make logs`, and what a start refuses."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sys
import time

from config import locks
from config.embedded.place import place
from config.errors import StartError
from config.launch import processes
from config.launch.address import address
from config.launch.console import say
from config.launch.paths import CHECKOUT, LOCAL, LOGS, RUN

SUPERVISOR = RUN / "supervisor.lock"


def hold_the_run() -> None:
    """Be the one site of this checkout, for as long as this process lives and whatever program it becomes."""
    held = locks.try_alone(SUPERVISOR)
    if held is None:
        found = running()
        raise StartError(f"Handover Watch already runs at {found['url']} (process {found['pid']}); make stop stops it.")
    os.ftruncate(held, 0)
    os.pwrite(held, json.dumps({"url": address().url, "pid": os.getpid()}).encode(), 0)
    os.set_inheritable(held, True)


def refuse_a_taken_port() -> None:
    """Found out before anything is installed. What a killed run left listening is ended first."""
    if left := processes.end():
        say(f"Ended what an earlier run left: {', '.join(left)}.")
    address().refuse_if_taken()


def running() -> dict[str, str]:
    """Where the running site answers, and its supervisor's process number."""
    with contextlib.suppress(ValueError):
        return dict(json.loads(SUPERVISOR.read_text()))
    raise StartError("Handover Watch is just being started in this checkout: try again in a second.")


def stop() -> None:
    """Stop the site that runs in this checkout, and whatever a killed one left."""
    if not locks.is_held(SUPERVISOR):
        left = processes.end()
        say(f"Ended what an earlier run left: {', '.join(left)}." if left else "Nothing runs in this checkout.")
        return
    os.kill(int(running()["pid"]), signal.SIGTERM)
    deadline = time.monotonic() + 60
    while locks.is_held(SUPERVISOR):
        if time.monotonic() > deadline:
            raise StartError("The site does not stop: make logs may tell why.")
        time.sleep(0.1)
    say("Stopped.")


def reset() -> None:
    """Delete this checkout's data, after asking."""
    alone = locks.try_alone(LOCAL / "users.lock")
    if alone is None or locks.is_held(SUPERVISOR):
        raise StartError("The data are in use: make stop first, and end running tests and commands.")
    where = place()
    ask(f"This deletes every record, account and log in {where.home}. Type yes to go on: ")
    for path in LOCAL.iterdir():
        if path.suffix != ".lock" and path.name not in {"tests", "run"}:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if where.copies_programs:
        shutil.rmtree(where.home)
    say("Deleted. make run starts afresh.")


def ask(question: str) -> None:
    """Go on only after a yes from a person, or with FORCE=1."""
    if os.environ.get("FORCE") == "1":
        return
    if not sys.stdin.isatty():
        raise StartError("Nobody is there to be asked: make reset FORCE=1 deletes without asking.")
    if input(question).strip().lower() != "yes":
        raise StartError("Nothing was deleted.")


def logs() -> None:
    """Follow every log of this checkout until interrupted."""
    found = sorted(LOGS.glob("*.log"))
    if not found:
        raise StartError("There are no logs yet: make run writes them.")
    os.chdir(CHECKOUT)
    os.execvp("tail", ["tail", "-n", "20", "-F", *(str(path.relative_to(CHECKOUT)) for path in found)])
