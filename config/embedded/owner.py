"""The user that the servers run as: ourselves, or an unprivileged one when we are root, whom PostgreSQL refuses."""

from __future__ import annotations

import os
import pwd
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.errors import StartError


@dataclass(frozen=True)
class Owner:
    """A user's name and numbers; `becomes` is what starts a program as that user."""

    name: str
    uid: int
    gid: int

    @property
    def becomes(self) -> Mapping[str, Any]:
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def make_folder(self, folder: Path) -> None:
        """A folder that this user alone may enter."""
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if os.geteuid() == 0 and found.st_uid != self.uid:
            os.chown(folder, self.uid, self.gid)
        elif found.st_uid != self.uid or folder.is_symlink():
            raise StartError(f"{folder} belongs to another user: start as that user, or move it away.")
        folder.chmod(0o700)


def owner() -> Owner:
    """Ourselves, or the user named by EMBEDDED_USER (default: nobody) when we are root."""
    name = os.environ.get("EMBEDDED_USER", "nobody") if os.geteuid() == 0 else ""
    try:
        entry = pwd.getpwnam(name) if name else pwd.getpwuid(os.geteuid())
    except KeyError:
        raise StartError(f"There is no user {name!r} to run PostgreSQL as: set EMBEDDED_USER to one.") from None
    return Owner(entry.pw_name, entry.pw_uid, entry.pw_gid)
