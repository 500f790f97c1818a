"""Whether a catalogue of translations is complete, so that the link to its language may be shown."""

from __future__ import annotations

from pathlib import Path


def is_complete(catalogue: Path) -> bool:
    """Whether every message of a gettext catalogue is translated, none is fuzzy, and it is compiled beside itself."""
    if not (catalogue.is_file() and catalogue.with_suffix(".mo").is_file()):
        return False
    messages = catalogue.read_text(encoding="utf-8").split("\n\n")[1:]
    return all(_is_translated(message) for message in messages if "\nmsgid " in f"\n{message}")


def _is_translated(message: str) -> bool:
    lines = [line for line in message.splitlines() if not line.startswith("#~")]
    if any(line.startswith("#,") and "fuzzy" in line for line in lines):
        return False
    empty = [place for place, line in enumerate(lines) if line.startswith("msgstr") and line.endswith(' ""')]
    return all(place + 1 < len(lines) and lines[place + 1].startswith('"') for place in empty)
