"""Reading a set of files: bytes to rows of cells, each refused with its line and reason if it cannot be read."""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchange.loading import cells
from exchange.loading.columns import Column
from exchange.loading.files import FILES, File
from exchange.loading.results import Problem

Report = Callable[[Problem], None]
Row = tuple[int, str, *tuple[str | None, ...]]
"""The line, the fields whose cells were refused as an array, and the cells as COPY takes them."""

csv.field_size_limit(1_000_000)

REMEMBERED = 5_000
"""Different cells of one column whose readings are kept."""

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def files_in(folder: Path, report: Report) -> list[File]:
    """The files of the set that are there, in their order; what is missing or not known is reported."""
    known = {file.shown: file for file in FILES if not file.within}
    found = {path.name for path in folder.glob("*.csv")}
    for name in sorted(found - known.keys()):
        report(Problem(name, 0, "", _("no file of a set has this name.") + cells.nearest(name, known)))
    for name, file in known.items():
        if file.required and name not in found:
            report(Problem(name, 0, "", _("the file is missing")))
    return [file for name, file in known.items() if name in found]


def text_of(path: Path, report: Report) -> str | None:
    """The file as text; None if it is empty or not UTF-8. A byte order mark is passed over."""
    data = path.read_bytes()
    if not data.strip():
        report(Problem(path.name, 0, "", _("the file is empty: not even the line of column names")))
        return None
    if data.startswith(UTF_16):
        report(Problem(path.name, 1, "", _("the file is UTF-16; save it as UTF-8")))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        start = error.object.rfind(b"\n", 0, error.start) + 1
        said = {"byte": f"0x{error.object[error.start]:02X}", "number": error.start - start + 1}
        report(Problem(path.name, line, "", _("byte %(number)d of the line (%(byte)s) is not UTF-8") % said))
        return None


def rows_of(file: File, text: str, report: Report) -> Iterator[Row] | None:
    """The rows of a file's text, ready to be staged; None if its header is wrong."""
    lines = _records(file, text, report)
    names = [name.strip() for name in next(lines, (1, []))[1]]
    if not _header_is_right(file, names, report):
        return None
    columns = {column.name: column for column in file.columns}
    return _read(file, [columns[name] for name in names], lines, report)


def _records(file: File, text: str, report: Report) -> Iterator[tuple[int, list[str]]]:
    # A cell can hold line breaks: a record's line is where it begins.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for record in reader:
            if record:
                yield begins, record
            begins = reader.line_num + 1
    except csv.Error as error:
        report(Problem(file.shown, begins, "", _("it cannot be read as CSV from here on: %s") % error))


def _header_is_right(file: File, names: Sequence[str], report: Report) -> bool:
    wanted = [column.name for column in file.columns]
    wrong = [
        *((name, _("no column has this name.") + cells.nearest(name, wanted)) for name in names if name not in wanted),
        *((name, _("the column is missing")) for name in wanted if name not in names),
        *((name, _("the column stands there twice")) for name in dict.fromkeys(names) if names.count(name) > 1),
    ]
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        wrong = [("", _("the columns are not separated by commas"))]
    for name, reason in wrong:
        report(Problem(file.shown, 1, name, reason))
    return not wrong


class Readings(dict[str, str | None]):
    """What the cells of one column come to, as they are met: most stand there many times."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column, self.parse = column, column.parse

    def __missing__(self, cell: str) -> str | None:
        text = cell.strip()
        if not text and self.column.required:
            raise cells.CellError(_("it must be given"))
        value = self.parse(text) if text else self.column.empty
        if len(self) < REMEMBERED:
            self[cell] = value
        return value


def _read(file: File, header: list[Column], lines: Iterator[tuple[int, list[str]]], report: Report) -> Iterator[Row]:
    """Cells in the order of the file's columns, whatever the order in the file."""
    readings = [Readings(column) for column in file.columns]
    in_order = itemgetter(*(header.index(column) for column in file.columns))
    for line, record in lines:
        if len(record) != len(header):
            report(Problem(file.shown, line, "", _count_of_cells(len(record), len(header))))
            yield _known_by_its_key(file, header, line, record)
            continue
        given = in_order(record)
        try:
            yield line, "{}", *[known[cell] for known, cell in zip(readings, given, strict=True)]
        except cells.CellError:
            yield _with_bad_cells(file, line, zip(readings, given, strict=True), report)


def _with_bad_cells(file: File, line: int, given: Iterable[tuple[Readings, str]], report: Report) -> Row:
    """A row of which every bad cell is reported."""
    bad: list[str] = []
    row: list[str | None] = []
    for known, cell in given:
        try:
            row.append(known[cell])
        except cells.CellError as error:
            column, text = known.column, cell.strip()
            report(Problem(file.shown, line, column.name, str(error), text[:200]))
            bad.append(column.field.name)
            row.append(text if text and column.keeps_bad and "\0" not in text else None)
    return line, "{" + ",".join(bad) + "}", *row


def _known_by_its_key(file: File, header: list[Column], line: int, record: list[str]) -> Row:
    """A refused row with nothing but its key, so that what refers to it is not refused too."""
    given = {column.field.name: text.strip() for column, text in zip(header, record, strict=False) if text}
    bad = "{" + ",".join(column.field.name for column in file.columns) + "}"
    keys = (given.get(column.field.name) if column.field.name in file.key[:1] else None for column in file.columns)
    return line, bad, *(key and key.replace("\0", "") for key in keys)


def _count_of_cells(has: int, wanted: int) -> str:
    return ngettext(
        "the line has %(has)d cell, the header %(wanted)d", "the line has %(has)d cells, the header %(wanted)d", has
    ) % {
        "has": has,
        "wanted": wanted,
    }
