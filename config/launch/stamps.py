"""Stamps: a step is skipped while what it was made from is unchanged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from config.launch.paths import STAMPS


def digest(paths: Iterable[Path], *words: str) -> str:
    """One digest over names and contents of the files, folders walked through, and over the words."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in sorted(found for each in paths for found in files(each)):
        total.update(str(path).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def files(path: Path) -> list[Path]:
    if path.is_dir():
        return [each for each in path.rglob("*") if each.is_file() and each.suffix != ".pyc"]
    return [path] if path.exists() else []


def is_fresh(name: str, value: str) -> bool:
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == value


def put(name: str, value: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(value)
