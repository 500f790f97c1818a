"""The record in the columns of ACLED and of UCDP GED: what stands where, and what is said to be lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from attacks.models import Casualties
from editorial.choices import ClaimStatus, DatePrecision
from editorial.models import Claim
from exchange.peers import acled, ucdp
from exchange.peers.acled import event_types
from exchange.peers.crosswalk import EXTERNAL, MILITIA, REBELS, STATE, Frame, interaction, looked_up
from exchange.peers.ucdp import grid_cell
from handovers.choices import HandoverStatus, MilestoneKind
from tests.exchange.api import ROOT, ask, blamed, text_of
from tests.factories import (
    make_actor,
    make_attack,
    make_base,
    make_handover,
    make_presence,
    make_source,
    on_day,
    publish,
    within,
)

pytestmark = pytest.mark.django_db


ONE_OF_ACLED = {
    "event_id_cnty": "XB-attack-one",
    "event_date": "2020-07-24",
    "year": "2020",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "usbat",
    "assoc_actor_1": "",
    "inter1": "Political militia",
    "actor2": "Coalition",
    "assoc_actor_2": "",
    "inter2": "External/Other forces",
    "interaction": "Political militia-External/Other forces",
    "civilian_targeting": "",
    "iso": "368",
    "region": "Middle East",
    "country": "Iraq",
    "admin1": "Baghdad",
    "admin2": "",
    "admin3": "",
    "location": "Besmaya",
    "latitude": "33.18",
    "longitude": "44.8",
    "geo_precision": "2",
    "source": "INA",
    "source_scale": "",
    "notes": "On 24 July 2020, four rockets fell on the camp. "
    "[one: outcome unknown; munitions: 4. killed: not reported. wounded: not reported.]",
    "fatalities": "0",
    "tags": "",
}

ONE_OF_UCDP = {
    "id": "XB-attack-one",
    "relid": "XB-attack-one",
    "year": "2020",
    "code_status": "Check killed",
    "type_of_violence": "1",
    "dyad_name": "Coalition - usbat",
    "side_a": "Coalition",
    "side_b": "usbat",
    "number_of_sources": "1",
    "source_article": "INA, Seventh site handed over",
    "source_office": "INA",
    "source_headline": "Seventh site handed over",
    "where_prec": "2",
    "where_coordinates": "Besmaya",
    "adm_1": "Baghdad",
    "latitude": "33.18",
    "longitude": "44.8",
    "geom_wkt": "POINT(44.8 33.18)",
    "priogrid_gid": "177570",
    "country": "Iraq",
    "country_id": "645",
    "region": "Middle East",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2020-07-24",
    "date_end": "2020-07-24",
    "deaths_a": "1",
    "high": "3",
    "low": "1",
}


def rows(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(ask(address)), newline="")))


def readme(address: str) -> str:
    with ZipFile(io.BytesIO(text_of_zip(address))) as archive:
        return archive.read("README.txt").decode()


def text_of_zip(address: str) -> bytes:
    return b"".join(ask(address).streaming_content)


def attack(slug: str, day: str | None, actor: str = "", stance: str = "claimed", **given: Any) -> Any:
    made = make_attack(slug, day, **given)
    if actor:
        made.attributions.create(actor=make_actor(actor), stance=stance, speaker="x", source=make_source())
    return made


def test_an_attack_is_an_event_of_acleds_columns() -> None:
    held = make_presence(**on_day("2018-01-01", "start"))
    publish(
        held,
        attack(
            "one", "2020-07-24", "usbat", summary="four rockets fell on the camp.", killed_min=None, killed_max=None
        ),
    )

    (row,) = rows("acled/")

    assert list(row) == acled.COLUMNS
    assert row == ONE_OF_ACLED | {"timestamp": row["timestamp"]}


@pytest.mark.parametrize(
    ("weapons", "outcomes", "expected"),
    [
        (["rocket"], ["impact_inside"], "Shelling/artillery/missile attack"),
        (["mortar", "one_way_drone"], ["impact_outside"], "Air/drone strike"),
        (["ballistic_missile"], ["intercepted"], "Disrupted weapons use"),
        (["rocket"], ["intercepted", "impact_inside"], "Shelling/artillery/missile attack"),
        (["rocket"], ["found_unfired", "failed_launch"], "Disrupted weapons use"),
        (["ied"], ["unknown"], "Remote explosive/landmine/IED"),
        (["small_arms", "rocket"], ["unknown"], "Armed clash"),
        (["unknown"], ["unknown"], "Shelling/artillery/missile attack"),
    ],
)
def test_the_event_type_is_that_of_the_highest_weapon_or_of_its_failure(
    weapons: list[str], outcomes: list[str], expected: str
) -> None:
    assert event_types(weapons, outcomes)[1] == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (8, 3, "Political militia-External/Other forces"),
        (3, 1, "State forces-Political militia"),
        (8, 8, "External/Other forces-External/Other forces"),
        (8, None, "External/Other forces only"),
    ],
)
def test_an_interaction_names_the_lower_code_first(first: int, second: int | None, expected: str) -> None:
    assert interaction(first, second) == expected


def test_attacks_at_one_place_on_one_day_by_the_same_actors_are_one_event_of_acled() -> None:
    publish(
        attack("a", "2020-07-24", "usbat", weapons=["rocket"], killed_min=1, killed_max=1),
        attack("b", "2020-07-24", "usbat", weapons=["one_way_drone"], killed_min=2, killed_max=None),
        attack("c", "2020-07-24", "others"),
        attack("d", "2020-07-25", "usbat"),
        attack("e", "2020-07-24", "usbat", base=make_base("taji")),
    )

    found = {row["event_id_cnty"]: row for row in rows("acled/")}

    assert set(found) == {f"XB-attack-{slug}" for slug in "acde"}
    assert (found["XB-attack-a"]["sub_event_type"], found["XB-attack-a"]["fatalities"]) == ("Air/drone strike", "3")
    assert "killed: at least 2" in found["XB-attack-a"]["notes"]


def test_what_acleds_columns_cannot_hold_is_left_out_and_counted() -> None:
    year, month = within("2020-01-01", "2020-12-31", DatePrecision.YEAR), within("2020-03-01", "2020-03-31", "month")
    publish(
        attack("of-a-year", None, **year),
        attack("of-a-month", None, **month),
        attack("nowhere", "2020-07-24", base=None, place="somewhere"),
    )

    (row,) = rows("acled/")
    text = readme("acled/?format=zip")

    assert (row["event_date"], row["time_precision"]) == ("2020-03-16", "3")
    assert "- 1 attacks whose day is not known to the month" in text
    assert "- 1 attacks without a point" in text
    assert "cannot" in ask("acled/?format=txt").content.decode().lower()


@pytest.mark.parametrize(
    ("first", "last", "precision", "told"),
    [
        ("2019-11-16", "2019-11-16", "day", "On 16 November 2019, "),
        ("2019-11-01", "2019-11-30", "month", "In November 2019, "),
        ("2019-11-04", "2019-11-10", "week", "Within 4–10 November 2019, "),
        ("2019-11-30", "2019-12-02", "days", "Within 30 November 2019 – 2 December 2019, "),
    ],
)
def test_acleds_notes_tell_the_day_no_more_exactly_than_it_is_known(
    first: str, last: str, precision: str, told: str
) -> None:
    handover = make_handover("besmaya-2020", None, **within(first, last, precision))
    left = within(first, last, precision)
    handover.milestones.create(kind=MilestoneKind.FORCES_DEPARTED, title="They left.", source=make_source(), **left)
    publish(handover, attack("one", None, summary="four rockets fell.", **within(first, last, precision)))

    found = [row["notes"] for address in ("acled/", "acled/?lang=ar") for row in rows(address)]

    assert len(found) == 6
    assert {note[: len(told)] for note in found} == {told}


def test_a_base_that_was_handed_over_is_the_hosts() -> None:
    publish(make_presence(**on_day("2018-01-01", "start")), make_handover(), attack("after", "2021-01-01"))

    row = next(row for row in rows("acled/") if row["event_id_cnty"] == "XB-attack-after")

    assert (row["actor2"], row["inter2"]) == ("Iraqi-Security-Forces", "State forces")
    assert row["actor1"] == "Unidentified Armed Group (Iraq)"


def test_a_base_that_never_was_the_coalitions_is_the_hosts_and_an_embassy_is_neithers() -> None:
    publish(
        attack("iraqi", "2021-01-01", base=make_base("balad", counts=False)),
        attack("embassy", "2021-01-02", target="diplomatic"),
        attack("trucks", "2021-01-03", target="convoy"),
        attack("firm", "2021-01-04", target="company"),
        attack("elsewhere", "2021-01-05", target="other"),
    )

    found = {row["event_id_cnty"].removeprefix("XB-attack-"): row for row in rows("acled/")}

    assert {slug: (row["actor2"], row["interaction"]) for slug, row in found.items()} == {
        "iraqi": ("Iraqi-Security-Forces", "State forces-Political militia"),
        "embassy": ("Diplomatic mission (Iraq)", "Political militia-External/Other forces"),
        "trucks": ("Coalition", "Political militia-External/Other forces"),
        "firm": ("Civilians (Iraq)", "Political militia-Civilians"),
        "elsewhere": ("", "Political militia only"),
    }


def test_attacks_on_others_at_one_place_on_one_day_are_events_of_their_own() -> None:
    publish(attack("a", "2020-07-24", "usbat"), attack("b", "2020-07-24", "usbat", target="diplomatic"))

    assert {row["event_id_cnty"]: row["actor2"] for row in rows("acled/")} == {
        "XB-attack-a": "Coalition",
        "XB-attack-b": "Diplomatic mission (Iraq)",
    }


@pytest.mark.parametrize(
    ("actor", "kind", "interactions"),
    [
        ("irgc", "state_force", ("External/Other forces-External/Other forces", "State forces-External/Other forces")),
        (
            "pmf-30th-brigade",
            "state_force",
            ("Political militia-External/Other forces", "State forces-Political militia"),
        ),
        ("islamic-state", "organisation", ("Rebel group-External/Other forces", "State forces-Rebel group")),
        ("usbat", "front_name", ("Political militia-External/Other forces", "State forces-Political militia")),
    ],
)
def test_who_met_whom_is_told_by_acleds_kinds_of_both(actor: str, kind: str, interactions: tuple[str, str]) -> None:
    make_actor(actor, kind=kind)
    taji = make_base("taji")
    publish(
        attack("on-guests", "2021-01-01", actor),
        make_handover("taji", "2020-12-01", base=taji),
        attack("after", "2021-01-03", actor, base=taji),
    )

    found = {row["event_id_cnty"]: row["interaction"] for row in rows("acled/")}

    assert (found["XB-attack-on-guests"], found["XB-attack-after"]) == interactions


def shipped(name: str) -> dict[str, str]:
    """The kind of each actor or force of the shipped record, by slug."""
    path = Path(__file__).resolve().parents[2] / "dataset" / name
    with path.open(encoding="utf-8", newline="") as file:
        return {row["slug"]: row["kind"] for row in csv.DictReader(file)}


def test_every_actor_and_force_of_the_shipped_record_has_acleds_kind() -> None:
    actors, forces = shipped("actors.csv"), shipped("forces.csv")
    frame = Frame({}, {}, actors, forces)
    others = {slug: frame.kind_of(slug) for slug in actors if frame.kind_of(slug) != MILITIA}
    hosts = {slug for slug in forces if frame.force({"slug": slug, "name": slug}).kind == STATE}

    assert others == {"irgc": EXTERNAL, "islamic-state": REBELS}
    assert set(looked_up()) <= set(actors)
    assert hosts == {
        "iraqi-security-forces", "iraqi-army", "iraqi-air-force", "iraqi-ministry-of-defence", "iraqi-government",
        "iraqi-joint-operations-command", "nineveh-operations-command", "peshmerga",
    }  # fmt: skip
    assert {frame.force({"slug": slug, "name": slug}).kind for slug in set(forces) - hosts} == {EXTERNAL}


def test_handovers_and_their_steps_are_strategic_developments() -> None:
    handover = make_handover()
    source = make_source()
    for kind, day in ((MilestoneKind.CEREMONY, "2020-07-25"), (MilestoneKind.FORCES_DEPARTED, "2020-07-27")):
        handover.milestones.create(kind=kind, title="A step", source=source, **on_day(day))
    due = make_handover(
        "taji", None, base=make_base("taji"), status=HandoverStatus.ANNOUNCED, counted=False, announced_on="2020-08-01"
    )
    off = make_handover("off", None, base=make_base("off"), status=HandoverStatus.CANCELLED, counted=False)
    publish(handover, due, off)

    found = {row["event_id_cnty"]: row for row in rows("acled/")}

    assert {name: row["sub_event_type"] for name, row in found.items()} == {
        "XB-handover-besmaya-2020": "Non-violent transfer of territory",
        "XB-handover-besmaya-2020-2": "Change to group/activity",
        "XB-handover-taji": "Agreement",
    }
    passing, left = found["XB-handover-besmaya-2020"], found["XB-handover-besmaya-2020-2"]
    assert (passing["actor1"], passing["actor2"]) == ("Iraqi-Security-Forces", "Spain")
    assert passing["interaction"] == "State forces-External/Other forces"
    assert left["interaction"] == "External/Other forces only"
    assert "- 1 handovers that were cancelled" in readme("acled/?format=zip")


def test_an_attack_is_a_row_of_ucdps_columns() -> None:
    made = attack("one", "2020-07-24", "usbat", killed_min=1, killed_max=3)
    Casualties.objects.create(attack=made, side="coalition", killed_min=1, killed_max=1)
    Claim.objects.create(
        citation=made.citations.get(), field="killed", value={"min": 9}, status=ClaimStatus.CONFLICT, note="x"
    )
    publish(made)

    (row,) = rows("ucdp/")

    assert list(row) == ucdp.COLUMNS
    assert len(ucdp.COLUMNS) == 49
    told = {name: value for name, value in row.items() if value}
    assert told == ONE_OF_UCDP


def test_ucdps_deaths_tell_none_from_not_reported() -> None:
    publish(attack("none", "2020-07-24"), attack("unknown", "2020-07-25", killed_min=None, killed_max=None))

    found = {row["id"]: [row[name] for name in ("best", "low", "high")] for row in rows("ucdp/")}

    assert found == {"XB-attack-none": ["0", "0", "0"], "XB-attack-unknown": ["", "", ""]}
    assert {row["side_b"] for row in rows("ucdp/")} == {"XXX unknown"}


def test_grid_cells_are_numbered_along_the_rows_from_the_south_west() -> None:
    assert (grid_cell(-89.9, -179.9), grid_cell(-89.9, 179.9), grid_cell(-89.4, -179.9)) == (1, 720, 721)


def test_the_shapes_are_filtered_as_lists_are_and_lead_to_what_is_lost() -> None:
    publish(attack("a", "2020-07-24"), attack("b", "2020-08-24", base=make_base("taji")))

    answer = ask("acled/?base=taji")

    assert [row["event_id_cnty"] for row in rows("acled/?base=taji&datetime=2020-08-01/..")] == ["XB-attack-b"]
    assert answer["Link"] == f'<{ROOT}/api/v1/acled/?format=txt>; rel="describedby"; type="text/plain"'
    assert rows("ucdp/?as_of=2020-01-01T00:00:00Z") == []
    assert blamed("ucdp/?weapon=rocket")[0]["name"] == "weapon"
    text = ask("ucdp/?format=txt")
    assert ask("ucdp/?format=txt", if_none_match=text["ETag"]).status_code == 304
