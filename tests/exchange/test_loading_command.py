"""What `manage.py load_dataset` says, and how it ends."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from exchange.loading.progress import Bar
from tests.exchange.sets import Files


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def run(folder: Path) -> str:
    out = StringIO()
    call_command("load_dataset", folder, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.django_db
def test_it_says_what_was_loaded_and_that_a_second_time_changes_nothing(files: Files) -> None:
    assert run(files.folder) == "Loaded 37 rows (37 new, 0 changed); published 8 versions.\n"
    assert run(files.folder) == "Nothing changed: the record holds all 37 rows already.\n"


@pytest.mark.django_db
def test_it_says_how_many_rows_of_the_record_are_in_no_file(files: Files) -> None:
    run(files.folder)
    files.remove("attacks", 1)

    assert run(files.folder) == (
        "Nothing changed: the record holds all 36 rows already. 1 row of the record is in no file and was left alone.\n"
    )


@pytest.mark.django_db
def test_bad_rows_are_said_one_in_a_line(files: Files) -> None:
    files.change("attacks", 0, target="bass", weapons="")

    with pytest.raises(CommandError) as caught:
        run(files.folder)

    assert str(caught.value).splitlines() == [
        "attacks.csv:2: target: “bass” is not a known code (base, diplomatic, convoy, company, other)."
        " Did you mean “base”?",
        "attacks.csv:2: weapons: it must be given",
        "2 problems; nothing was loaded.",
    ]


@pytest.mark.django_db
def test_no_more_than_two_hundred_bad_rows_are_listed(files: Files) -> None:
    files.rows["names"] = [{"record": "base:nowhere", "text": f"Name {n}", "lang": "en"} for n in range(300)]
    files.write()

    with pytest.raises(CommandError) as caught:
        run(files.folder)

    lines = str(caught.value).splitlines()
    assert (len(lines), lines[-2:]) == (202, ["… and 100 more", "300 problems; nothing was loaded."])


def test_a_path_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is not a folder"):
        run(tmp_path / "nowhere")


def test_progress_is_one_bar_on_a_terminal() -> None:
    out = Terminal()
    bar = Bar(out)

    bar("attacks.csv", 500, 1000)
    bar.clear()

    assert out.getvalue() == "\r\x1b[K[" + "█" * 14 + "·" * 14 + "] attacks.csv 500/1,000\r\x1b[K"


def test_progress_elsewhere_is_one_line_for_each_step() -> None:
    out = StringIO()
    bar = Bar(out)

    for done in (1, 2, 3):
        bar("attacks.csv", done, 3)
    bar("checking", 0, 0)
    bar.clear()

    assert out.getvalue() == "attacks.csv\nchecking\n"
