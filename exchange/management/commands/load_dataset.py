"""`manage.py load_dataset PATH`: a set of CSV files into the record, all of it or nothing."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchange.loading import Outcome, RefusedError, load
from exchange.loading.progress import Bar

SHOWN = 200
"""Bad rows that are listed; the others are counted."""


class Command(BaseCommand):
    """Loads a set of files, or says of every bad row what is wrong with it and where."""

    help = "Load a folder of CSV files into the record: all of it or nothing; a second time changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH", help="the folder that holds the files")

    def handle(self, *, path: Path, **options: object) -> None:
        if not path.is_dir():
            raise CommandError(_("%s is not a folder.") % path)
        bar = Bar(sys.stderr)
        try:
            outcome = load(path, bar)
        except RefusedError as refused:
            bar.clear()
            raise CommandError(said_of(refused)) from None
        except DatabaseError as error:
            bar.clear()
            raise CommandError(_("The database refused the load, and nothing was loaded: %s") % error) from error
        bar.clear()
        self.stdout.write(summary_of(outcome))


def said_of(refused: RefusedError) -> str:
    """The bad rows, one in a line, and that nothing was loaded."""
    problems = refused.problems
    lines = [str(problem) for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(_("… and %d more") % (len(problems) - SHOWN))
    lines.append(
        ngettext("%d problem; nothing was loaded.", "%d problems; nothing was loaded.", len(problems)) % len(problems)
    )
    return "\n".join(lines)


def summary_of(outcome: Outcome) -> str:
    """What was done, in a sentence or two."""
    if not outcome.written and not outcome.published:
        said = _("Nothing changed: the record holds all %(rows)d rows already.")
    else:
        said = _("Loaded %(rows)d rows (%(added)d new, %(changed)d changed); published %(published)d versions.")
    counts = {
        "rows": outcome.rows,
        "added": sum(count.added for count in outcome.counts),
        "changed": sum(count.changed for count in outcome.counts),
        "published": outcome.published,
    }
    return said % counts + (f" {said_of_left(outcome.left)}" if outcome.left else "")


def said_of_left(left: int) -> str:
    return (
        ngettext(
            "%d row of the record is in no file and was left alone.",
            "%d rows of the record are in no file and were left alone.",
            left,
        )
        % left
    )
