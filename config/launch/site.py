"""The site, started and watched over: what `make run` becomes once its environment is made."""

from __future__ import annotations

import os
import subprocess
import sys

from config import servers
from config.errors import StartError
from config.launch import freshness
from config.launch.address import address
from config.launch.console import one_line_for_each_failure
from config.launch.paths import CHECKOUT, LOCAL
from config.launch.supervisor import Supervisor
from config.secret import local_secret


def main() -> None:
    with one_line_for_each_failure():
        os.environ.setdefault("SECRET_KEY", local_secret(LOCAL))
        with servers.in_use():
            prepare()
            Supervisor(address(), servers.keep).run()


def prepare() -> None:
    """Migrate, load, collect: unless nothing that they depend on has changed since they were last done."""
    if freshness.is_prepared():
        return
    done = subprocess.run([sys.executable, "manage.py", "prepare"], cwd=CHECKOUT, check=False)
    if done.returncode:
        raise StartError("The site could not be prepared; what stands above says why.")
    freshness.note_prepared()


if __name__ == "__main__":
    main()
