"""What Lighthouse says of the pages of the shipped record: four scores of a hundred, for a desktop and for a phone.

Run `python -m benchmarks.lighthouse [ADDRESS ...]` in the checkout (`/` unless given). Node 20 or newer and Chromium
are needed; Lighthouse is fetched by npx in the version named here, and is no dependency of the project. Performance
is Lighthouse's own model of a slower machine and network, run on the machine at hand: a busy one gives less.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from benchmarks import site
from config import servers
from tests import chromium

VERSION = "12.8.2"
WANTED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
SETTINGS = {"desktop": ["--preset=desktop"], "phone": []}
SECONDS = 180
"""How long one page may take."""


def main(addresses: list[str]) -> None:
    """Print the table; exit with 1 where a score is too low."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with tempfile.TemporaryDirectory() as scratch, servers.in_use():
        os.environ["STATIC_ROOT"] = scratch
        django.setup()
        call_command("collectstatic", interactive=False, verbosity=0)
        with site.database_with(0, settings.BASE_DIR / "dataset") as name:
            database = site.database_address(name)
            connection.close()
            with site.web("config.wsgi", database) as (origin, _):
                low = [said for each in addresses for said in table(origin, each)]
    raise SystemExit(1 if low else 0)


def table(origin: str, address: str) -> list[str]:
    """Print the scores of one address; the scores that are too low, with what lowered them."""
    low = []
    for kind, given in SETTINGS.items():
        report = judged(origin + address, given)
        scores = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in WANTED}
        sys.stdout.write(f"{address} {kind}: " + ", ".join(f"{name} {score}" for name, score in scores.items()) + "\n")
        for name, wanted in WANTED.items():
            if scores[name] < wanted:
                low.append(f"{name} {scores[name]}")
                sys.stdout.writelines(f"    {line}\n" for line in faults(report, name))
    return low


def judged(url: str, given: list[str]) -> dict[str, Any]:
    """Lighthouse's report of a page."""
    flags = " ".join(["--headless=new", *chromium.FLAGS])
    command = ["npx", "--yes", f"lighthouse@{VERSION}", url, "--quiet", "--output=json", *given]
    command += [f"--chrome-flags={flags}", "--no-enable-error-reporting", f"--only-categories={','.join(WANTED)}"]
    found = {**os.environ, "CHROME_PATH": str(chromium.find())}
    done = subprocess.run(command, env=found, capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode:
        raise SystemExit(f"Lighthouse gave up on {url}: {done.stderr[-800:]}")
    return json.loads(done.stdout)


def faults(report: dict[str, Any], category: str) -> list[str]:
    """What lowered a score, the heaviest first."""
    weights = {each["id"]: each["weight"] for each in report["categories"][category]["auditRefs"]}
    audits = [report["audits"][name] for name, weight in weights.items() if weight]
    bad = [each for each in audits if (1 if each["score"] is None else each["score"]) < 1]
    bad.sort(key=lambda each: weights[each["id"]] * (1 - each["score"]), reverse=True)
    return [f"{each['title']}: {each.get('displayValue', '')}".strip(": ") for each in bad]


if __name__ == "__main__":
    main(sys.argv[1:] or ["/"])
