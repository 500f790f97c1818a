"""Clients that generators make of the API's document, one in Python, one in TypeScript, each used against a site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from config.launch.frontend import usable_node
from tests.exchange.api import told
from tests.exchange.test_api_timeline import publish_a_story

pytestmark = pytest.mark.django_db(transaction=True)
FRONT_END = Path(__file__).resolve().parents[2] / "static"
HERE = Path(__file__).parent


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "schema.json"
    path.write_text(json.dumps(told("schema/")), encoding="utf-8")
    return path


@pytest.fixture
def python_client(document: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a package that openapi-python-client made."""
    command = Path(sys.executable).with_name("openapi-python-client")
    made = document.parent / "made_client"
    done = subprocess.run(
        [command, "generate", "--path", document, "--output-path", made, "--meta", "none"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    monkeypatch.syspath_prepend(document.parent)
    yield made.name
    for name in [name for name in sys.modules if name.startswith(made.name)]:
        del sys.modules[name]


def test_a_client_in_python_reads_lists_records_timelines_and_refusals(python_client: str, live_server: Any) -> None:
    publish_a_story()
    models = import_module(f"{python_client}.models")
    client = import_module(python_client).Client(base_url=live_server.url)

    def call(address: str, *given: str, **asked: Any) -> Any:
        return import_module(f"{python_client}.api.{address}").sync(*given, client=client, **asked)

    attacks = call("attacks.get_attacks", base=["besmaya"])
    attack = call("attacks.get_attacks_slug", attacks.results[0].slug)
    handovers = call("handovers.get_handovers")
    timeline = call("bases.get_bases_slug_timeline", "besmaya")
    refused = call("attacks.get_attacks", base=["nowhere"])

    assert isinstance(attacks.results[0], models.Attack)
    assert attack.slug == attacks.results[0].slug
    assert attack.date.isoformat() == told(f"attacks/{attack.slug}/")["date"]
    assert [each.ordinal for each in handovers.results] == [each["ordinal"] for each in told("handovers/")["results"]]
    assert len(timeline.results) == len(told("bases/besmaya/timeline/")["results"])
    assert isinstance(refused, models.Problem)
    assert refused.invalid_params[0].name == "base"


def test_the_maps_types_are_those_of_the_document(document: Path) -> None:
    made = document.with_name("components.d.ts")

    run_node(FRONT_END, "node", "scripts/types.mjs", document, made)

    assert made.read_text() == (FRONT_END / "src/lib/components.d.ts").read_text(), "run `make types`"


def run_node(folder: Path, *command: str | Path) -> str:
    """What a program of Node's says."""
    surroundings = {**os.environ, "PATH": usable_node().path}
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_client_in_typescript_is_checked_by_the_types_and_walks_the_pages(document: Path, live_server: Any) -> None:
    publish_a_story()
    folder = document.parent
    (folder / "consumer.ts").write_text((HERE / "consumer.ts").read_text(encoding="utf-8"), encoding="utf-8")
    programs = FRONT_END / "node_modules/.bin"

    run_node(folder, programs / "openapi-typescript", document, "-o", folder / "schema.d.ts")
    (folder / "globals.d.ts").write_text("declare const process: { argv: string[] }\n", encoding="utf-8")
    run_node(
        folder, programs / "tsc", "--noEmit", "--strict", "--target", "es2022", "--module", "esnext",
        "--moduleResolution", "bundler", "--lib", "es2022,dom", "consumer.ts", "globals.d.ts",
    )  # fmt: skip
    run_node(folder, programs / "esbuild", "consumer.ts", "--format=esm", "--outfile=consumer.mjs", "--log-level=error")
    found = json.loads(run_node(folder, "node", "consumer.mjs", live_server.url))

    assert found["slugs"] == [row["slug"] for row in told("attacks/?sort=date")["results"]]
    assert len(found["slugs"]) > 1
    assert found["weapons"]
