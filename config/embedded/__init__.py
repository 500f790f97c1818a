"""The embedded PostgreSQL and broker: one pair of servers for each checkout, stopped when their last user leaves."""

from __future__ import annotations

from config.embedded.errors import EmbeddedError
from config.embedded.place import broker_url, database_url, secret_key

__all__ = ["EmbeddedError", "broker_url", "database_url", "secret_key"]
