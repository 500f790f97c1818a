"""Where the embedded servers keep their data and sockets, decided from the checkout's path and the user alone."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

CHECKOUT = Path(__file__).resolve().parents[2]
LOCAL = CHECKOUT / ".local"
ELSEWHERE = Path("/var/lib/handover-watch")
SHORT = Path("/var/tmp")
# A socket's address is limited to 104 bytes on macOS, 108 on Linux; PostgreSQL's file name takes 19 of them.
LONGEST_SOCKET_FOLDER = 80


@dataclass(frozen=True)
class Place:
    """One checkout's folders: `home` holds the servers' data, `sockets` what their clients connect to."""

    home: Path
    sockets: Path
    copies_programs: bool

    @property
    def postgres(self) -> Path:
        return self.home / "postgres"

    @property
    def broker(self) -> Path:
        return self.home / "broker"

    @property
    def broker_socket(self) -> Path:
        return self.sockets / "broker.sock"


def place() -> Place:
    """This checkout's place: where its data already lie, else `.local/` unless the servers could not live there."""
    home = ELSEWHERE / fingerprint(CHECKOUT)
    here = Place(LOCAL, socket_folder(LOCAL), copies_programs=False)
    elsewhere = Place(home, home / "sockets", copies_programs=True)
    if here.postgres.is_dir():
        return here
    if elsewhere.postgres.is_dir() or must_live_elsewhere(CHECKOUT, as_root=os.geteuid() == 0):
        return elsewhere
    return here


def must_live_elsewhere(checkout: Path, *, as_root: bool) -> bool:
    """PostgreSQL refuses root, so root's servers run as another user, who must be able to enter the checkout."""
    if not as_root:
        return False
    enterable = all(folder.stat().st_mode & 0o001 for folder in (checkout, *checkout.parents))
    return not enterable or is_too_long(checkout / ".local/sockets")


def socket_folder(local: Path) -> Path:
    """Where the sockets lie: beside the data, or in a folder of the user's own with a short path."""
    beside = local / "sockets"
    if not is_too_long(beside):
        return beside
    return SHORT / f"handover-watch-{os.geteuid()}-{fingerprint(local)}"


def is_too_long(folder: Path) -> bool:
    return len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER


def fingerprint(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]


def database_url() -> str:
    """The embedded database's address; the server need not run yet."""
    return f"postgresql://postgres@/handover_watch?host={quote(str(place().sockets))}&port=5432"


def broker_url() -> str:
    """The embedded broker's address; the server need not run yet."""
    return f"redis+socket://{quote(str(place().broker_socket))}"
