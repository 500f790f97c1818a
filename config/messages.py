"""The words of the code that are translated: found where they stand, and brought into the catalogues."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import write_po
from django.utils.translation.template import templatize

from config.catalogue import LOCALE, read
from config.launch.console import one_line_for_each_failure

OURS = ("analysis", "attacks", "config", "dashboard", "editorial", "exchange", "handovers", "templates")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_t": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
"""What texts are marked with, and which of its arguments are texts, or a context."""

WIDTH = 80
"""At which Babel breaks lines nearest to where gettext's own tools did."""


def words(root: Path) -> Catalog:
    """Every text of the code below a checkout that is marked for translation, in the order of files and lines."""
    found = Catalog()
    for path in sorted(each for name in OURS for each in (root / name).rglob("*") if each.suffix in {".py", ".html"}):
        for _line, message, _comments, context in extract("python", BytesIO(as_python(path).encode()), KEYWORDS):
            found.add(message, context=context)
    return found


def as_python(path: Path) -> str:
    """A file as what texts are looked for in: of a template, its marked texts as calls, one on a line."""
    text = path.read_text(encoding="utf-8")
    return text if path.suffix == ".py" else "\n".join(map(str.strip, templatize(text).splitlines()))


def missing(root: Path, catalogue: Path) -> Iterator[str]:
    """The texts of the code that a catalogue does not have."""
    known = read(catalogue) if catalogue.is_file() else Catalog()
    for message in words(root):
        same = known.get(message.id, message.context)
        if message.id and (same is None or same.id != message.id):
            yield message.id if isinstance(message.id, str) else message.id[0]


def bring_in_step(catalogue: Path, root: Path) -> None:
    """Give a catalogue the texts of the code, and those alone, with what they are translated as; its head stays."""
    head = catalogue.read_text(encoding="utf-8").partition("\n\n")[0]
    found, content = read(catalogue), BytesIO()
    found.update(words(root), no_fuzzy_matching=True)
    write_po(content, found, omit_header=True, no_location=True, ignore_obsolete=True, width=WIDTH)
    catalogue.write_text(f"{head}\n\n{content.getvalue().decode().strip()}\n", encoding="utf-8")


if __name__ == "__main__":
    with one_line_for_each_failure():
        for each in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
            bring_in_step(each, LOCALE.parent)
