"""Texts in every plural form that a language may have, for a script that chooses among them."""

from __future__ import annotations

from collections.abc import Callable

# A number for each plural category that a language may have (Unicode CLDR); Arabic has all six.
PLURAL_SAMPLES = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}


def plural(form: Callable[[int], str]) -> dict[str, str]:
    """The text in each plural form, by CLDR category."""
    return {category: form(number) for category, number in PLURAL_SAMPLES.items()}
