"""How long the site takes to answer with each dependency dead or hanging.

Run `python -m benchmarks.dead_dependencies BIN`, where BIN holds PostgreSQL's programs and redis-server is on the path;
root's PostgreSQL runs as EMBEDDED_USER. All that it kills is its own: a scratch cluster, a broker, two web processes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

PAGES = ("/", "/timeline/", "/api/v1/handovers/", "/api/v1/attacks/?limit=3", "/search/?q=never-asked", "/admin/login/")
HEALTH = ("/healthz", "/readyz")
ROUNDS = 4
LIMIT = 2.0
# PostgreSQL refuses to run as root.
USER = os.environ.get("EMBEDDED_USER", "nobody") if os.geteuid() == 0 else None


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Site:
    """A scratch database, a broker and the site's web processes, on free ports."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder
        self.database_port, self.broker_port, self.port = free_port(), free_port(), free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"postgresql://watch@127.0.0.1:{self.database_port}/postgres",
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{self.broker_port}/0",
            "SECRET_KEY": "only-for-this-measurement",
            "LOG_LEVEL": "CRITICAL",
            "STATIC_ROOT": str(folder / "static"),
        }

    def manage(self, *command: str) -> None:
        python = [sys.executable, "manage.py", *command]
        subprocess.run(python, env=self.environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start_database(self) -> subprocess.Popen[bytes]:
        options = f"-D {self.folder}/data -p {self.database_port} -k {self.folder} -c fsync=off".split()
        command = [self.programs / "postgres", *options]
        return subprocess.Popen(command, user=USER, cwd=self.folder, stderr=subprocess.DEVNULL)

    def create_cluster(self) -> None:
        if USER:
            shutil.chown(self.folder, USER)
        options = ["-D", self.folder / "data", "-U", "watch", "--auth=trust", "--locale=C.UTF-8"]
        command = [self.programs / "initdb", *options]
        subprocess.run(command, user=USER, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def start_broker(self) -> subprocess.Popen[bytes]:
        options = ["--port", str(self.broker_port), "--bind", "127.0.0.1", "--save", ""]
        return subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)

    def start_web(self) -> subprocess.Popen[bytes]:
        options = ["--bind", f"127.0.0.1:{self.port}", "--worker-class=gthread", "--workers=2", "--threads=4"]
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", *options, "--no-control-socket"]
        return subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)

    def ask(self, path: str) -> tuple[int, float, bool]:
        """The status, the seconds and whether the answer was an earlier one."""
        start = time.perf_counter()
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as answer:  # noqa: S310
                answer.read()
                status, headers = answer.status, answer.headers
        except urllib.error.HTTPError as error:
            status, headers = error.code, error.headers
        return status, time.perf_counter() - start, "X-Stale-Since" in headers

    def wait(self, path: str) -> None:
        """Until the address answers well."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                if self.ask(path)[0] == 200:
                    return
            time.sleep(0.2)
        raise SystemExit(f"{path} did not come.")


@contextlib.contextmanager
def ended(child: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """The process, which does not outlive the block."""
    try:
        yield child
    finally:
        # PostgreSQL waits for its processes, which may have been stopped with it.
        send(child, signal.SIGCONT)
        child.send_signal(signal.SIGINT)
        child.wait()


def family(child: subprocess.Popen[bytes]) -> list[int]:
    """A process and its children."""
    if child.poll() is not None:
        return []
    listed = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text(encoding="utf-8")
    return [child.pid, *map(int, listed.split())]


def send(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    for pid in family(child):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


Costs = dict[str, float]


def measure(site: Site, what: str, usual: Costs | None = None) -> Costs:
    """Ask for all pages at once, several times, and print the slowest; fail if one costs too much beyond the usual."""
    found: dict[str, list[tuple[int, float, bool]]] = {path: [] for path in (*PAGES, *HEALTH)}
    for _ in range(ROUNDS):
        threads = [
            threading.Thread(target=lambda path=path: found[path].append(site.ask(path)))  # type: ignore[misc]
            for path in found
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    sys.stdout.write(f"\n{what}\n")
    for path, answers in found.items():
        first, rest = answers[0][1], max(seconds for _, seconds, _ in answers[1:])
        statuses = " ".join(f"{status}{' (earlier)' if stale else ''}" for status, _, stale in answers)
        sys.stdout.write(f"  {path:28}{first:6.2f} s at first{rest:7.2f} s then   {statuses}\n")
    slowest = {path: max(seconds for _, seconds, _ in answers) for path, answers in found.items()}
    if usual and any(slowest[path] - usual[path] > LIMIT for path in found):
        raise SystemExit(f"Something cost more than {LIMIT:g} s beyond the usual.")
    return slowest


def measure_all(site: Site) -> None:
    """Each dependency dead, hanging and back."""
    with ended(site.start_broker()) as broker, ended(site.start_database()) as database:
        time.sleep(2)
        site.manage("migrate", "--verbosity=0")
        site.manage("load_dataset", "dataset")
        site.manage("collectstatic", "--noinput")
        with ended(site.start_web()):
            site.wait("/readyz")
            for _ in range(20):
                list(map(site.ask, PAGES[:4]))
            usual = measure(site, "all is well")
            broker.send_signal(signal.SIGSTOP)
            measure(site, "the broker hangs", usual)
            broker.send_signal(signal.SIGCONT)
            broker.kill()
            measure(site, "the broker is dead", usual)
            send(database, signal.SIGSTOP)
            measure(site, "the database hangs", usual)
            send(database, signal.SIGCONT)
            site.wait("/timeline/")
            database.send_signal(signal.SIGQUIT)
            database.wait()
            measure(site, "the database is dead", usual)
            with ended(site.start_database()), ended(site.start_broker()):
                start = time.monotonic()
                site.wait("/readyz")
                sys.stdout.write(f"\nready again {time.monotonic() - start:.1f} s after both came back\n")
                measure(site, "all is well again", usual)


def main() -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as name:
        site = Site(Path(sys.argv[1]), Path(name))
        site.create_cluster()
        measure_all(site)


if __name__ == "__main__":
    main()
