"""Thousands of requests made from the API's own document, against the shipped record: every answer must be as it says.

Run `python -m benchmarks.schema_trial [EXAMPLES [OPTION…]]` in the checkout: so many examples of each address besides
those that cover the document, 650 unless given, which makes more than 20,000 requests in all. Schemathesis makes and
judges them, with all its checks; `benchmarks.trial.hooks` tells it what a document cannot. Options are Schemathesis'
own, such as `--include-path-regex=/releases/`. One release is cut of the record before.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command

from config import servers

HERE = Path(__file__).resolve().parent
EXAMPLES = 650
SEED = 1


def main(examples: int, *options: str) -> None:
    """Ends with schemathesis' own status: 0 if nothing failed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with tempfile.TemporaryDirectory() as files, servers.in_use():
        # The manual's page names files of the front end, which must be there.
        os.environ["STATIC_ROOT"] = files
        os.environ["RELEASES_DIR"] = f"{files}/releases"
        django.setup()
        call_command("collectstatic", interactive=False, verbosity=0)
        site = import_module("benchmarks.site")
        with site.database_with(0, HERE.parent / "dataset") as name:
            call_command("cut_release", stdout=sys.stderr)
            database = site.database_address(name)
            with site.web("config.wsgi", database) as (address, _):
                status = trial(address, "--phases=coverage,fuzzing", f"--max-examples={examples}", *options)
    raise SystemExit(status)


def trial(address: str, *options: str) -> int:
    """Run schemathesis against a site; gives its status."""
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file",
        str(HERE / "trial/schemathesis.toml"),
    ]
    command += [
        "run",
        f"{address}/api/v1/schema/",
        "--checks=all",
        "--continue-on-failure",
        f"--seed={SEED}",
        # Python 3.11 reads source with no regard to other threads, which Hypothesis does for each strategy: one in ten
        # runs with two threads ended with "AST constructor recursion depth mismatch".
        "--workers=1",
    ]
    surroundings = {**os.environ, "TRIAL_ADDRESS": address, "PYTHONPATH": str(HERE.parent)}
    surroundings["SCHEMATHESIS_HOOKS"] = "benchmarks.trial.hooks"
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run([*command, *options], env=surroundings, check=False).returncode


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES, *sys.argv[2:])
