"""Settings read from the environment; `NAME_FILE` names a file that holds the value of `NAME`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config.errors import StartError


def text(name: str, default: str = "") -> str:
    """The setting as it stands, from `NAME` or from the file that `NAME_FILE` names."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    """The setting as yes or no."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise StartError(f"{name} must be true or false, not {value!r}.")


def number(name: str, default: int) -> int:
    """The setting as a whole number."""
    value = text(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise StartError(f"{name} must be a whole number, not {value!r}.") from None


def choice(name: str, values: dict[str, str]) -> str:
    """What the setting's word stands for; that of the first word if it is empty."""
    value = text(name) or next(iter(values))
    if value not in values:
        raise StartError(f"{name} must be one of {', '.join(values)}, not {value!r}.")
    return values[value]


def words(name: str, default: str = "") -> list[str]:
    """The setting as a list, its words separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str) -> dict[str, Any]:
    """Django's database settings from `postgresql://user:password@host:port/name?option=value`.

    A socket's folder may be given as `?host=/run/postgresql`, as libpq takes it.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise StartError("DATABASE_URL must begin with postgresql:// : the record needs PostgreSQL 15 or newer.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or "") or text("DATABASE_PASSWORD"),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
    }
