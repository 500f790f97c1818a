"""Checks both logs."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from editorial.log_check import Anchor, broken_links, heads, parse_anchor


class Command(BaseCommand):
    help = (
        "Checks the staff log and the public log; names the first broken link, and ends with status 1 if there is any."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--against",
            action="append",
            default=[],
            metavar="LOG:NUMBER:DIGEST",
            help="a digest noted elsewhere, as releases and feeds print them: it must stand in the log still",
        )
        parser.add_argument(
            "--anchors",
            type=Path,
            help="a file of such digests, kept apart from the database; if all holds, the newest are added",
        )

    def handle(self, *, against: list[str], anchors: Path | None, **_options: object) -> None:
        noted = _noted(against, anchors)
        problems = list(broken_links(noted))
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} broken: the first is named first.", returncode=1)
        newest = heads()
        if anchors:
            _add(anchors, [each for each in newest if each not in noted])
        for head in newest:
            self.stdout.write(f"{head.log} log holds up to {head}")


def _noted(against: list[str], anchors: Path | None) -> list[Anchor]:
    lines = anchors.read_text(encoding="utf-8").splitlines() if anchors and anchors.exists() else []
    try:
        return [parse_anchor(text) for text in [*against, *lines] if text.strip()]
    except ValueError as error:
        raise CommandError(str(error)) from error


def _add(anchors: Path, newest: list[Anchor]) -> None:
    with anchors.open("a", encoding="utf-8") as file:
        file.writelines(f"{each}\n" for each in newest)
