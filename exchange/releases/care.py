"""Looking after releases: what may no longer be had goes, and what got lost is made again."""

from __future__ import annotations

from exchange.choices import ReleaseState
from exchange.models import Release
from exchange.releases import store
from exchange.releases.cutting import withdraw

UNSAFE = "It held a record that has been retracted for safety. A release without it takes its place."
"""The reason given to the public; stored, so in the language of the record's own reasons."""


def withdraw_unsafe() -> list[Release]:
    """Withdraw releases that hold a record retracted for safety since. Returns those that this call withdrew."""
    return [each for each in Release.objects.published().holding_erased() if withdraw(each, reason=UNSAFE)]


def clear_withdrawn() -> None:
    """Remove files of withdrawn releases that a killed process left."""
    for slug in Release.objects.filter(state=ReleaseState.WITHDRAWN).values_list("slug", flat=True):
        store.remove(slug)


def lost() -> list[Release]:
    """Published releases whose file is not there."""
    return [each for each in Release.objects.published() if not store.is_there(each.slug)]
