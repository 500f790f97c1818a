"""What is written down: one line for each event, as text or JSON, without addresses, tokens, queries or anybody's text.

An exception is written as its type and where it came from: its message may quote a draft or a request.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from celery import current_task
from django.http import HttpRequest

from editorial.requestid import job_key, request_id

CHECKOUT = Path(__file__).resolve().parents[2]
V4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)")
V6 = re.compile(r"(?<![\w:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
QUERY = re.compile(r"\?[\w%.\[\]-]+=[^\s\"'<>]*")
LOGIN = re.compile(r"(\w+://)[^/\s@]+@")
SECRET = re.compile(
    r"(?i)\b(authorization|cookie|\w*session\w*|\w*csrf\w*|\w*password\w*|\w*token\w*|\w*secret\w*|api[_-]?key|dsn)"
    r"(['\"]?\s*[:=]\s*)(?:(?:bearer|basic|token)\s+)?['\"]?[^\s,;'\"]+"
)


def scrubbed(text: str) -> str:
    """The text without network addresses, queries of addresses, logins and what is called a secret."""
    text = LOGIN.sub(r"\1[hidden]@", QUERY.sub("?[hidden]", text))
    text = SECRET.sub(r"\1\2[hidden]", text)
    return V6.sub(_unless_no_address, V4.sub("[address]", text))


def _unless_no_address(found: re.Match[str]) -> str:
    try:
        ip_address(found[0])
    except ValueError:
        return found[0]
    return "[address]"


def route(request: HttpRequest) -> str:
    """The name of the route that was asked for; never a path, which may name a draft."""
    match = getattr(request, "resolver_match", None)
    return (match.view_name or "unnamed") if match else "none"


def identifier(record: logging.LogRecord) -> str:
    """The id of the request that an event is of, where it is told after the request's end."""
    request = getattr(record, "request", None)
    return str(request.META.get("HTTP_X_REQUEST_ID", "")) if isinstance(request, HttpRequest) else ""


def message(record: logging.LogRecord) -> str:
    """What happened, in words that are ours."""
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        return f"{getattr(record, 'status_code', '')} {request.method} {route(request)}".strip()
    if record.name == "celery.app.trace" and isinstance(record.args, dict):
        named = {name: str(record.args.get(name, "")) for name in ("name", "id", "description")}
        return "Task {name}[{id}] {description}".format(**named).strip()
    arguments = record.args
    if isinstance(arguments, tuple):
        arguments = tuple(_without_words(each) for each in arguments)
    return scrubbed(str(record.msg) % arguments if arguments else str(record.msg))


def _without_words(argument: Any) -> Any:
    """An exception as its type alone, also one that Celery has wrapped."""
    wrapped = getattr(argument, "exception", argument)
    return type(wrapped).__name__ if isinstance(wrapped, BaseException) else argument


def failure(error: BaseException) -> dict[str, Any]:
    """An exception's type, those behind it, and the lines that it came through."""
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause and len(kinds) < 5:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(error.__traceback__)[-20:]
    return {
        "error": " from ".join(kinds),
        "where": [f"{near(each.filename)}:{each.lineno} {each.name}" for each in frames],
    }


def near(filename: str) -> str:
    """A file's name from the checkout, or from the folder of libraries."""
    return filename.removeprefix(f"{CHECKOUT}/").rpartition("site-packages/")[2]


def fields(record: logging.LogRecord) -> dict[str, Any]:
    """An event as what is written of it; what is empty is left out."""
    task = current_task.request if current_task else None
    known = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "level": record.levelname,
        "logger": record.name,
        "message": message(record),
        "request_id": request_id.get() or identifier(record),
        "job": job_key.get(),
        "task_id": task.id if task else "",
        **getattr(record, "fields", {}),
    }
    if record.exc_info and record.exc_info[1]:
        known |= failure(record.exc_info[1])
    return {name: value for name, value in known.items() if value not in ("", None)}


class WithoutHealth(logging.Filter):
    """Leaves out Django's own line for `/readyz` being red: asked for every few seconds, it says itself what is."""

    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(getattr(record, "request", None), "path", "") != "/readyz"


class JsonLines(logging.Formatter):
    """Each event as one JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(fields(record), ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """Each event as a line for people: the time, the level, who speaks, what happened, and the rest as name=value."""

    def format(self, record: logging.LogRecord) -> str:
        known = fields(record)
        where = known.pop("where", [])
        head = f"{known.pop('time')} {known.pop('level')} {known.pop('logger')}: {known.pop('message')}"
        rest = "".join(f" {name}={value}" for name, value in known.items())
        return "\n    ".join([" ".join((head + rest).splitlines()), *where])
