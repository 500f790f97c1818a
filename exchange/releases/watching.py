"""Who watches a release being cut: is told how far it is, and may break it off."""

from __future__ import annotations

from typing import Protocol


class Watch(Protocol):
    """What a job's progress offers; either may raise, and then there is no release."""

    def step(self, done: int, of: int) -> None:
        """Be told that so many steps are done; called outside of transactions."""

    def heed(self) -> None:
        """Have a chance to break it off; called several times a second, inside transactions too."""


class Nobody:
    """Nobody watches."""

    def step(self, done: int, of: int) -> None:
        """Nobody is told."""

    def heed(self) -> None:
        """Nobody breaks it off."""
