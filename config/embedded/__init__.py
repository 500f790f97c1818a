"""The embedded PostgreSQL and broker: one pair of servers for each checkout, stopped when their last user leaves."""

from __future__ import annotations

from config.embedded.place import broker_url, database_url

__all__ = ["broker_url", "database_url"]
