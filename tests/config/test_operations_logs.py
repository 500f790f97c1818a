"""Lines name nobody: no address, token, query or text of a draft gets into them, or to the tracker of errors."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from django.http import HttpRequest
from django.test import Client, RequestFactory
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from config.operations import reporting
from config.operations.logs import JsonLines, TextLines, scrubbed

DRAFT = "Canary of Balad"
FORMATTERS = [JsonLines(), TextLines()]
SECRETS = [
    "client 203.0.113.77 was slow",
    "Invalid request from ip=203.0.113.77: nothing",
    "from [2001:db8::77]:443 and ::1",
    "GET /admin/editorial/source/?q=203%2E0&title=canary-title",
    "Authorization: Bearer canary-token",
    "Cookie: sessionid=canary-session; csrftoken=canary-csrf",
    "password='canary-password' api_key=canary-key",
    "postgresql://watch:canary-password@db/record failed",
    "redis://:canary-password@broker/0",
]


def record(text: str, *arguments: object, **more: Any) -> logging.LogRecord:
    found = logging.LogRecord("somebody", logging.ERROR, "", 0, text, arguments, more.pop("exc_info", None))
    found.__dict__.update(more)
    return found


@pytest.mark.parametrize("text", SECRETS)
@pytest.mark.parametrize("formatter", FORMATTERS)
def test_no_address_token_or_query_gets_into_a_line(formatter: logging.Formatter, text: str) -> None:
    line = formatter.format(record("%s", text))

    assert not [word for word in ("203.0.113", "2001:db8", "::1", "canary", "203%2E0") if word in line]


def test_times_and_numbers_stay_as_they_are() -> None:
    text = "at 12:34:56 on 2026-11-25, editorial.run_job[0b6c] took 1.25 s in frames x::y"

    assert scrubbed(text) == text


@pytest.mark.parametrize("formatter", FORMATTERS)
def test_an_exception_is_told_by_its_type_and_lines_and_not_by_its_message(formatter: logging.Formatter) -> None:
    try:
        raise ValueError(f"Key (name)=({DRAFT}) already exists")
    except ValueError as error:
        line = formatter.format(record("failed: %r", error, exc_info=sys.exc_info()))

    assert DRAFT not in line
    assert "ValueError" in line
    assert "tests/config/test_operations_logs.py:" in line


@pytest.mark.parametrize("formatter", FORMATTERS)
def test_a_task_that_fails_is_told_without_its_arguments(formatter: logging.Formatter) -> None:
    told = {"name": "editorial.run_job", "id": "0b6c", "description": "raised unexpected", "exc": f"E('{DRAFT}')"}
    line = record("Task %(name)s[%(id)s] %(description)s: %(exc)s", told)
    line.name = "celery.app.trace"

    assert DRAFT not in formatter.format(line)
    assert "Task editorial.run_job[0b6c] raised unexpected" in formatter.format(line)


@pytest.mark.parametrize("formatter", FORMATTERS)
def test_a_request_is_told_by_its_route_and_not_by_its_path(formatter: logging.Formatter) -> None:
    request = RequestFactory().get("/attacks/canary-of-balad/?q=canary")

    line = formatter.format(record("Not Found: %s", request.path, request=request, status_code=404))

    assert "404 GET none" in line
    assert "canary" not in line


def test_a_json_line_is_one_line() -> None:
    line = JsonLines().format(record("one\ntwo"))

    assert json.loads(line)["message"] == "one\ntwo"
    assert "\n" not in line


def test_missing_pages_and_refused_forms_leave_no_path_in_the_lines(
    client: Client, transactional_db: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.setFormatter(JsonLines())
    caplog.set_level(logging.INFO)

    client.get("/attacks/canary-of-balad/?q=canary")
    Client(enforce_csrf_checks=True).post("/admin/login/?next=canary", {"username": "canary", "password": "canary"})

    assert "404 GET dashboard:attack-detail" in caplog.text
    assert "403 POST admin:login" in caplog.text
    assert "canary" not in caplog.text


class Tracker(Transport):
    """A tracker of this process's own, which keeps what it is told."""

    told: list[str] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.told.append(envelope.serialize().decode())


@pytest.fixture
def tracker(settings: Any) -> Iterator[list[str]]:
    settings.SENTRY_DSN = "https://key@tracker.example/1"
    Tracker.told = []
    reporting.start(Tracker)
    yield Tracker.told
    sentry_sdk.init()


def test_the_tracker_is_told_of_an_error_and_of_nobodys_words(
    tracker: list[str], transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(request: HttpRequest, *arguments: object, **named: object) -> None:
        canary_local = DRAFT
        logging.getLogger("editorial").warning("a crumb: %s", canary_local)
        raise ValueError(canary_local)

    monkeypatch.setattr("django.contrib.auth.views.LoginView.dispatch", fail)
    client = Client(raise_request_exception=False, headers={"cookie": "sessionid=canary", "x-request-id": "known"})

    client.post("/admin/login/?next=canary", {"title": DRAFT}, REMOTE_ADDR="203.0.113.77")

    told = "".join(tracker)
    assert "ValueError" in told
    assert '"request_id":"known"' in told.replace(" ", "")
    assert not [word for word in (DRAFT, "canary", "Canary", "203.0.113.77", "sessionid") if word in told]


def test_the_tracker_is_told_of_a_logged_error_without_its_text(tracker: list[str]) -> None:
    logging.getLogger("editorial.jobs").error("job about %s failed", DRAFT, extra={"title": DRAFT})

    told = "".join(tracker)
    assert "error in editorial.jobs" in told
    assert "Canary" not in told


def test_without_an_address_nobody_is_told(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SENTRY_DSN = ""
    started: list[object] = []
    monkeypatch.setattr(sentry_sdk, "init", lambda **told: started.append(told))

    reporting.start()

    assert started == []
