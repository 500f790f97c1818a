"""A set of files with many made-up attacks, in the shape of `dataset/`: what speed is measured on."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

DATASET = Path(__file__).resolve().parent.parent / "dataset"
BASES = 50
SOURCES = 2_000
PUBLISHERS = 100
FIRST_DAY = date(2003, 3, 20)
GOVERNORATES = ("IQ-AN", "IQ-BG", "IQ-DI", "IQ-NI")
WEAPONS = ("rocket", "mortar", "one_way_drone", "rocket;mortar")

Cells = dict[str, object]


def write_set(folder: Path, attacks: int, seed: int = 1) -> None:
    """Write the files: each attack has one or two citations, one in three a claim, one in ten an attribution."""
    chance = random.Random(seed)  # noqa: S311
    made = [_attack(number, chance) for number in range(attacks)]
    rows = _surroundings() | {
        "attacks": made,
        "citations": [*_citations_of_bases(), *_citations(made, chance)],
        "claims": _claims(made),
        "attributions": _attributions(made),
    }
    for shipped in DATASET.glob("*.csv"):
        if shipped.stem in rows:
            _write(folder / shipped.name, shipped, rows[shipped.stem])


def _write(path: Path, like: Path, rows: Iterable[Cells]) -> None:
    with like.open(encoding="utf-8", newline="") as shipped:
        header = next(csv.reader(shipped))
    with path.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.DictWriter(sink, header, restval="")
        writer.writeheader()
        writer.writerows(rows)


def _surroundings() -> dict[str, list[Cells]]:
    areas = [{"code": "IQ", "name": "Iraq", "kind": "country"}]
    return {
        "areas": areas + [{"code": code, "name": code, "kind": "governorate", "parent": "IQ"} for code in GOVERNORATES],
        "publishers": [
            {"slug": f"publisher-{n}", "name": f"Publisher {n}", "kind": "website"} for n in range(PUBLISHERS)
        ],
        "sources": [_source(number) for number in range(SOURCES)],
        "forces": [
            {"slug": "coalition", "name": "Coalition", "kind": "coalition"},
            {"slug": "host", "name": "Host", "kind": "host"},
        ],
        "actors": [{"slug": "actor", "name": "Actor", "kind": "label"}],
        "drawdowns": [
            {
                "slug": "iraq", "name": "Iraq", "coalition": "coalition", "host": "host", "country": "IQ",
                "starts_on": FIRST_DAY, "checked_on": FIRST_DAY, "state": "public",
            },
        ],
        "bases": [_base(number) for number in range(BASES)],
    }  # fmt: skip


def _source(number: int) -> Cells:
    return {
        "id": f"s{number:09d}",
        "publisher": f"publisher-{number % PUBLISHERS}",
        "title": f"Report {number}",
        "url": f"https://example.org/{number}",
        "published_on": FIRST_DAY + timedelta(days=number),
        "published_precision": "day",
        "relays_publisher": f"publisher-{number % 7}" if number % 3 == 0 else "",
    }


def _base(number: int) -> Cells:
    return {
        "slug": f"base-{number}", "name": f"Base {number}", "kind": "camp", "state": "public",
        "governorate": GOVERNORATES[number % len(GOVERNORATES)], "latitude": 30 + number / 20, "longitude": 44,
        "uncertainty_m": 1500, "location_basis": "site",
    }  # fmt: skip


def _attack(number: int, chance: random.Random) -> Cells:
    day = FIRST_DAY + timedelta(days=number // 15)
    base = chance.randrange(BASES)
    munitions, killed = chance.randint(1, 8), chance.choice([0, 0, 0, 1, 2])
    return {
        "slug": f"{day}-base-{base}-{number}", "drawdown": "iraq", "base": f"base-{base}", "state": "public",
        "date_earliest": day, "date_latest": day, "date_precision": "day", "time_local": "21:15",
        "weapons": chance.choice(WEAPONS), "munition": "Katyusha 107 mm", "outcome": "impact_inside", "target": "base",
        "munitions_min": munitions, "munitions_max": munitions, "killed_min": killed, "killed_max": killed,
        "wounded_min": 0, "wounded_max": 3, "launch_area_text": "a village east of it",
        "launch_area": chance.choice(GOVERNORATES), "summary": f"Rockets were fired at base {base}; number {number}.",
        "note": "The sources differ on the hour." if number % 4 == 0 else "",
    }  # fmt: skip


def _cited(number: int) -> str:
    return f"s{number % SOURCES:09d}"


def _citations_of_bases() -> Iterator[Cells]:
    for record in ["drawdown:iraq", *(f"base:base-{number}" for number in range(BASES))]:
        yield {"record": record, "source": _cited(0), "verification": "excerpt"}


def _citations(attacks: list[Cells], chance: random.Random) -> Iterator[Cells]:
    for number, attack in enumerate(attacks):
        for each in range(chance.randint(1, 2)):
            yield {
                "record": f"attack:{attack['slug']}",
                "source": _cited(number + each),
                "said_by": "a security source" if each else "",
                "verification": "excerpt",
            }


def _claims(attacks: list[Cells]) -> Iterator[Cells]:
    for number, attack in enumerate(attacks):
        if number % 3 == 0:
            said = {"min": attack["munitions_min"], "max": attack["munitions_max"]}
            yield {
                "record": f"attack:{attack['slug']}", "source": _cited(number), "field": "munitions",
                "value": json.dumps(said), "wording": "rockets", "status": "accepted",
            }  # fmt: skip


def _attributions(attacks: list[Cells]) -> Iterator[Cells]:
    for attack in attacks[::10]:
        yield {"attack": attack["slug"], "actor": "actor", "stance": "accused", "speaker": "a spokesman"}
