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
OUTCOMES = ("impact_inside", "impact_outside", "intercepted", "unknown")
STANCES = ("accused", "claimed", "suspected", "denied")
FORCES = 6
ACTORS = 12

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


def _force(number: int) -> Cells:
    return {"slug": f"force-{number}", "name": f"Force {number}", "kind": "country"}


def _surroundings() -> dict[str, list[Cells]]:
    areas: list[Cells] = [{"code": "IQ", "name": "Iraq", "kind": "country"}]
    return {
        "areas": areas + [{"code": code, "name": code, "kind": "governorate", "parent": "IQ"} for code in GOVERNORATES],
        "publishers": [
            {"slug": f"publisher-{n}", "name": f"Publisher {n}", "kind": "website"} for n in range(PUBLISHERS)
        ],
        "sources": [_source(number) for number in range(SOURCES)],
        "forces": [
            {"slug": "coalition", "name": "Coalition", "kind": "coalition"},
            {"slug": "host", "name": "Host", "kind": "host"},
            *(_force(number) for number in range(FORCES)),
        ],
        "actors": [{"slug": f"actor-{n}", "name": f"Actor {n}", "kind": "label"} for n in range(ACTORS)],
        "drawdowns": [
            {
                "slug": "iraq", "name": "Iraq", "coalition": "coalition", "host": "host", "country": "IQ",
                "starts_on": FIRST_DAY, "checked_on": FIRST_DAY, "state": "public",
            },
        ],
        "bases": [_base(number) for number in range(BASES)],
        "drawdown_bases": [
            {"drawdown": "iraq", "base": f"base-{number}", "counts": "yes", "reason": "It hosted the coalition."}
            for number in range(BASES)
        ],
        "presences": [_presence(base, turn) for base in range(BASES) for turn in range(3)],
        "handovers": [_handover(base) for base in range(0, BASES, 2)],
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
        "governorate": GOVERNORATES[number % len(GOVERNORATES)], **_coordinates(*_point(number)),
        "uncertainty_m": 1500, "location_basis": "site",
    }  # fmt: skip


def _point(base: int) -> tuple[float, float]:
    return round(30 + base * 13 % BASES / 9, 4), round(41 + base * 29 % BASES / 8, 4)


def _coordinates(latitude: float, longitude: float) -> Cells:
    return {"latitude": latitude, "longitude": longitude}


def _presence(base: int, turn: int) -> Cells:
    start = FIRST_DAY + timedelta(days=900 * turn + 11 * base)
    end = start + timedelta(days=1200)
    return {
        "slug": f"base-{base}-stay-{turn}", "base": f"base-{base}", "force": f"force-{(base + turn) % FORCES}",
        "role": "operator", "start_earliest": start, "start_latest": start, "start_precision": "day",
        "end_earliest": end, "end_latest": end, "end_precision": "day", "end_known": "ended", "state": "public",
    }  # fmt: skip


def _handover(base: int) -> Cells:
    day = FIRST_DAY + timedelta(days=3200 + 23 * base)
    return {
        "slug": f"base-{base}-handover", "drawdown": "iraq", "base": f"base-{base}", "status": "completed",
        "portion": "coalition_portion", "transferring_forces": f"force-{base % FORCES}", "receiving_force": "host",
        "date_earliest": day, "date_latest": day, "date_precision": "day", "counted": "yes",
        "counted_reason": "Named in the sequence.", "state": "public",
    }  # fmt: skip


def _own_place(base: int, chance: random.Random) -> Cells:
    latitude, longitude = _point(base)
    return {
        "place": f"a village near base {base}", "place_ar": f"قرية قرب القاعدة {base}",
        "latitude": round(latitude + chance.uniform(-0.1, 0.1), 4),
        "longitude": round(longitude + chance.uniform(-0.1, 0.1), 4),
        "uncertainty_m": chance.choice([200, 1500, 8000]), "location_basis": "near_place",
        "governorate": GOVERNORATES[base % len(GOVERNORATES)],
    }  # fmt: skip


def _window(number: int) -> Cells:
    day = FIRST_DAY + timedelta(days=number // 15)
    if number % 40:
        return {"date_earliest": day, "date_latest": day, "date_precision": "day", "time_local": "21:15"}
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return {"date_earliest": first, "date_latest": last, "date_precision": "month"}


def _attack(number: int, chance: random.Random) -> Cells:
    day = FIRST_DAY + timedelta(days=number // 15)
    base = chance.randrange(BASES)
    munitions, killed = chance.randint(1, 8), chance.choice([0, 0, 0, 1, 2])
    return {
        "slug": f"{day}-base-{base}-{number}", "drawdown": "iraq", "base": f"base-{base}", "state": "public",
        **_window(number), **(_own_place(base, chance) if number % 3 == 0 else {}),
        "weapons": chance.choice(WEAPONS), "munition": "Katyusha 107 mm", "outcome": chance.choice(OUTCOMES),
        "target": "base",
        "munitions_min": munitions, "munitions_max": munitions, "killed_min": killed, "killed_max": killed,
        "wounded_min": 0, "wounded_max": 3, "launch_area_text": "a village east of it",
        "launch_area": chance.choice(GOVERNORATES), "summary": f"Rockets were fired at base {base}; number {number}.",
        "note": "The sources differ on the hour." if number % 4 == 0 else "",
    }  # fmt: skip


def _cited(number: int) -> str:
    return f"s{number % SOURCES:09d}"


def _citations_of_bases() -> Iterator[Cells]:
    stays = (f"presence:base-{base}-stay-{turn}" for base in range(BASES) for turn in range(3))
    handovers = (f"handover:base-{base}-handover" for base in range(0, BASES, 2))
    bases = (f"base:base-{number}" for number in range(BASES))
    for record in ["drawdown:iraq", *bases, *stays, *handovers]:
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
    for number, attack in enumerate(attacks[::10]):
        yield {
            "attack": attack["slug"], "actor": f"actor-{number % ACTORS}", "stance": STANCES[number % len(STANCES)],
            "speaker": "a spokesman",
        }  # fmt: skip
