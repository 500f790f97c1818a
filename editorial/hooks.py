"""Where an upper floor says what it makes of a lower one's work."""

from collections.abc import Callable, Sequence

Afterwards = Callable[[str, Sequence[int]], None]
Before = Callable[[str], None]
BEFORE_WRITING: list[Before] = []
"""What prepares new versions, given their kind: their documents stand in the table `fresh_version` by then."""

AFTER_WRITING: list[Afterwards] = []
"""What is made of new versions in the transaction that wrote them: each is given their kind and their records."""
