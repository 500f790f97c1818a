"""What stops a start, in words for whoever typed the command."""

from __future__ import annotations


class StartError(Exception):
    """Something cannot be started; the message is one line: what is wrong and what to do."""
