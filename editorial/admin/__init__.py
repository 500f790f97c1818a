"""The editors' desk: every model of this app, and what the desks of the other apps are made of."""

from editorial.admin import archives, corrections, jobs, logs, people, root, sourcing

__all__ = ["archives", "corrections", "jobs", "logs", "people", "root", "sourcing"]
