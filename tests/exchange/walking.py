"""Lists and changes walked by their cursors while attacks become public all the time."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection, transaction

from editorial import services
from editorial.choices import RecordKind
from tests.exchange.api import ROOT, ask, text_of, told
from tests.factories import make_attack, make_base, make_drawdown, make_user

WALKS = {
    "attacks/?sort=date": "",
    "attacks/?sort=-date": "",
    "attacks/?sort=updated": "",
    "attacks/?sort=-updated": "",
    "timeline/?kind=attack": "",
    "bases/besmaya/timeline/?kind=attack": "base=besmaya",
}
"""What is walked, and the filter of the attacks that it must give."""
FIRST = date(2020, 1, 1)
AT_ONCE = 16
"""Attacks, at most, in one transaction."""
OF_LOADS = 2 / 3
"""Which part of the transactions is a load's; the others publish one attack, as the desk does."""
HELD_OPEN = 0.05
"""Seconds, at most, that a transaction stays open after its record is written: so that late commits come."""


def publish_attacks(name: str, goes_on: Callable[[], bool], a_second: float, seed: int) -> int:
    """Publish attacks on days here and there, about so many a second; how many were published.

    Now one as the desk does, now several as a load does.
    """
    chance, published, begun = random.Random(seed), 0, time.monotonic()
    given = {"base": make_base(), "drawdown": make_drawdown()}
    by = make_user("walker")
    while goes_on():
        with transaction.atomic():
            several = chance.random() < OF_LOADS
            many = chance.randint(2, AT_ONCE) if several else 1
            days = [FIRST + timedelta(days=chance.randrange(400)) for _ in range(many)]
            made = [make_attack(f"{day}-{name}-{published + n}", str(day), **given) for n, day in enumerate(days)]
            if several:
                services.publish_many(RecordKind.ATTACK, [attack.pk for attack in made], by=by, why="Checked.")
            else:
                services.publish(made[0], by=by, why="Checked.")
            published += len(made)
            time.sleep(chance.uniform(0, HELD_OPEN))
        time.sleep(max(0.0, begun + published / a_second - time.monotonic()))
    connection.close()
    return published


@dataclass
class Walks:
    """What the walks gave, against what was public before each of them began."""

    walks: int = 0
    pages: int = 0
    wrong: list[str] = field(default_factory=list)

    def walk(self, address: str, earlier: Sequence[str], limit: int) -> None:
        """Walk one list to its end; each of the earlier records must come exactly once."""
        found: Counter[str] = Counter()
        following: str | None = f"{ROOT}/api/v1/{address}{'&' if '?' in address else '?'}limit={limit}"
        while following:
            answer = told(following.removeprefix(f"{ROOT}/api/v1/"))
            found.update(slug_of(row) for row in answer["results"])
            following = answer["next"]
            self.pages += 1
        self.walks += 1
        self.wrong += [f"{address}: {slug} came {found[slug]} times" for slug in earlier if found[slug] != 1]
        self.wrong += [f"{address}: {slug} came {times} times" for slug, times in found.items() if times > 1]


@dataclass
class Follower:
    """Who follows the changes: which numbers were told, in their order."""

    since: str = ""
    told: list[int] = field(default_factory=list)
    slugs: set[str] = field(default_factory=set)

    def follow(self, limit: int) -> None:
        """Everything up to now."""
        more = True
        while more:
            answer = told(f"changes/?limit={limit}" + (f"&since={self.since}" if self.since else ""))
            self.told += [each["seq"] for each in answer["results"]]
            self.slugs |= {each["slug"] for each in answer["results"] if each["kind"] == "attack"}
            self.since, more = answer["since"], answer["next"] is not None

    def missed(self) -> list[str]:
        """What is wrong: the log numbers its entries without a gap, so what was told must have none."""
        return [] if self.told == list(range(1, len(self.told) + 1)) else [f"told {self.told[:50]} ..."]


def slug_of(row: dict[str, object]) -> str:
    record = row.get("record")
    return str(record["slug"] if isinstance(record, dict) else row["slug"])


def walk_all(walks: Walks, follower: Follower, limit: int) -> None:
    """Walk every list once, and follow the changes between the walks."""
    for address, wanted in WALKS.items():
        walks.walk(address, all_slugs(wanted), limit)
        follower.follow(limit)


def all_slugs(wanted: str = "") -> list[str]:
    """Every public attack that a filter leaves, as the stream that knows no pages tells them."""
    lines = text_of(ask(f"attacks/?format=ndjson&fields=slug&{wanted}")).splitlines()
    return [json.loads(line)["slug"] for line in lines]
