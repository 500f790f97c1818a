"""The manual's commands, run as they stand in it against a real site."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dashboard.manual import TASKS, Task
from tests.exchange.api import told
from tests.exchange.test_api_timeline import publish_a_story

pytestmark = pytest.mark.django_db(transaction=True)
PROGRAMS = {".sh": ["bash", "-eu"], ".py": [sys.executable], ".R": ["Rscript"]}


def task(slug: str) -> Task:
    return next(each for each in TASKS if each.slug == slug)


def run(slug: str, site: str, folder: Path) -> str:
    """Run all commands of a task in the folder; gives what they print."""
    said = ""
    for name, text in task(slug).commands(site):
        script = folder / f"task-{name}"
        script.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [*PROGRAMS[script.suffix], script.name], cwd=folder, env={**os.environ, "PYTHONSAFEPATH": "1"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        said += done.stdout
    return said


@pytest.mark.parametrize("slug", [each.slug for each in TASKS])
def test_the_commands_of_every_task_run(slug: str, live_server: Any, tmp_path: Path) -> None:
    publish_a_story()
    needed = {"qgis": "ogrinfo", "r": "Rscript"}.get(slug)
    if needed and not shutil.which(needed):
        pytest.skip(f"{needed} is not here")

    assert run(slug, live_server.url, tmp_path) or [*tmp_path.iterdir()]


def test_what_pandas_sums_is_what_the_record_says(live_server: Any, tmp_path: Path) -> None:
    publish_a_story()

    said = run("pandas", live_server.url, tmp_path).split("\n")

    assert re.split(r"\s+", said[2].strip()) == ["2020", "2", "0", "0"]


def test_a_copy_that_is_kept_in_step_holds_what_the_lists_hold(live_server: Any, tmp_path: Path) -> None:
    publish_a_story()

    first = run("copy", live_server.url, tmp_path)
    again = run("copy", live_server.url, tmp_path)

    rows = json.loads((tmp_path / "handover-watch.json").read_text(encoding="utf-8"))["rows"]
    attacks = {slug.partition(" ")[2] for slug in rows if slug.startswith("attack ")}
    assert attacks == {row["slug"] for row in told("attacks/")["results"]}
    assert first == again


def test_an_unchanged_list_is_not_written_again(live_server: Any, tmp_path: Path) -> None:
    publish_a_story()

    run("unchanged", live_server.url, tmp_path)

    assert len(json.loads((tmp_path / "attacks.json").read_text(encoding="utf-8"))["results"]) == 2


def test_each_task_has_a_page_whose_commands_name_this_site(client: Client) -> None:
    index = client.get("/manual/").content.decode()

    for each in TASKS:
        assert f'href="{each.slug}/"' in index
        page = client.get(f"/manual/{each.slug}/").content.decode()
        assert "http://testserver/" in page
        assert "handover-watch.example" not in page
    assert client.get("/manual/nothing/").status_code == 404
    assert client.get("/ar/manual/pandas/").status_code == 200
