"""What a web process needs before Django is set up; commands, workers and tests go without."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from config import env
from config.errors import StartError
from config.operations.watch import watch


def arm() -> None:
    """Let the watch start with the first request, and give the metrics their folder, if they are asked for."""
    watch.armed = True
    if env.text("METRICS_ADDRESS"):
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(folder()))


def folder() -> Path:
    """One for all processes of this server, which share a parent; nobody else may write there."""
    place = Path(tempfile.gettempdir()) / f"handover-watch-metrics-{os.getppid()}"
    place.mkdir(mode=0o700, exist_ok=True)
    found = place.lstat()
    if place.is_symlink() or found.st_uid != os.geteuid():
        raise StartError(f"{place} belongs to somebody else: set PROMETHEUS_MULTIPROC_DIR to a folder of your own.")
    return place
