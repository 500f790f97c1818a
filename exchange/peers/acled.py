"""Attacks and handovers in ACLED's columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils.translation import override

from analysis.dates import as_day, in_words, is_calendar_month
from attacks.choices import Outcome, Weapon
from exchange.peers.crosswalk import (
    CIVILIANS,
    GEO_PRECISION,
    INTER,
    ISO_NUMERIC,
    REGION,
    TIME_PRECISION,
    Frame,
    Party,
    interaction,
    middle,
    publishers,
)
from handovers.choices import HandoverStatus, MilestoneKind

Row = dict[str, Any]
Omitted = dict[str, int]

COLUMNS = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]

STRATEGIC = "Strategic developments"
VIOLENCE = "Political violence"
REMOTE = "Explosions/Remote violence"
HARMLESS = {Outcome.INTERCEPTED, Outcome.FAILED_LAUNCH, Outcome.FOUND_UNFIRED}
STEPS = {
    MilestoneKind.ANNOUNCEMENT: "Agreement",
    MilestoneKind.TIMETABLE_AGREED: "Agreement",
    MilestoneKind.CEREMONY: "Non-violent transfer of territory",
    MilestoneKind.HOST_CONFIRMED: "Non-violent transfer of territory",
    MilestoneKind.FORCES_DEPARTED: "Change to group/activity",
    MilestoneKind.EQUIPMENT_TRANSFERRED: "Other",
}
PASSING = "Non-violent transfer of territory"


def event_types(weapons: Sequence[str], outcomes: Iterable[str]) -> tuple[str, str]:
    """Type and sub-type: of several weapons the one that stands highest in ACLED's order."""
    if all(each in HARMLESS for each in outcomes):
        return STRATEGIC, "Disrupted weapons use"
    if Weapon.SMALL_ARMS in weapons:
        return "Battles", "Armed clash"
    if Weapon.ONE_WAY_DRONE in weapons:
        return REMOTE, "Air/drone strike"
    if set(weapons) == {Weapon.IED}:
        return REMOTE, "Remote explosive/landmine/IED"
    return REMOTE, "Shelling/artillery/missile attack"


def of_attacks(rows: Iterable[Row], frame: Frame, omitted: Omitted) -> Iterator[Row]:
    """One row for the attacks at one place on one day by the same actors. `rows` come in order of day and place."""
    kept = (row for row in rows if _is_kept(row, "attacks", omitted))
    for _key, found in groupby(kept, key=_day_and_place):
        by_actors: dict[tuple[tuple[Party, ...], Party | None], list[Row]] = {}
        for row in found:
            sides = tuple(frame.attackers(row)), frame.attacked(row, middle(row) or date.min)
            by_actors.setdefault(sides, []).append(row)
        for (attackers, attacked), together in by_actors.items():
            yield _attack(together, attackers, attacked, frame)


def _is_kept(row: Row, noun: str, omitted: Omitted, prefix: str = "date") -> bool:
    """Whether ACLED's columns can hold it: a day within a month or so, and a point."""
    if row[f"{prefix}_precision"] not in TIME_PRECISION or middle(row, prefix) is None:
        omitted[f"{noun} whose day is not known to the month"] += 1
        return False
    if row["latitude"] is None or row["longitude"] is None:
        omitted[f"{noun} without a point"] += 1
        return False
    return True


def _day_and_place(row: Row) -> tuple[str, ...]:
    """What tells events apart; a window wider than a day is an event of its own."""
    if row["date_earliest"] != row["date_latest"]:
        return (row["slug"],)
    return row["date_latest"], row["base"]["slug"] if row["base"] else f"{row['latitude']},{row['longitude']}"


def _attack(rows: Sequence[Row], actors: Sequence[Party], target: Party | None, frame: Frame) -> Row:
    first = rows[0]
    on = middle(first) or date.min
    kind, sub = event_types([each for row in rows for each in row["weapons"]], [row["outcome"] for row in rows])
    return {
        **common(first, frame, on, "attack", TIME_PRECISION[first["date_precision"]]),
        **parties(actors[0], target, [each.name for each in actors[1:]]),
        "disorder_type": STRATEGIC if kind == STRATEGIC else VIOLENCE,
        "event_type": kind,
        "sub_event_type": sub,
        "civilian_targeting": "Civilians targeted" if target and target.kind == CIVILIANS else "",
        "source": "; ".join(dict.fromkeys(name for row in rows for name in publishers(row))),
        "notes": " ".join(map(notes, rows)),
        "fatalities": sum(row["killed_min"] or 0 for row in rows),
        "timestamp": max(stamp(row["updated_at"]) for row in rows),
    }


