"""`python3 -m config.launch COMMAND`: what the Makefile calls, with any Python from 3.11 on."""

from __future__ import annotations

import sys
from collections.abc import Callable

from config.launch import control, environment, frontend
from config.launch.console import one_line_for_each_failure, say
from config.launch.paths import CHECKOUT


def run() -> None:
    """Prepare what the site stands on, then become the site's supervisor, which runs in the environment just made."""
    control.hold_the_run()
    control.refuse_a_taken_port()
    say(f"Handover Watch in {CHECKOUT}")
    environment.make("embedded.txt")
    compile_catalogues()
    frontend.build()
    environment.become("config.launch.site")


def develop() -> None:
    """Prepare what the tests and linters stand on."""
    environment.make("dev.txt")
    compile_catalogues()
    frontend.build()


def compile_catalogues() -> None:
    """In the environment just made, which has the library for it."""
    environment.run("config.catalogue", failure="The catalogues of translations do not compile.")


def npm_script(name: str) -> Callable[[], None]:
    """A command that runs one of the front end's own scripts, its output shown."""
    return lambda: frontend.usable_node().npm("run", name, failure=f"npm run {name} failed.", show=True)


COMMANDS = {
    "run": run,
    "develop": develop,
    "stop": control.stop,
    "reset": control.reset,
    "logs": control.logs,
    "typecheck": npm_script("typecheck"),
    "types": npm_script("types"),
    "test-front-end": npm_script("test"),
}


def main() -> None:
    """Run one command."""
    with one_line_for_each_failure():
        COMMANDS[sys.argv[1]]()


if __name__ == "__main__":
    main()
