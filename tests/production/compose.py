"""What docker-compose.yml says of each service, as Compose itself would read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CHECKOUT = Path(__file__).resolve().parents[2]
VARIABLE = re.compile(r"\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}")


@dataclass(frozen=True)
class Service:
    """A service's command and environment, and all else that is said of it."""

    name: str
    command: list[str]
    environment: dict[str, str]
    said: dict[str, Any]


def document(given: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The whole file; `given` holds what Compose would take from its own environment."""
    read: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8"))
    return filled_in(read, given or {})


def services(given: Mapping[str, str] | None = None) -> dict[str, Service]:
    """Every service; the settings of `.env` are those of `.env.example`, as for who copies it."""
    return {name: service(name, said) for name, said in document(given)["services"].items()}


def service(name: str, said: dict[str, Any]) -> Service:
    environment = env_file() if said.get("env_file") else {}
    own = {setting: "" if value is None else str(value) for setting, value in said.get("environment", {}).items()}
    return Service(name, said["command"], environment | own, said)


def env_file() -> dict[str, str]:
    lines = (CHECKOUT / ".env.example").read_text(encoding="utf-8").splitlines()
    settings = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _, value in settings}


def filled_in(node: Any, given: Mapping[str, str]) -> Any:
    """The node with `${NAME:-default}`, `${NAME:?why}` and `$$` replaced."""
    if isinstance(node, dict):
        return {name: filled_in(value, given) for name, value in node.items()}
    if isinstance(node, list):
        return [filled_in(value, given) for value in node]
    return VARIABLE.sub(lambda found: value_of(found, given), node) if isinstance(node, str) else node


def value_of(found: re.Match[str], given: Mapping[str, str]) -> str:
    if found[0] == "$$":
        return "$"
    value = given.get(found[1], "")
    if not value and found[2] == "?":
        raise ValueError(f"{found[1]}: {found[3]}")
    return value or found[3] or ""
