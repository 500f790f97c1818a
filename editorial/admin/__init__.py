"""The editors' desk: every model of this app, and what the desks of the other apps are made of."""

from editorial.admin import logs, people, root, sourcing

__all__ = ["logs", "people", "root", "sourcing"]
