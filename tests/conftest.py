"""What every test stands on: the servers, the test database, a real worker, a real browser."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.commands import flush
from django.db import connections
from django.utils import translation
from playwright.sync_api import expect

from config import catalogue, env, servers
from config.operations.answered import answered
from dashboard import marked
from exchange.api.kept import answers
from tests import chromium, worker
from tests.slots import free_slot

NEEDS_BROWSER = {"page", "context", "browser"}
# Playwright's loop runs in the thread of the test, where Django would refuse to touch the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# A page of many parts takes its time on a busy machine; what never comes fails all the same.
expect.set_options(timeout=30_000)
# A catalogue that was changed since the environment was made is read as it is now.
catalogue.compile_all()

without_browser = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def running_servers() -> Iterator[None]:
    """The embedded servers, unless the addresses of others are given."""
    with servers.in_use():
        yield


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A page in Arabic leaves its language active in the thread, here that of the next test."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """No test is answered with what another was answered: both may have had an empty record."""
    answers.clear()
    marked.answers.clear()
    answered.clear()


@pytest.fixture(scope="session")
def slot() -> Iterator[int]:
    """A number that no other run of the tests in this checkout has."""
    with free_slot() as number:
        yield number


@pytest.fixture(scope="session")
def django_db_modify_db_settings(running_servers: None, slot: int) -> None:
    """A database of this run's own, so that two runs in one checkout do not disturb each other."""
    connections["default"].settings_dict["TEST"]["NAME"] = f"test_handover_watch_{slot}"


@pytest.fixture(scope="session", autouse=True)
def quick_flush() -> Iterator[None]:
    """Rights and kinds of content are not made anew after each flush: the database's backend puts their rows back."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_given, **_named: None)
        yield


@pytest.fixture(scope="session")
def worker_process(
    django_db_setup: None, slot: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[subprocess.Popen[bytes]]:
    """One worker for all tests that need one."""
    with worker.running(slot, log=tmp_path_factory.mktemp("worker") / "log") as child:
        yield child


@pytest.fixture
def celery_worker(transactional_db: None, worker_process: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    """A real Celery worker on the test database: rows must be committed for it to see them."""
    return worker_process


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How Playwright starts the browser here."""
    return browser_type_launch_args | {"executable_path": chromium.find(), "args": chromium.FLAGS}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser; leave it out where there is none."""
    needing = [item for item in items if NEEDS_BROWSER & set(getattr(item, "fixturenames", ()))]
    for item in needing:
        item.add_marker("browser")
    missing = needing if needing and chromium.find() is None else []
    config.stash[without_browser] = [item.nodeid for item in missing]
    for item in missing:
        item.add_marker(pytest.mark.skip(reason="there is no browser"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if missing := config.stash.get(without_browser, []):
        files = ", ".join(sorted({name.split("::")[0] for name in missing}))
        terminalreporter.write_line(
            f"Without a browser, {len(missing)} tests did not run ({files}): {chromium.WHAT_TO_DO}.", red=True
        )


def pytest_sessionfinish(session: pytest.Session) -> None:
    missing = session.config.stash.get(without_browser, [])
    output = getattr(session.config, "workeroutput", None)
    if output is not None:  # one of several processes: the one that started them reports
        output["without_browser"] = missing
    elif missing and env.flag("CI"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what one of several processes left out; each has been given every test to choose from."""
    missing = getattr(node, "workeroutput", {}).get("without_browser")
    if missing:
        node.config.stash[without_browser] = missing
