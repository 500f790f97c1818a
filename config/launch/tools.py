"""Running a tool of somebody else's: its output is kept for the day it fails, and its children die with us."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from config.errors import StartError
from config.launch.console import DISK_FULL


def run_tool(
    command: list[str | Path],
    *,
    cwd: Path,
    on_line: Callable[[str], None] = lambda line: None,
    environment: Mapping[str, str] | None = None,
    failure: str,
) -> None:
    """Run a command to its end, each line of it shown to `on_line`; raises `StartError` with `failure` if it fails."""
    child = subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    said = []
    try:
        for line in child.stdout or ():
            said.append(line.strip())
            on_line(line.strip())
    except BaseException:
        os.killpg(child.pid, signal.SIGKILL)
        raise
    if child.wait():
        raise StartError(explain(said, failure))


def explain(said: list[str], failure: str) -> str:
    """The failure, with the tool's own first complaint; a full disk is told as such."""
    if any("No space left on device" in line or "ENOSPC" in line for line in said):
        return DISK_FULL
    complaints = [line for line in said if "error" in line.lower()] or said[-1:]
    return f"{failure} ({complaints[0]})" if complaints else failure
