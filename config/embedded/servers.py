"""The pair of servers of this checkout, as its keeper and its users see them."""

from __future__ import annotations

import os
from dataclasses import dataclass

from config.embedded import broker, postgres
from config.embedded.broker import Broker
from config.embedded.owner import owner
from config.embedded.place import LOCAL, Place, place
from config.embedded.postgres import Postgres
from config.embedded.programs import programs

USERS = LOCAL / "users.lock"
KEEPER = LOCAL / "keeper.lock"
FAILURE = LOCAL / "failure"
LOGS = LOCAL / "logs"


@dataclass(frozen=True)
class Servers:
    """PostgreSQL and the broker together."""

    postgres: Postgres
    broker: Broker


def answer() -> bool:
    """Whether both answer, asked without needing their programs."""
    where = place()
    return postgres.answers(where.sockets) and broker.answers(where.broker_socket)


def servers() -> Servers:
    """This checkout's servers, running or not."""
    where, user = place(), owner()
    found = programs(for_another_user=bool(user.becomes))
    return Servers(
        Postgres(found.postgres, where.postgres, where.sockets, LOGS / "postgres.log", LOCAL / "postgres.lock", user),
        Broker(found.broker, where.broker, where.broker_socket, LOGS / "broker.log", LOCAL / "broker.lock", user),
    )


def prepare_folders(where: Place) -> None:
    """The folders that the servers need, open to their user, and the note in `.local/` that names them."""
    for folder in (LOCAL, LOGS, where.home):
        folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        for folder in {LOCAL, where.home, where.home.parent} - {LOCAL.parent}:
            folder.chmod(0o755)
    owner().make_folder(where.sockets)
    (LOCAL / "place").write_text(f"data: {where.home}\nsockets: {where.sockets}\n")
