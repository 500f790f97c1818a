"""The Python environment: `.venv`, made from a hash-locked list and made anew only when the list changes."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from config.launch.console import NO_NETWORK, step
from config.launch.paths import CHECKOUT, REQUIREMENTS, VENV, VENV_PYTHON
from config.launch.stamps import digest
from config.launch.tools import run_tool

PIP_OPTIONS = ("--require-hashes", "--no-input", "--no-compile", "--disable-pip-version-check", "--retries=2")
"""What is not imported need not be compiled: that was a third of the time."""
CONTAINED_IN = {"embedded.txt": "dev.txt", "node.txt": "dev.txt"}


def make(name: str) -> None:
    """See that `.venv` holds what the list `name` in requirements/ says."""
    if is_made(name) or (name in CONTAINED_IN and is_made(CONTAINED_IN[name])):
        return
    if not works():
        with step("Making .venv"):
            make_venv()
    install(name)
    stamp(name).write_text(state(name))


def is_made(name: str) -> bool:
    return works() and stamp(name).exists() and stamp(name).read_text() == state(name)


def works() -> bool:
    """Whether `.venv` is there and the Python that it was made from still is."""
    return os.access(VENV_PYTHON, os.X_OK) and (VENV / "bin/pip").exists()


def stamp(name: str) -> Path:
    return VENV / f"made-from-{name}"


def state(name: str) -> str:
    """What an installation depends on: the list, and the Python."""
    return digest([REQUIREMENTS / name], str(VENV), VENV_PYTHON.resolve().as_posix())


def make_venv() -> None:
    run_tool(
        [sys.executable, "-m", "venv", "--clear", VENV],
        cwd=CHECKOUT,
        failure=f"Python's venv failed: on Debian and Ubuntu, install python3-venv. Python is {sys.executable}.",
    )


def install(name: str) -> None:
    """Install a list, and count its packages while they arrive."""
    wanted = len(re.findall(r"^\S+==", (REQUIREMENTS / name).read_text(), re.MULTILINE))
    seen = 0

    with step(f"Installing {wanted} Python packages") as progress:

        def count(line: str) -> None:
            nonlocal seen
            if line.startswith(("Collecting ", "Requirement already satisfied")):
                seen += 1
                progress(f"{seen} of {wanted}")
            elif line.startswith("Installing collected"):
                progress("unpacking")

        run_tool(
            [VENV_PYTHON, "-m", "pip", "install", *PIP_OPTIONS, "-r", REQUIREMENTS / name],
            cwd=CHECKOUT,
            on_line=count,
            failure=f"The Python packages {NO_NETWORK}",
        )


def run(module: str, *, failure: str) -> None:
    """Run a module of ours in the environment to its end; raises `StartError` with `failure`."""
    run_tool([VENV_PYTHON, "-m", module], cwd=CHECKOUT, failure=failure)


def become(module: str) -> None:
    """Replace this process by a module of ours in the environment: same process, same signals."""
    os.chdir(CHECKOUT)
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), "-m", module])
