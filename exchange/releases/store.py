"""Where bundles lie: a folder that the worker writes and the site reads, which several machines may share."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

WORKPLACE = ".cutting-"
ABANDONED_AFTER = 86_400
"""Seconds after which a workplace is taken for a killed worker's."""


def folder() -> Path:
    return Path(settings.RELEASES_DIR)


def path_of(slug: str) -> Path:
    """Where the bundle of this name lies, or would."""
    return folder() / f"{slug}.zip"


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder to write in, on the same disk as the bundles; gone at the end."""
    folder().mkdir(parents=True, exist_ok=True)
    clear_abandoned()
    place = Path(tempfile.mkdtemp(prefix=WORKPLACE, dir=folder()))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def clear_abandoned() -> None:
    for place in folder().glob(f"{WORKPLACE}*"):
        if time.time() - place.stat().st_mtime > ABANDONED_AFTER:
            shutil.rmtree(place, ignore_errors=True)


def put(bundle: Path, slug: str) -> None:
    """Put a bundle in its place, at once and whole; readable for the site, which may run as another user."""
    bundle.chmod(0o644)
    bundle.replace(path_of(slug))
    descriptor = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(slug: str) -> None:
    path_of(slug).unlink(missing_ok=True)


def is_there(slug: str) -> bool:
    return path_of(slug).is_file()