def notes(row: Row) -> str:
    """What happened and when, with the ranges that one number cannot hold."""
    ranges = (f"{name}: {in_range(row, name)}." for name in ("munitions", "killed", "wounded"))
    told = (row["summary"] or "an attack was recorded.").strip()
    return f"{when_told(row)}, {told} [{row['slug']}: outcome {row['outcome']}; {' '.join(ranges)}]"


def when_told(row: Row) -> str:
    """The day as far as it is known, to begin a sentence: event_date is the middle of a window, which nobody told."""
    first, last = as_day(row["date_earliest"]), as_day(row["date_latest"])
    with override("en"):
        window = in_words(first, last, row["date_precision"])
    if first == last:
        return f"On {window}"
    return f"In {window}" if first and last and is_calendar_month(first, last) else f"Within {window}"


def in_range(row: Row, name: str) -> str:
    least, most = row[f"{name}_min"], row[f"{name}_max"]
    if least is None:
        return "not reported"
    return f"at least {least}" if most is None else str(least) if least == most else f"{least} to {most}"


def of_handovers(rows: Iterable[Row], frame: Frame, omitted: Omitted) -> Iterator[Row]:
    """A row for each completed handover or its announcement, and one for each step with a day of its own."""
    for row in rows:
        completed = row["status"] == HandoverStatus.COMPLETED
        if row["status"] == HandoverStatus.CANCELLED:
            omitted["handovers that were cancelled"] += 1
        elif completed and _is_kept(row, "handovers", omitted):
            yield _passing(row, frame, PASSING, row, "")
        elif not completed and row["announced_on"] and row["latitude"] is not None:
            told = dict.fromkeys(("date_earliest", "date_latest"), row["announced_on"])
            yield _passing(row, frame, "Agreement", {**told, "date_precision": "day"}, "")
        for place, step in enumerate(row["milestones"], start=1):
            if _is_a_row(row, step, completed=completed):
                yield _passing(row, frame, STEPS[step["kind"]], step, f"-{place}")


def _is_a_row(row: Row, step: Row, *, completed: bool) -> bool:
    """Whether a step is an event beside its handover: what passed it over is that already."""
    if step["kind"] not in STEPS or (completed and STEPS[step["kind"]] == PASSING):
        return False
    return step["date_precision"] in TIME_PRECISION and middle(step) is not None and row["latitude"] is not None


def _passing(row: Row, frame: Frame, sub: str, when: Row, suffix: str) -> Row:
    on = middle(when) or date.min
    givers = [frame.force(each) for each in row["transferring_forces"] or []] or [frame.coalition(row)]
    receiver = frame.force(row["receiving_force"]) if row["receiving_force"] else frame.host(row)
    alone = sub == "Change to group/activity"
    title = when.get("title") or row["summary"] or "the handover was recorded."
    named = [each.name for each in givers[1:]]
    sides = parties(givers[0], None, named) if alone else parties(receiver, givers[0], (), named)
    return {
        **common(row, frame, on, "handover", TIME_PRECISION[when["date_precision"]], suffix),
        **sides,
        "disorder_type": STRATEGIC,
        "event_type": STRATEGIC,
        "sub_event_type": sub,
        "civilian_targeting": "",
        "source": "; ".join(publishers(row)),
        "notes": f"{when_told(when)}, {title} [{row['slug']}: {row['status']}, {row['portion']}]",
        "fatalities": 0,
        "timestamp": stamp(row["updated_at"]),
    }


def parties(first: Party, second: Party | None, beside: Sequence[str] = (), beside2: Sequence[str] = ()) -> Row:
    return {
        "actor1": first.name,
        "assoc_actor_1": "; ".join(beside),
        "inter1": INTER[first.kind],
        "actor2": second.name if second else "",
        "assoc_actor_2": "; ".join(beside2),
        "inter2": INTER[second.kind] if second else "",
        "interaction": interaction(first.kind, second.kind if second else None),
    }


def common(row: Row, frame: Frame, on: date, noun: str, precision: int, suffix: str = "") -> Row:
    """When, where, and under which name: one that cannot be taken for theirs."""
    code, country = frame.country(row)
    return {
        "event_id_cnty": f"XB-{noun}-{row['slug']}{suffix}",
        "event_date": on.isoformat(),
        "year": on.year,
        "time_precision": precision,
        "iso": ISO_NUMERIC.get(code, ""),
        "region": REGION,
        "country": country,
        "admin1": (row["governorate"] or {}).get("name", ""),
        "admin2": "",
        "admin3": "",
        "location": (row["base"] or {}).get("name") or row.get("place") or "",
        "latitude": round(row["latitude"], 4),
        "longitude": round(row["longitude"], 4),
        "geo_precision": GEO_PRECISION.get(row["location_basis"], 3),
        "source_scale": "",
        "tags": "",
    }


def stamp(moment: datetime) -> int:
    """Unix seconds."""
    return int(moment.timestamp())
