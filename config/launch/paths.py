"""Where the launcher keeps and finds things in a checkout."""

from __future__ import annotations

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
LOCAL = CHECKOUT / ".local"
LOGS = LOCAL / "logs"
RUN = LOCAL / "run"
STAMPS = LOCAL / "stamps"
VENV = CHECKOUT / ".venv"
VENV_PYTHON = VENV / "bin/python"
REQUIREMENTS = CHECKOUT / "requirements"
FRONT_END = CHECKOUT / "static"
