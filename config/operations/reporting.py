"""Errors told to a tracker that speaks Sentry's protocol, if one is set: types, lines and routes, nobody's words."""

from __future__ import annotations

from typing import Any

import sentry_sdk
from django.conf import settings
from sentry_sdk.transport import Transport
from sentry_sdk.types import Event, Hint

from editorial.requestid import job_key, request_id

KEPT = ("event_id", "timestamp", "level", "platform", "release", "environment", "logger", "sdk", "transaction")
KEPT_OF_FRAME = ("filename", "function", "module", "lineno", "in_app")


def start(transport: type[Transport] | None = None) -> None:
    """Tell errors from now on, if there is somebody to tell."""
    if not settings.SENTRY_DSN:
        return
    # Its own default already sends nothing personal; `scrubbed` does not trust that.
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        transport=transport,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        server_name="",
        auto_session_tracking=False,
        before_send=scrubbed,
        shutdown_timeout=1,
    )


def scrubbed(event: Event, hint: Hint) -> Event:
    """The event with what is known to be ours; everything else may hold somebody's text, and is left out."""
    found: dict[str, Any] = dict(event)
    kept = {name: found[name] for name in KEPT if name in found}
    kept["exception"] = {"values": [exception(each) for each in found.get("exception", {}).get("values", [])]}
    kept["tags"] = {"request_id": request_id.get() or "none", "job": str(job_key.get() or "none")}
    if not kept["exception"]["values"]:
        kept["message"] = f"{found.get('level', 'error')} in {found.get('logger', 'an unnamed place')}"
    # A path may name a draft; a route or a task does not.
    if found.get("transaction_info", {}).get("source") not in {"route", "task", "component"}:
        kept.pop("transaction", None)
    return kept  # type: ignore[return-value]


def exception(found: dict[str, Any]) -> dict[str, Any]:
    """An exception's type and its way, without its message."""
    frames = (found.get("stacktrace") or {}).get("frames", [])
    way = [{name: frame[name] for name in KEPT_OF_FRAME if name in frame} for frame in frames]
    return {"type": found.get("type"), "module": found.get("module"), "stacktrace": {"frames": way}}
