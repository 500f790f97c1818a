"""What the embedded servers say when they cannot go on."""

from __future__ import annotations


class EmbeddedError(Exception):
    """The servers cannot be started; the message is one line: what is wrong and what to do."""
