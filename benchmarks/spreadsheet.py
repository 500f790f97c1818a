"""What a spreadsheet makes of our CSV: every cell through LibreOffice into a workbook and back, compared with before.

Run `python -m benchmarks.spreadsheet [LANGUAGE]` in the checkout, with LibreOffice Calc installed (Debian:
libreoffice-calc). It takes the lists of attacks, handovers and bases of the shipped record, the map's download, every
table of a release, and cells that spreadsheets are known to spoil, and reads them as the manual says, in English, or in
the language of another number (1031 is German). It ends with an error if a cell comes back as another, or as a formula.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import django
from django.core.management import call_command
from django.test import Client

from benchmarks.site import CHECKOUT, database_with
from config import servers

ADDRESSES = {
    "attacks": "/api/v1/attacks/?format=csv",
    "attacks-ar": "/api/v1/attacks/?format=csv&lang=ar",
    "handovers": "/api/v1/handovers/?format=csv",
    "bases": "/api/v1/bases/?format=csv",
    "map": "/map/attacks.csv",
}
SPOILT = [
    None, 0, 0.0, 1000000, 33.18, -44.80001, -5, True, False, "=1+1", "+964 770 000 0000", "-5 rockets", "@sum", "\tx",
    "-", "=", "2020-07-24", "2020-07", "2020-07-24/2020-07-27", "2020", "19:30", "7:05", "2020-07-24T16:30:00Z", "TRUE",
    "NULL", "NaN", "#N/A", " padded ", 'say "yes"', "two\nlines", "a;b", "12,5", "1.234,5", "MARCH1", "'quoted",
    "قاعدة التاجي", "٢٠٢٠", "=\u200fقاعدة",
]  # fmt: skip
TAKEN_FOR_NUMBERS = ["+5", "007", "0123", "1e5", "1/2", "10%", "$5", "12345678901234567890"]
"""Texts that a CSV cannot keep from being read as numbers or days; the record's own tables must have none."""

READ = "CSV:44,34,76,1,,"
WRITE = "csv:Text - txt - csv (StarCalc):44,34,76,1"
"""Commas, double quotes, UTF-8, from the first line on, all else as LibreOffice has it; after READ comes a language."""
ENGLISH = "1033"

LOST = "taken-for-numbers"
SHOWN = 20


def main(language: str) -> None:
    """Print the figures."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("There is no LibreOffice here: install libreoffice-calc.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with servers.in_use(), tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        os.environ["RELEASES_DIR"] = str(folder / "releases")
        django.setup()
        with database_with(0, CHECKOUT / "dataset"):
            gather(folder)
        convert(office, folder, READ + language, "xlsx", folder.glob("*.csv"))
        formulas = sum(map(formulas_in, folder.glob("*.xlsx")))
        (folder / "back").mkdir()
        convert(office, folder / "back", "", WRITE, folder.glob("*.xlsx"))
        changed = report(folder)
    sys.stdout.write(f"{formulas} cells run as formulas.\n")
    if changed or formulas:
        raise SystemExit(f"{changed} cells came back as others.")


def gather(folder: Path) -> None:
    """Every file that is compared, in the folder."""
    from exchange.api.tables import Column, lines  # noqa: PLC0415  (it needs the models)

    client = Client(SERVER_NAME="localhost")
    for name, address in ADDRESSES.items():
        (folder / f"{name}.csv").write_bytes(client.get(address).getvalue())
    call_command("cut_release", stdout=sys.stderr)
    (bundle,) = (folder / "releases").glob("**/*.zip")
    with ZipFile(bundle) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                (folder / f"release-{name}").write_bytes(archive.read(name))
    wanted = [Column("place", lambda row: row["place"]), Column("cell", lambda row: row["cell"])]
    for name, texts in (("spoilt", SPOILT), (LOST, TAKEN_FOR_NUMBERS)):
        rows = [{"place": place, "cell": each} for place, each in enumerate(texts)]
        (folder / f"{name}.csv").write_text("".join(lines(wanted, rows)), encoding="utf-8", newline="")


def convert(office: str, target: Path, read: str, write: str, sources: Iterator[Path]) -> None:
    """Have LibreOffice convert the files into the folder."""
    command = [office, f"-env:UserInstallation=file://{target}/profile", "--headless", "--convert-to", write]
    command += [f"--infilter={read}"] if read else []
    done = subprocess.run(
        [*command, "--outdir", target, *sorted(sources)], capture_output=True, text=True, check=False, timeout=600
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def formulas_in(workbook: Path) -> int:
    with ZipFile(workbook) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return sum(len(re.findall(rb"<f[ >]", archive.read(name))) for name in sheets)


def report(folder: Path) -> int:
    """Print what came back of each file; gives how many cells came back as others."""
    total: Counter[str] = Counter()
    for source in sorted(folder.glob("*.csv")):
        before, after = cells(source), cells(folder / "back" / source.name)
        found = Counter[str](missing=len(before.keys() ^ after.keys()))
        for place, was in before.items():
            became = after.get(place, was)
            verdict = judged(was, became)
            found[verdict] += 1
            if verdict == "changed" and found["changed"] <= SHOWN:
                sys.stdout.write(f"  {source.stem} {place[1]}, line {place[0]}: {was!r} became {became!r}\n")
        sys.stdout.write(f"{source.stem}: {sum(found.values())} cells, {dict(+found)}\n")
        total += found if source.stem != LOST else Counter()
    sys.stdout.write(f"In all {sum(total.values())} cells: {dict(total)}\n")
    return total["changed"] + total["missing"]


def cells(path: Path) -> dict[tuple[int, str], str]:
    """Every cell by its line and the name of its column."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    return {(line, name): row[at] for line, row in enumerate(rows) for at, name in enumerate(rows[0])}


def judged(was: str, became: str) -> str:
    """Whether a cell is the same, the same value otherwise written, or another."""
    if was == became:
        return "same"
    return "rewritten" if value_of(was) == value_of(became) else "changed"


def value_of(text: str) -> object:
    """What a cell says, whichever way it is written: spreadsheets show TRUE for true, and 07:30:00 PM for 19:30."""
    if text.lower() in {"true", "false"}:
        return text.lower()
    for form in ("%H:%M", "%H:%M:%S", "%I:%M:%S %p"):
        with suppress(ValueError):
            return datetime.strptime(text, form).time()
    if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", text):
        return float(text)
    return text


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else ENGLISH)
