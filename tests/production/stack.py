"""The production site on loopback: every service of docker-compose.yml with its own command and settings."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from tests.production.compose import CHECKOUT, Service, services
from tests.production.traffic import Asker

HOST = "record.example"
PATIENCE = 60.0


class DidNotStartError(Exception):
    """A service does not answer, or ended; the message holds the end of its log."""


@dataclass
class Stack:
    """A site of `webs` webs and `workers` workers, its data in a folder that goes with it."""

    webs: int = 3
    workers: int = 4
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="production-")))
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)
    as_user: str | None = field(default_factory=lambda: "nobody" if os.geteuid() == 0 else None)

    def __enter__(self) -> Stack:
        # Told to end, we end what we started.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        names = ("db", "broker", "web", "metrics", "proxy")
        self.ports = dict(zip(names, free_ports(len(names)), strict=True))
        self.folder.chmod(0o755)
        for name in ("secrets", "logs", "releases", "static", "db", "broker", "nginx"):
            (self.folder / name).mkdir()
            self.give(self.folder / name)
        for name in ("secret_key", "database_password"):
            (self.folder / "secrets" / name).write_text(secrets.token_urlsafe(50))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for name in reversed(list(self.running)):
            self.stop(name, patience=10, or_kill=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- what stands where
    def service(self, name: str, number: int = 1) -> Service:
        """A service as the file has it, with what stands here for the containers' names and folders."""
        found = services({"TRUSTED_PROXIES": "127.0.0.0/8"})[name]
        environment = {setting: self.here(value, number) for setting, value in found.environment.items()}
        return Service(name, [self.here(part, number) for part in found.command], environment, found.said)

    def here(self, text: str, number: int) -> str:
        webs = " ".join(f"{web_address(each)}:{self.ports['web']}" for each in range(1, self.webs + 1))
        for there, ours in {
            "@db:5432": f"@127.0.0.1:{self.ports['db']}",
            "broker:6379": f"127.0.0.1:{self.ports['broker']}",
            "web:8000": webs,
            "0.0.0.0:8000": f"{web_address(number)}:{self.ports['web']}",
            "0.0.0.0:9100": f"{web_address(number)}:{self.ports['metrics']}",
            "/run/secrets/": f"{self.folder}/secrets/",
            "/var/lib/handover-watch/releases": f"{self.folder}/releases",
            "/site/nginx/": f"{CHECKOUT}/config/nginx/",
            "/site/collected": str(self.folder / "static"),
            "/tmp/schedule": f"{self.folder}/schedule",
        }.items():
            text = text.replace(there, ours)
        return text

    def give(self, folder: Path) -> None:
        """PostgreSQL refuses root, and nginx's own children are nobody: theirs are the folders they write."""
        if self.as_user and folder.name in {"db", "nginx"}:
            shutil.chown(folder, self.as_user)

    # --- starting and stopping
    def start(
        self, name: str, number: int = 1, *, command: list[str] | None = None, as_user: str | None = None
    ) -> None:
        service = self.service(name, number)
        with (self.folder / "logs" / f"{name}-{number}").open("ab") as log:
            self.running[f"{name}-{number}"] = subprocess.Popen(
                command or service.command,
                cwd=CHECKOUT if not as_user else "/",
                env=self.surroundings() | service.environment | self.of_this_machine(name),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=as_user,
            )

    def surroundings(self) -> dict[str, str]:
        path = f"{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}:/usr/sbin"
        return {"PATH": path, "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}

    def of_this_machine(self, name: str) -> dict[str, str]:
        """What an image or an operator sets: where collected files lie, the names that the site is asked for by."""
        if name == "proxy":
            return {"RUN_DIR": f"{self.folder}/nginx/run", "LISTEN": f"127.0.0.1:{self.ports['proxy']}"}
        return {"STATIC_ROOT": f"{self.folder}/static/static", "ALLOWED_HOSTS": HOST}

    def run(self, *command: str, service: str = "migrate") -> str:
        """Run a command of the site's to its end, as `docker compose run` would."""
        done = subprocess.run(
            command,
            cwd=CHECKOUT,
            env=self.surroundings() | self.service(service).environment | self.of_this_machine(service),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise DidNotStartError(f"{' '.join(command)}: {done.stdout[-1000:]}{done.stderr[-2000:]}")
        return done.stdout

    def stop_all(self, kind: str) -> dict[str, int]:
        """Stop all of a service together; returns the status of each."""
        names = [name for name in self.running if name.rpartition("-")[0] == kind]
        for name in names:
            self.tell_to_stop(name)
        return {name: self.stop(name, is_told=True) for name in names}

    def tell_to_stop(self, name: str) -> None:
        """As Compose does, with the service's own signal."""
        kind = name.rpartition("-")[0]
        self.running[name].send_signal(signal.SIGINT if kind == "db" else signal.SIGTERM)

    def stop(self, name: str, *, patience: float = 40, or_kill: bool = False, is_told: bool = False) -> int:
        """Stop it and wait; returns the status it ended with. A second signal would break off what it still does."""
        if not is_told:
            self.tell_to_stop(name)
        child = self.running.pop(name)
        try:
            return child.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            if or_kill:
                return -signal.SIGKILL
            raise

    def start_servers(self) -> None:
        """PostgreSQL and Redis from this machine's packages, told what the file tells the images."""
        db, broker = self.service("db"), self.service("broker")
        programs, data = server_programs(), self.folder / "db/data"
        subprocess.run(
            [
                *(programs / "initdb", "-D", data, "--auth=trust", "--encoding=UTF8"),
                *("-U", db.environment["POSTGRES_USER"], *db.environment["POSTGRES_INITDB_ARGS"].split()),
            ],
            cwd="/",
            user=self.as_user,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        where = ["-D", str(data), "-p", str(self.ports["db"]), "-k", str(data), "-c", "listen_addresses=127.0.0.1"]
        self.start("db", command=[str(programs / db.command[0]), *where, *db.command[1:]], as_user=self.as_user)
        at = ["--bind", "127.0.0.1", "--port", str(self.ports["broker"]), "--dir", f"{self.folder}/broker"]
        self.start("broker", command=[*broker.command, *at])
        self.wait_for("db-1", lambda: listens("127.0.0.1", self.ports["db"]))
        self.wait_for("broker-1", lambda: listens("127.0.0.1", self.ports["broker"]))
        self.wait_for("db-1", self.makes_database)

    def makes_database(self) -> bool:
        """As PostgreSQL's image does, of the user's name."""
        at = ["-h", "127.0.0.1", "-p", str(self.ports["db"]), "-U", "handover_watch"]
        made = subprocess.run([server_programs() / "createdb", *at, "handover_watch"], capture_output=True, check=False)
        return not made.returncode

    def start_site(self) -> None:
        """Webs, workers, the clock and nginx, each once what it waits for is there."""
        for number in range(1, self.webs + 1):
            self.start("web", number)
        for number in range(1, self.workers + 1):
            self.start("worker", number)
        if self.workers:
            self.start("beat")
        for number in range(1, self.webs + 1):
            self.wait_for_web(number)
        self.start("proxy", as_user=self.as_user)
        self.wait_for("proxy-1", lambda: self.asker().ask("/healthz").status == 200)

    def restart_web(self, number: int) -> None:
        """One web is stopped, and started anew; returns once it answers."""
        self.stop(f"web-{number}")
        self.start("web", number)
        self.wait_for_web(number)

    def wait_for_web(self, number: int) -> None:
        asker = Asker(web_address(number), self.ports["web"], HOST)
        self.wait_for(f"web-{number}", lambda: asker.ask("/healthz").status == 200)

    def wait_for(self, name: str, is_there: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(OSError):
                if is_there():
                    return
            if self.running[name].poll() is not None or time.monotonic() > deadline:
                raise DidNotStartError(f"{name}: {self.log(name)[-2000:]}")
            time.sleep(0.1)

    def asker(self, client: str = "127.0.0.1") -> Asker:
        """A client that comes through nginx, as from a proxy that speaks HTTPS with readers."""
        return Asker("127.0.0.1", self.ports["proxy"], HOST, client)

    def log(self, name: str) -> str:
        return (self.folder / "logs" / name).read_text(errors="replace")


def web_address(number: int) -> str:
    """Each web has an address of its own, as each container has; 127.0.0.1 is nginx's."""
    return f"127.0.0.{number + 1}"


def server_programs() -> Path:
    """The newest PostgreSQL of Debian's packages."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        raise DidNotStartError("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1]


def listens(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("", 0))
        return [each.getsockname()[1] for each in sockets]
