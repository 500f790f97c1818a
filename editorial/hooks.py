"""Where an upper floor says what it makes of a lower one's work."""

from collections.abc import Callable, Sequence

Afterwards = Callable[[str, Sequence[int]], None]
AFTER_WRITING: list[Afterwards] = []
"""What is made of new versions in the transaction that wrote them: each is given their kind and their records."""
