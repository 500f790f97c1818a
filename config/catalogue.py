"""Catalogues of translations: read and compiled without gettext's tools, and whether one is complete."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from gettext import c2py
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from config.errors import StartError
from config.launch.console import one_line_for_each_failure

LOCALE = Path(__file__).resolve().parents[1] / "locale"
LINE = re.compile(r'(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]) )?"(?:[^"\\]|\\.)*")?')
"""Babel takes a text without quotes, and one that does not end, for something else."""

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""When compiled catalogues say that they were made, so that one text gives the same bytes on every day."""


class Told(Catalog):
    """A catalogue of just these messages, the head first."""

    def __init__(self, messages: Iterable[Message]) -> None:
        super().__init__()
        self.told = list(messages)

    def __iter__(self) -> Iterator[Message]:
        return iter(self.told)


def is_complete(catalogue: Path) -> bool:
    """Whether every message of a catalogue is translated, none is fuzzy, and it is compiled beside itself."""
    if not (catalogue.is_file() and catalogue.with_suffix(".mo").is_file()):
        return False
    return all(map(is_translated, read(catalogue)))


def is_translated(message: Message) -> bool:
    return not message.fuzzy and all(forms(message))


def forms(message: Message) -> list[str]:
    """The text in each plural form; one, where nothing is counted."""
    text = message.string or ""
    return [text] if isinstance(text, str) else list(text)


def read(catalogue: Path) -> Catalog:
    """What a catalogue holds and uses. Raises StartError, which names the file and the line that is broken."""
    lines = catalogue.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, start=1):
        if not LINE.fullmatch(line.strip()):
            raise StartError(f"{catalogue}:{number}: This is no line of a catalogue: {line}")
    try:
        return read_po(lines, ignore_obsolete=True, abort_invalid=True)
    except PoFileError as error:
        why = str(error).removesuffix(f" on {error.lineno}")
        raise StartError(f"{catalogue}:{error.lineno + 1}: {why}") from error


def compiled(catalogue: Path) -> bytes:
    """The catalogue as gettext reads it. Raises StartError."""
    found, content = read(catalogue), BytesIO()
    found.creation_date = found.revision_date = UNDATED
    write_mo(content, Told(told(found)))
    return content.getvalue()


def told(catalog: Catalog) -> Iterator[Message]:
    """What is translated; the rest is left out, so that it is said in English.

    What is counted by one text is also said by itself: older Pythons look a lone word up under its own key only.
    """
    of_one = c2py(catalog.plural_expr)(1)
    for message in catalog:
        if is_translated(message):
            if message.pluralizable:
                yield Message(message.id[0], forms(message)[of_one], context=message.context)
            yield message


def compile_all(folder: Path = LOCALE) -> None:
    """Compile every catalogue beside itself, at once and only where that changes it: others may be reading."""
    for catalogue in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target, content = catalogue.with_suffix(".mo"), compiled(catalogue)
        if not target.is_file() or target.read_bytes() != content:
            fresh = target.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(content)
            fresh.replace(target)


if __name__ == "__main__":
    with one_line_for_each_failure():
        compile_all()
