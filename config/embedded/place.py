"""Where the embedded servers keep their data and sockets, decided from the checkout's path and the user alone."""
from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
LOCAL = CHECKOUT / ".local"
ELSEWHERE = Path("/var/lib/handover-watch")
# A socket's address is limited to 104 bytes on macOS and 108 on Linux; the name of PostgreSQL's socket takes 19 of them.
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


def place() -> Place:
    """This checkout's place: under `.local/`, unless the servers' user could not reach it there."""
    if must_live_elsewhere(CHECKOUT, as_root=os.geteuid() == 0):
        home = ELSEWHERE / fingerprint(CHECKOUT)
        return Place(home, home / "sockets", copies_programs=True)
    return Place(LOCAL, socket_folder(LOCAL), copies_programs=False)


def must_live_elsewhere(checkout: Path, *, as_root: bool) -> bool:
    """PostgreSQL refuses root, so root's servers run as another user, who must be able to enter the checkout."""
    if not as_root:
        return False
    enterable = all(folder.stat().st_mode & 0o001 for folder in (checkout, *checkout.parents))
    return not enterable or is_too_long(checkout / ".local/sockets")


def socket_folder(local: Path) -> Path:
    """Where the sockets lie: beside the data, or in the user's own temporary folder when that path is too long."""
    beside = local / "sockets"
    if not is_too_long(beside):
        return beside
    return Path(os.environ.get("XDG_RUNTIME_DIR") or "/tmp") / f"handover-watch-{os.geteuid()}-{fingerprint(local)}"


def is_too_long(folder: Path) -> bool:
    return len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER


def fingerprint(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]


def database_url() -> str:
    """The embedded database's address; the server need not run yet."""
    return f"postgresql://postgres@/handover_watch?host={place().sockets}"


def broker_url() -> str:
    """The embedded broker's address; the server need not run yet."""
    return f"redis+socket://{place().sockets}/broker.sock"


def secret_key() -> str:
    """This checkout's own secret, made once."""
    path = LOCAL / "secret_key"
    if not path.exists():
        LOCAL.mkdir(exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
