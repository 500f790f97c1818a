"""Checkouts for tests of what belongs to a whole checkout: the wiring alone, copied to a folder of a test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

OURS = Path(__file__).resolve().parents[2]
GIVEN = {"DATABASE_URL", "CELERY_BROKER_URL"}


def make_checkout(folder: Path) -> Path:
    """A checkout with nothing in it but `config/`."""
    shutil.copytree(OURS / "config", folder / "config", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def start(checkout: Path, code: str) -> subprocess.Popen[str]:
    """Run some Python in the checkout, with pipes to talk to it."""
    environment = {name: value for name, value in os.environ.items() if name not in GIVEN}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=checkout,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(checkout: Path, code: str) -> tuple[str, str]:
    """What the Python said on its output, and on its error output."""
    out, err = start(checkout, code).communicate(timeout=120)
    return out.strip(), err.strip()
