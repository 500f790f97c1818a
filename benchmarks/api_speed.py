"""How many answers a second the API gives beside a tutorial's viewset and beside a bare view on the same tables.

Run `python -m benchmarks.api_speed [ATTACKS [QUESTIONS]]` in the checkout, with Debian's wrk: 16 connections, two web
processes each; a part of a question's name chooses it. What counts are the ratios; the seconds are those of the machine
at hand.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote

import django
from django.core.signing import Signer
from django.db import connection

from benchmarks import site
from config import servers

CONNECTIONS, SECONDS, ROUNDS = 16, 2, 3
WARMING, LONG = 1, 30
"""Seconds that nobody counts, and those that are given to what had no answer in any round."""
OF_VIEWSET, OF_BARE = 8.0, 0.6
"""How many times a plain viewset's answers a second, and which part of a bare view's, a list must give."""
OF_VIEWSET_ONE, OF_BARE_ONE = 2.0, 0.5
"""The same for one record."""
OF_FULL = 3.0
"""How many times the full answer's rate a 304 must have."""

BOX_AND_WINDOW = "bbox={box},44.5,31.9&datetime=2008-01-01/2009-12-31&limit=100"
BOX = "43.25,30.2"
SEEDS = count(1)
EACH_ANOTHER = """
math.randomseed({seed})
function request()
  local corner = string.format("43.%05d,30.2%05d", math.random(99999), math.random(99999))
  local day = string.format("1%03d-%02d-%02d", math.random(0, 999), math.random(12), math.random(28))
  local place = math.random(#seqs)
  local path = string.gsub(wrk.path, "{box}", corner)
  path = string.gsub(string.gsub(path, "{day}", day), "{limit}", math.random(80, 120))
  return wrk.format("GET", (string.gsub(string.gsub(path, "{seq}", seqs[place]), "{since}", cursors[place])))
end
"""
"""Asks for a box, from a day, or for changes since one, that was hardly asked for before: no kept answer is told.

wrk draws the same numbers in every run unless it is given another seed for each.
"""


@dataclass(frozen=True)
class Case:
    """One question, asked of all three; `{attack}` and `{base}` stand for a slug."""

    name: str
    ours: str
    viewset: str
    bare: str
    of_viewset: float = OF_VIEWSET
    of_bare: float = OF_BARE


CASES = [
    Case(
        "1000 attacks as GeoJSON",
        "/api/v1/attacks/?format=geojson&limit=1000",
        "/viewset/attacks/?as=geojson&limit=1000",
        "/bare/attacks/?as=geojson&limit=1000",
    ),
    Case("100 attacks", "/api/v1/attacks/?limit=100", "/viewset/attacks/?limit=100", "/bare/attacks/?limit=100"),
    Case(
        "100 in a box, asked again",
        f"/api/v1/attacks/?{BOX_AND_WINDOW}".replace("{box}", BOX),
        f"/viewset/attacks/?{BOX_AND_WINDOW}".replace("{box}", BOX),
        f"/bare/attacks/?{BOX_AND_WINDOW}".replace("{box}", BOX),
    ),
    Case(
        "100, each in another box",
        f"/api/v1/attacks/?{BOX_AND_WINDOW}",
        f"/viewset/attacks/?{BOX_AND_WINDOW}",
        f"/bare/attacks/?{BOX_AND_WINDOW}",
    ),
    Case(
        "1000, each in another box",
        f"/api/v1/attacks/?format=geojson&{BOX_AND_WINDOW.replace('=100', '=1000')}",
        f"/viewset/attacks/?as=geojson&{BOX_AND_WINDOW.replace('=100', '=1000')}",
        f"/bare/attacks/?as=geojson&{BOX_AND_WINDOW.replace('=100', '=1000')}",
    ),
    Case(
        "100 changes, asked again",
        "/api/v1/changes/?limit=100",
        "/viewset/changes/?limit=100",
        "/bare/changes/?limit=100",
    ),
    Case(
        "changes since one, 80 to 120",
        "/api/v1/changes/?since={since}&limit={limit}",
        "/viewset/changes/?since={seq}&limit={limit}",
        "/bare/changes/?since={seq}&limit={limit}",
    ),
    Case(
        "a timeline of 2000, by 1000",
        "/api/v1/bases/{base}/timeline/?limit=1000&sort=date",
        "/viewset/bases/{base}/timeline/?limit=1000",
        "/bare/bases/{base}/timeline/?limit=1000",
    ),
    Case(
        "the same, from another day",
        "/api/v1/bases/{base}/timeline/?limit=1000&sort=date&datetime={day}/..",
        "/viewset/bases/{base}/timeline/?limit=1000&from={day}",
        "/bare/bases/{base}/timeline/?limit=1000&from={day}",
    ),
    Case("one attack", "/api/v1/attacks/{attack}/", "/viewset/attacks/{attack}/", "/bare/attacks/{attack}/",
         OF_VIEWSET_ONE, OF_BARE_ONE),
]  # fmt: skip


