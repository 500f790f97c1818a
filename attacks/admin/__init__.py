"""The desks of attacks, of who did them, and the page on which an event is recorded from its source."""

from attacks.admin import attacks, recording

__all__ = ["attacks", "recording"]
