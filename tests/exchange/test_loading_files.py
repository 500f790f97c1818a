"""Files as people's programs write them: marks, line ends, quotes, other encodings, missing and misspelled columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.loading import Problem, RefusedError, load
from tests.exchange.sets import Files, said

pytestmark = pytest.mark.django_db


def refused(folder: Path) -> list[str]:
    with pytest.raises(RefusedError) as caught:
        load(folder)
    return said(caught.value.problems)


def test_a_byte_order_mark_is_passed_over(files: Files) -> None:
    path = files.path("areas")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert load(files.folder).counts[0].added == 2


def test_windows_line_ends_and_blank_lines_are_passed_over(files: Files) -> None:
    path = files.path("areas")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n\r\n"))

    assert load(files.folder).counts[0].added == 2


def test_columns_may_stand_in_any_order(files: Files) -> None:
    files.path("publishers").write_text("name,slug,kind,note,language,country,name_ar\nAgency,agency,website,,,,\n")

    assert load(files.folder).counts[1].added == 1


def test_a_line_is_named_where_it_begins_though_cells_above_hold_line_breaks(files: Files) -> None:
    files.change("attacks", 0, summary="Four rockets.\nNobody was hurt.")
    files.change("attacks", 1, target="bass")

    assert refused(files.folder) == [
        "attacks.csv:4: target: “bass” is not a known code (base, diplomatic, convoy, company, other)."
        " Did you mean “base”?"
    ]


def test_ragged_lines_are_counted_and_do_not_take_others_with_them(files: Files) -> None:
    path = files.path("bases")
    path.write_text(files.text("bases") + "short,one\n")
    path.write_text(files.text("bases").replace("besmaya,Besmaya", "besmaya,,Besmaya"))

    assert refused(files.folder) == [
        "bases.csv:2: the line has 14 cells, the header 13",
        "bases.csv:4: the line has 2 cells, the header 13",
    ]


def test_a_quote_that_never_ends_is_named(files: Files) -> None:
    path = files.path("coverage")
    path.write_text(files.text("coverage") + 'iraq,"Attacks,,,,,2020-08-01,\n')

    assert refused(files.folder) == ["coverage.csv:3: it cannot be read as CSV from here on: unexpected end of data"]


def test_another_encoding_is_refused_with_line_and_byte(files: Files) -> None:
    path = files.path("areas")
    path.write_bytes(path.read_bytes().replace("Baghdād".encode(), b"Bagd\xe4d"))

    assert refused(files.folder) == ["areas.csv:3: byte 43 of the line (0xE4) is not UTF-8"]


def test_utf_16_is_named_as_such(files: Files) -> None:
    files.path("areas").write_text(files.text("areas"), encoding="utf-16")

    assert refused(files.folder) == ["areas.csv:1: the file is UTF-16; save it as UTF-8"]


def test_an_empty_file_is_refused(files: Files) -> None:
    files.path("names").write_text("\n")

    assert refused(files.folder) == ["names.csv: the file is empty: not even the line of column names"]


def test_a_file_with_nothing_but_its_header_is_one_without_rows(files: Files) -> None:
    files.rows["names"] = []
    files.write()

    assert not any(count.rows for count in load(files.folder).counts if count.file == "names.csv")


def test_missing_and_misspelled_files_are_named(files: Files) -> None:
    files.path("forces").rename(files.folder / "force.csv")
    files.path("citations").unlink()

    assert refused(files.folder) == [
        "citations.csv: the file is missing",
        "force.csv: no file of a set has this name. Did you mean “forces.csv”?",
        "forces.csv: the file is missing",
    ]


def test_missing_misspelled_and_repeated_columns_are_named(files: Files) -> None:
    files.path("names").write_text("record,text,text,langg,kind,source\n")

    assert refused(files.folder) == [
        "names.csv:1: lang: the column is missing",
        "names.csv:1: langg: no column has this name. Did you mean “lang”?",
        "names.csv:1: text: the column stands there twice",
    ]


def test_columns_joined_with_semicolons_are_named_as_such(files: Files) -> None:
    files.path("forces").write_text(files.text("forces").replace(",", ";"))

    assert refused(files.folder) == ["forces.csv:1: the columns are not separated by commas"]


def test_one_unreadable_file_does_not_make_every_row_that_refers_to_it_a_problem(files: Files) -> None:
    files.path("sources").write_text("id,publisher\n")

    assert all(problem.startswith("sources.csv:1:") for problem in refused(files.folder))


def test_an_empty_folder_lacks_the_files_that_every_set_has(tmp_path: Path) -> None:
    assert refused(tmp_path) == [
        f"{name}.csv: the file is missing"
        for name in ("areas", "bases", "citations", "drawdowns", "forces", "publishers", "sources")
    ]


def test_problems_stand_in_the_order_of_their_lines() -> None:
    problems = [Problem("a.csv", 10, "x", "bad"), Problem("a.csv", 9, "y", "bad"), Problem("a.csv", 9, "y", "bad")]

    assert said(RefusedError(problems).problems) == ["a.csv:9: y: bad", "a.csv:10: x: bad"]