def main(attacks: int, wanted: str) -> None:
    """Print the table of the questions whose name has `wanted` in it; exit with 1 if a ratio is missed."""
    if not shutil.which("wrk"):
        raise SystemExit("This needs wrk (on Debian: apt-get install wrk).")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with servers.in_use():
        django.setup()
        with site.database_with(attacks) as name:
            address = site.database_address(name)
            slugs = named()
            connection.close()
            missed = 0
            for case in (case for case in CASES if wanted in case.name):
                # Processes of its own for each: a slow peer goes on with what nobody waits for any more.
                with (
                    site.web("config.wsgi", address) as (ours, _),
                    site.web("benchmarks.peers.wsgi", address) as (viewset, _),
                    site.web("benchmarks.peers.wsgi", address) as (bare, _),
                ):
                    missed += measured(case, (ours, viewset, bare), slugs)
            if wanted in "304":
                with site.web("config.wsgi", address) as (ours, _):
                    missed += unchanged(ours)
    raise SystemExit(1 if missed else 0)


def named(place: int = 100) -> dict[str, str]:
    """The slugs of one attack, the one at that place, and of its base."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT slug, base_slug FROM attacks_publishedattack ORDER BY id OFFSET %s LIMIT 1", [place])
        attack, base = cursor.fetchone()
    return {"attack": attack, "base": base}


def measured(case: Case, sites: tuple[str, str, str], slugs: dict[str, str]) -> bool:
    """Print one line; true if a ratio is missed."""
    paths = (case.ours, case.viewset, case.bare)
    own, viewset, bare = best([told(of + path, slugs) for of, path in zip(sites, paths, strict=True)])
    missed = own / viewset < case.of_viewset or own / bare < case.of_bare
    of_viewset = f"viewset {viewset:7.1f}/s, {own / viewset:6.1f} times (at least {case.of_viewset:g})"
    of_bare = f"bare {bare:7.1f}/s, {own / bare:5.2f} of it (at least {case.of_bare:g})"
    say(f"{case.name:28} {own:8.1f}/s  {of_viewset}  {of_bare}{'  MISSED' if missed else ''}")
    return missed


def told(address: str, slugs: dict[str, str]) -> str:
    """The address with slugs in their places; a box's place is filled for each request."""
    return address.replace("{attack}", slugs["attack"]).replace("{base}", slugs["base"])


def unchanged(ours: str) -> bool:
    """The same list again, with what the first answer was marked by, beside lists that were not kept."""
    address, another = ours + CASES[1].ours, ours + CASES[1].ours + "&datetime={day}/.."
    with urllib.request.urlopen(address) as answer:  # noqa: S310
        mark = answer.headers["ETag"]
    refuse_another_answer(address, mark)
    full, again = best([another]), best([address], [f"If-None-Match: {mark}"])
    missed = again[0] / full[0] < OF_FULL
    say(f"{'304 of 100 attacks':28} {again[0]:8.1f}/s  {again[0] / full[0]:5.1f} times the full answer's"
        f" (at least {OF_FULL:g}){'  MISSED' if missed else ''}")  # fmt: skip
    return missed


def refuse_another_answer(address: str, mark: str) -> None:
    """Raise RuntimeError unless who has the answer is told that it holds: wrk does not tell 304 from a failure."""
    asked = urllib.request.Request(address, headers={"If-None-Match": mark})  # noqa: S310
    try:
        with urllib.request.urlopen(asked) as answer:  # noqa: S310
            raise RuntimeError(f"{address}: {answer.status} instead of 304")
    except urllib.error.HTTPError as answer:
        if answer.code != 304:
            raise RuntimeError(f"{address}: {answer.code} instead of 304") from None


def best(addresses: Sequence[str], headers: Sequence[str] = ()) -> list[float]:
    """Answers a second of each address, the best of a few rounds in turn: noise only ever takes away."""
    quick = [rate(address, headers, WARMING) > 0 for address in addresses]
    found = [0.0 for _ in addresses]
    for _ in range(ROUNDS):
        for place, address in enumerate(addresses):
            # What answers nothing within a second is asked once more at the end: it would hold up all others.
            found[place] = max(found[place], rate(address, headers) if quick[place] else 0.0)
    return [told or rate(address, headers, LONG) or 1 / LONG for told, address in zip(found, addresses, strict=True)]


def rate(address: str, headers: Sequence[str] = (), seconds: int = SECONDS) -> float:
    """Answers a second over some seconds. Raises RuntimeError if any is a failure."""
    given = [part for header in headers for part in ("-H", header)]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", f"{LONG}s", *given, address]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(another(address) if "{" in address else "")
        script.flush()
        told = subprocess.run([*command, "-s", script.name], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told:
        raise RuntimeError(f"{address}: {told}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])  # type: ignore[index]


def another(address: str) -> str:
    """What wrk asks with. Cursors are signed as the measured site signs them."""
    signer = Signer(key=site.KEY, salt="exchange.api.cursors")
    seqs = range(1000, 60_000, 97)
    cursors = [quote(signer.sign_object(["changes", False, [seq]]), safe="") for seq in seqs]
    told = f"seqs, cursors = {{{','.join(map(repr, map(str, seqs)))}}}, {{{','.join(map(repr, cursors))}}}\n"
    return told.replace("%", "%%") + EACH_ANOTHER.replace("{seed}", str(next(SEEDS)))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, sys.argv[2] if len(sys.argv) > 2 else "")
