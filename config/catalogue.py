"""Catalogues of translations: compiled for gettext without its tools, and whether one is complete."""

from __future__ import annotations

import ast
import os
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import c2py
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "locale"
LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[\d\])? )?(".*")')
PLURALS = re.compile(r"plural=([^;\n]+)")
MAGIC, HEAD, ROW = 0x950412DE, 28, 8
"""Of a compiled catalogue: its first number, and how long its head and a row of its two tables are."""


@dataclass(frozen=True)
class Message:
    """One message: its key as gettext looks it up, and its text in each plural form."""

    key: str
    texts: tuple[str, ...]
    fuzzy: bool

    @property
    def is_translated(self) -> bool:
        return not self.fuzzy and all(self.texts)


def is_complete(catalogue: Path) -> bool:
    """Whether every message of a catalogue is translated, none is fuzzy, and it is compiled beside itself."""
    if not (catalogue.is_file() and catalogue.with_suffix(".mo").is_file()):
        return False
    return all(message.is_translated for message in messages(catalogue))


def messages(catalogue: Path) -> Iterator[Message]:
    """Every message that is in use, the head among them, whose key is empty."""
    for block in catalogue.read_text(encoding="utf-8").split("\n\n"):
        parts: dict[str, list[str]] = {"msgctxt": [], "msgid": [], "msgid_plural": [], "msgstr": []}
        name = ""
        for line in block.splitlines():
            if found := LINE.fullmatch(line):
                if found[1]:
                    name = found[1]
                    parts[name].append("")
                parts[name][-1] += ast.literal_eval(found[2])
        if parts["msgid"]:
            context = "".join(f"{each}\x04" for each in parts["msgctxt"])
            key = context + "\0".join(parts["msgid"] + parts["msgid_plural"])
            yield Message(key, tuple(parts["msgstr"]), bool(re.search("^#,.*fuzzy", block, re.MULTILINE)))


def compiled(catalogue: Path) -> bytes:
    """The catalogue as gettext reads it; what is not translated is left out, so that it is said in English."""
    found = [each for each in messages(catalogue) if each.is_translated]
    told = {each.key.encode(): "\0".join(each.texts).encode() for each in found}
    for name, text in alone(found):
        told.setdefault(name.encode(), text.encode())
    keys = sorted(told)
    texts = [told[key] for key in keys]
    tables, at = [], HEAD + 2 * ROW * len(keys)
    for each in (*keys, *texts):
        tables.append(struct.pack("<2I", len(each), at))
        at += len(each) + 1
    head = struct.pack("<7I", MAGIC, 0, len(keys), HEAD, HEAD + ROW * len(keys), 0, at)
    return head + b"".join(tables) + b"".join(each + b"\0" for each in (*keys, *texts))


def alone(found: Iterable[Message]) -> Iterator[tuple[str, str]]:
    """What is counted by one text is also said by itself: older Pythons look a lone word up under its own key only."""
    of_one = 0
    for message in found:
        if message.key == "" and (rule := PLURALS.search(message.texts[0])):
            of_one = c2py(rule[1])(1)
        if "\0" in message.key:
            yield message.key.partition("\0")[0], message.texts[of_one]


def compile_all(folder: Path = LOCALE) -> None:
    """Compile every catalogue beside itself, at once and only where that changes it: others may be reading."""
    for catalogue in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target, content = catalogue.with_suffix(".mo"), compiled(catalogue)
        if not target.is_file() or target.read_bytes() != content:
            fresh = target.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(content)
            fresh.replace(target)


if __name__ == "__main__":
    compile_all()
