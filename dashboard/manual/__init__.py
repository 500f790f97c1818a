"""The manual, a page for each task: what to do, and commands that the tests run as they stand here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HERE = Path(__file__).resolve().parent
SITE = "https://handover-watch.example"
"""What stands in the commands for the site's own address."""


@dataclass(frozen=True)
class Task:
    """One task: its part of the address, its title, what is said of it, and the files with its commands."""

    slug: str
    title: str | Promise
    lead: str | Promise
    files: tuple[str, ...]
    after: tuple[str | Promise, ...] = ()

    def commands(self, site: str) -> list[tuple[str, str]]:
        """Each file's name and text, with the site's address in its place."""
        return [(name.removesuffix(".txt"), written(name).replace(SITE, site)) for name in self.files]


@cache
def written(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8").strip()


NULLS = _(
    "An empty cell, or null, is “not reported”; 0 is “reported as none”. Do not let your tool make one of the other."
)

TASKS = (
    Task(
        "timeline",
        _("Pull a timeline"),
        _("One base, one drawdown or everything: handovers and their steps, attacks, presences, in one order of days."),
        ("timeline.sh",),
        (NULLS,),
    ),
    Task(
        "pandas",
        _("Read a list into pandas"),
        _("CSV comes whole, with no pages. Whole numbers that may be missing want the type Int64."),
        ("into_pandas.py.txt",),
        (NULLS,),
    ),
    Task(
        "copy",
        _("Keep a copy in step"),
        _(
            "Changes come in the order in which they became public, and nothing is ever put in before what you have "
            "seen. Run this as often as you like: it asks only for what is new, and takes out what was retracted."
        ),
        ("keep_a_copy.py.txt",),
    ),
    Task(
        "unchanged",
        _("Ask for nothing twice"),
        _("Every answer of the API has an ETag. Send it back, and what has not changed costs nobody anything."),
        ("unchanged.sh",),
    ),
    Task(
        "cite",
        _("Cite the record as it was"),
        _("With as_of, a list, record or timeline is what it was at that instant, whatever was corrected since."),
        ("cite.sh",),
        (_("Put the address with its as_of into your footnote: whoever follows it reads what you read."),),
    ),
    Task(
        "qgis",
        _("Put it on a map in QGIS"),
        _(
            "In QGIS: Layer, Add Layer, Add WFS / OGC API Features Layer, New. The address is the one below; the "
            "version is OGC API Features. The same works with GDAL:"
        ),
        ("qgis.sh",),
        (
            _(
                "Choose days by date_earliest and date_latest; date is empty where the day is not known. GDAL cannot "
                "ask for instants, such as published_at, and takes date_edtf for a day, which it is not always."
            ),
        ),
    ),
    Task(
        "spreadsheet",
        _("Open it in a spreadsheet"),
        _(
            "The CSV of the map page begins with the mark by which spreadsheets know their letters. For that of the "
            "API, which has none, choose UTF-8 in the import. No cell of either is ever run as a formula."
        ),
        ("spreadsheet.sh",),
        (
            _(
                "Choose English as the language of the import: where numbers are written with a comma, a spreadsheet "
                "takes 33.303 for 33 thousand. Days stay as they are; times of day, true and false are shown its way."
            ),
            NULLS,
        ),
    ),
    Task(
        "r",
        _("Read a list into R"),
        _("An empty cell is NA. The columns keep their names and their order."),
        ("read.R",),
    ),
    Task(
        "follow",
        _("Follow it in a feed reader or a calendar"),
        _("Give the address to your feed reader or calendar; both keep in step by themselves."),
        ("follow.sh",),
        (
            _(
                "Those of attacks and handovers take the filters of the lists, so that you can follow one base or one "
                "weapon alone; all take as_of. What is retracted, merged, or corrected so that it is not what you "
                "asked for any more, stays where it was as what became of it: in a feed an entry of the same id, with "
                "an at:deleted-entry (RFC 6721) for programs that drop what is gone; in a calendar a cancelled event."
            ),
        ),
    ),
)
