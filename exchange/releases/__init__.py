"""Releases: the whole public record as of an instant, in one file that can be cited, checked and made again."""

from exchange.releases.care import clear_withdrawn, lost, withdraw_unsafe
from exchange.releases.cutting import DiffersError, cut, withdraw
from exchange.releases.instants import NotSettledError

__all__ = ["DiffersError", "NotSettledError", "clear_withdrawn", "cut", "lost", "withdraw", "withdraw_unsafe"]
