"""What of the public plane may show which token: the leak matrix, as far as it speaks of public surfaces."""

from __future__ import annotations

from tests.leak.tokens import Planted

KINDS = ("base", "handover", "attack")
OF_A_RECORD = {f"dashboard:{kind}-{page}" for kind in KINDS for page in ("detail", "correct")}
FEEDS = {f"exchange:feed-{name}" for name in ("handovers", "attacks", "corrections")} | {"exchange:calendar-handovers"}
LOGS = {"dashboard:corrections", "exchange:changes"} | FEEDS
TOMBSTONES = OF_A_RECORD | LOGS | {"dashboard:map-attack"}
PUBLIC = {"published", "pending"}

MOVED = {"citation", "claim", "source", "publisher", "name", "attribution", "actor", "milestone", "drawdownbase", "row"}
"""Rows that a merge moves to the record that stays, and the reference rows that they name: public there."""

IN_HISTORY = {("dashboard:base-detail", "drawdown.name"), ("dashboard:base-detail", "drawdown.name_ar")}
"""A base that got its place in a drawdown by a merge keeps it in its history when that drawdown is merged too."""

MAY_SHOW: dict[tuple[str, str], set[str]] = {
    # Retracted as an error: the former text in the record's public history, and nothing of it anywhere else.
    ("error", "text"): OF_A_RECORD | {"dashboard:corrections"},
    ("error", "reason"): TOMBSTONES,
    ("error", "slug"): TOMBSTONES,
    # Withdrawn for safety: the tombstone, with its address and its reason.
    ("safety", "reason"): TOMBSTONES,
    ("safety", "slug"): TOMBSTONES,
    # Merged: the address leads on; the log of corrections says what was merged into what.
    ("merged", "text"): {"dashboard:corrections"},
    ("merged", "reason"): LOGS,
    ("merged", "slug"): LOGS,
    ("answered", "text"): OF_A_RECORD | {"dashboard:request"},
    ("declined", "text"): {"dashboard:request"},
}


def may_show(planted: Planted, view: str) -> bool:
    """Whether a token may be read at an address of this name. Everything that is not in the table is hidden."""
    if planted.state in PUBLIC:
        return True
    if planted.state == "merged" and (
        planted.column.partition(".")[0] in MOVED or (view, planted.column) in IN_HISTORY
    ):
        return True
    if is_tombstone_of_the_api(view) and planted.sort in {"slug", "reason"}:
        return planted.state in {"error", "safety", "merged"}
    return view in MAY_SHOW.get((planted.state, planted.sort), set())


def is_tombstone_of_the_api(view: str) -> bool:
    return view.startswith("exchange:") and view.endswith(("-detail", "base-timeline", "ogc-item"))
