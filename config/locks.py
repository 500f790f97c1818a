"""Locks that the kernel drops when their holder dies, however it dies: nothing here trusts a process number."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path


def open_lock(path: Path) -> int:
    """A descriptor of the lock's file, made if need be; children do not inherit it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def share(path: Path) -> int:
    """Hold the lock with others; waits while somebody holds it alone."""
    descriptor = open_lock(path)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def try_alone(path: Path) -> int | None:
    """Hold the lock alone, or None at once when anybody holds it."""
    return _try(path, fcntl.LOCK_EX)


def alone(path: Path, patience: float = 2.0) -> int | None:
    """Hold the lock alone, or None when others do so for longer than it takes to ask whether anybody does."""
    deadline = time.monotonic() + patience
    while (descriptor := try_alone(path)) is None and time.monotonic() < deadline:
        time.sleep(0.02)
    return descriptor


def is_held(path: Path) -> bool:
    """Whether any process, or a child that inherited it, holds the lock."""
    descriptor = try_alone(path)
    if descriptor is not None:
        os.close(descriptor)
    return descriptor is None


def is_held_alone(path: Path) -> bool:
    """Whether one process holds the lock for itself."""
    descriptor = _try(path, fcntl.LOCK_SH)
    if descriptor is not None:
        os.close(descriptor)
    return descriptor is None


def _try(path: Path, kind: int) -> int | None:
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor
