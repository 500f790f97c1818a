"""A small record in which every filter of attacks has something to choose between."""

from __future__ import annotations

from typing import Any

from attacks.choices import Outcome, Stance, Weapon
from attacks.models import Attack, Attribution
from editorial.choices import DatePrecision, LocationBasis, Verification
from handovers.choices import EndKnown
from handovers.models import MilitaryBase
from tests.factories import (
    cite,
    make_actor,
    make_area,
    make_attack,
    make_base,
    make_drawdown,
    make_force,
    make_handover,
    make_presence,
    make_source,
    on_day,
    publish,
    within,
)

WEAPONS = [[Weapon.ROCKET], [Weapon.MORTAR], [Weapon.ROCKET, Weapon.MORTAR], [Weapon.ONE_WAY_DRONE]]
WINDOWS: list[dict[str, Any]] = [
    on_day("2020-03-11"),
    on_day("2020-07-24"),
    within("2020-07-01", "2020-07-31", DatePrecision.MONTH),
    {**on_day("2020-04-01"), "date_latest": None, "date_precision": DatePrecision.OPEN},
    on_day("2020-07-25"),
    {**on_day("2020-03-12"), "date_earliest": None, "date_precision": DatePrecision.OPEN},
    within("2020-03-14", "2020-03-17", DatePrecision.DAYS),
]
STANCES = [Stance.CLAIMED, Stance.ACCUSED, Stance.SUSPECTED, Stance.DENIED]
ELSEWHERE = {
    "place": "Qayyarah",
    "place_ar": "القيارة",
    "latitude": 35.77,
    "longitude": 43.12,
    "uncertainty_m": 900,
    "location_basis": LocationBasis.SETTLEMENT,
}


def publish_varied(count: int = 20) -> None:
    """So many attacks, no two alike, at three bases that pass from hand to hand, and at none."""
    bases, attacks = make_bases(), []
    for number in range(count):
        attack = make_one(number, bases)
        attacks.append(attack)
        cite(attack, make_source(f"Report {number % 3}"), verification=list(Verification)[number % 4])
        if number % 3 == 0:
            Attribution.objects.create(
                attack=attack, actor=make_actor(f"actor-{number % 2}"), stance=STANCES[number % 4], speaker="a speaker"
            )
    publish(*attacks)


def make_bases() -> list[MilitaryBase]:
    """Besmaya, handed over on 25 July 2020; Taji, held; Harir in another governorate, of which nothing is known."""
    besmaya = make_base("besmaya")
    taji = make_base(
        "taji", name="Camp Taji", name_ar="معسكر التاجي", latitude=33.53, longitude=44.28, uncertainty_m=800
    )
    harir = make_base("harir", governorate=make_area("IQ-AR", "Erbil"), latitude=36.53, longitude=44.34)
    publish(
        make_handover(base=besmaya),
        make_presence("besmaya-spain", base=besmaya, **on_day("2015-02-22", "start")),
        make_presence(
            "taji-denmark",
            base=taji,
            force=make_force("denmark"),
            end_known=EndKnown.ENDED,
            **on_day("2016-01-01", "start"),
            **within("2020-06-20", "2020-07-10", DatePrecision.MONTH, "end"),
        ),
        make_presence("taji-spain", base=taji, **on_day("2020-07-05", "start")),
        make_presence(
            "besmaya-hosts", base=besmaya, force=make_force("iraqi-security-forces"), **on_day("2020-07-25", "start")
        ),
        harir,
    )
    return [besmaya, taji, harir]


def make_one(number: int, bases: list[MilitaryBase]) -> Attack:
    place = ELSEWHERE if number % 5 == 4 else {}
    return make_attack(
        f"attack-{number:02}",
        None,
        cited=False,
        base=None if place and number % 2 else bases[number % 3],
        drawdown=make_drawdown(f"drawdown-{number % 2}"),
        weapons=WEAPONS[number % 4],
        outcome=list(Outcome)[number % 3],
        killed_min=[None, 0, 2, 7][number % 4],
        killed_max=[None, 0, None, 9][number % 4],
        wounded_min=[None, 5][number % 2],
        munitions_min=[4, None, 12][number % 3],
        munitions_max=[4, None, None][number % 3],
        launch_area_text="a village" if number % 4 == 1 else "",
        **WINDOWS[number % len(WINDOWS)],
        **place,
    )
