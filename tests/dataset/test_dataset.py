"""The shipped record keeps its own rules: its keys resolve, its windows fit, everything is cited."""

import json
import re
import unicodedata
from datetime import date

import pytest

from tests.dataset.files import DATASET, claimed, column, matching, names, publisher_of, records, rows, sequence

WIDTHS = {"time": (0, 0), "day": (0, 0), "days": (1, 5), "week": (6, 6), "month": (7, 30), "year": (31, 365)}
WINDOWS = [
    ("presences", "start"),
    ("presences", "end"),
    ("handovers", "date"),
    ("handovers", "scheduled"),
    ("milestones", "date"),
    ("attacks", "date"),
    ("series_attributions", "date"),
    ("context_events", "date"),
]
LINKS = [
    ("sources", "publisher", "publishers", "slug"),
    ("sources", "relays", "sources", "id"),
    ("sources", "relays_publisher", "publishers", "slug"),
    ("actors", "source", "sources", "id"),
    ("areas", "parent", "areas", "code"),
    ("bases", "within", "bases", "slug"),
    ("bases", "governorate", "areas", "code"),
    ("drawdown_bases", "base", "bases", "slug"),
    ("names", "source", "sources", "id"),
    ("presences", "base", "bases", "slug"),
    ("presences", "force", "forces", "slug"),
    ("handovers", "base", "bases", "slug"),
    ("handovers", "receiving_force", "forces", "slug"),
    ("handovers", "transferring_forces", "forces", "slug"),
    ("milestones", "handover", "handovers", "slug"),
    ("milestones", "source", "sources", "id"),
    ("attacks", "base", "bases", "slug"),
    ("attacks", "governorate", "areas", "code"),
    ("attacks", "launch_area", "areas", "code"),
    ("casualties", "attack", "attacks", "slug"),
    ("attributions", "attack", "attacks", "slug"),
    ("attributions", "actor", "actors", "slug"),
    ("attributions", "source", "sources", "id"),
    ("series_attributions", "actor", "actors", "slug"),
    ("citations", "source", "sources", "id"),
    ("citations", "relays", "publishers", "slug"),
]
RECORD_LINKS = [("names", "record"), ("citations", "record"), ("claims", "record"), ("context_events", "refers_to")]
KEYS = {
    "areas": ["code"],
    "publishers": ["slug"],
    "sources": ["id"],
    "forces": ["slug"],
    "actors": ["slug"],
    "bases": ["slug"],
    "presences": ["slug"],
    "handovers": ["slug"],
    "attacks": ["slug"],
    "series_attributions": ["slug"],
    "context_events": ["slug"],
    "names": ["record", "text", "lang"],
    "casualties": ["attack", "side"],
    "attributions": ["attack", "actor", "stance", "speaker"],
    "citations": ["record", "source", "said_by"],
    "claims": ["record", "source", "field"],
}


def test_all_of_the_research_is_there() -> None:
    least = {"bases": 20, "handovers": 17, "attacks": 197, "actors": 21, "presences": 45, "context_events": 45}
    assert {name: len(rows(name)) for name in least if len(rows(name)) < least[name]} == {}


@pytest.mark.parametrize(("name", "key", "target", "target_key"), LINKS)
def test_every_key_resolves(name: str, key: str, target: str, target_key: str) -> None:
    used = {value for row in rows(name) for value in row[key].split(";")} - {""}
    assert used - column(target, target_key) == set()


@pytest.mark.parametrize(("name", "key"), RECORD_LINKS)
def test_every_named_record_exists(name: str, key: str) -> None:
    assert column(name, key) - {""} - records().keys() == set()


@pytest.mark.parametrize(("name", "keys"), KEYS.items())
def test_no_two_rows_have_the_same_key(name: str, keys: list[str]) -> None:
    found = [tuple(row[key] for key in keys) for row in rows(name)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize(("name", "prefix"), WINDOWS)
def test_every_window_is_as_wide_as_its_precision_says(name: str, prefix: str) -> None:
    ends = [f"{prefix}_{end}" for end in ("earliest", "latest", "precision")]
    assert [row for row in rows(name) if not fits(*(row[end] for end in ends))] == []


def fits(earliest: str, latest: str, precision: str) -> bool:
    """Whether two days fit a precision; an absent window has neither."""
    if not precision:
        return not earliest and not latest
    if not (earliest and latest):
        return precision == "open" and bool(earliest or latest)
    width = (date.fromisoformat(latest) - date.fromisoformat(earliest)).days
    least, most = WIDTHS.get(precision, (366, 10**6))
    return least <= width <= most


def test_every_record_is_cited() -> None:
    assert records().keys() - column("citations", "record") == set()


def test_every_source_is_used() -> None:
    used = column("citations", "source") | column("actors", "source") | column("attributions", "source")
    assert column("sources", "id") - used == set()


def test_what_names_a_source_of_an_attack_is_cited_there() -> None:
    cited = {(row["record"], row["source"]) for row in rows("citations")}
    named = {(f"attack:{row['attack']}", row["source"]) for row in rows("attributions") if row["source"]}
    assert named - cited == set()


def test_every_claim_hangs_on_exactly_one_citation() -> None:
    cited = [(row["record"], row["source"]) for row in rows("citations")]
    assert [row for row in rows("claims") if cited.count((row["record"], row["source"])) != 1] == []


def test_every_conflict_says_why() -> None:
    assert [row for row in matching("claims", status="conflict") if not row["note"]] == []


@pytest.mark.parametrize("what", ["munitions", "killed", "wounded"])
def test_an_accepted_count_equals_what_the_attack_stores(what: str) -> None:
    for claim in matching("claims", field=what, status="accepted"):
        attack = records()[claim["record"]]
        stored = {end: int(attack[f"{what}_{end}"]) if attack[f"{what}_{end}"] else None for end in ("min", "max")}
        assert json.loads(claim["value"]) == stored, claim


def test_an_accepted_ordinal_equals_the_computed_one() -> None:
    for place, slug in enumerate(sequence(), start=1):
        assert set(claimed(f"handover:{slug}", "ordinal", "accepted")) <= {place}


@pytest.mark.parametrize("what", ["munitions", "killed", "wounded"])
def test_counts_are_ranges(what: str) -> None:
    for row in rows("attacks"):
        low, high = row[f"{what}_min"], row[f"{what}_max"]
        assert not high or (low and int(low) <= int(high)), row["slug"]


def test_what_has_no_address_was_neither_opened_nor_archived() -> None:
    unaddressed = {row["id"] for row in rows("sources") if not row["url"]}
    checked = {row["source"] for row in rows("citations") if row["verification"] in {"opened", "archived"}}
    assert unaddressed & checked == set()


def test_general_knowledge_is_one_source_of_the_editors_and_never_counts_as_checked() -> None:
    (source,) = matching("sources", is_general_knowledge="yes")
    assert publisher_of(source["id"]) == "editors"
    assert {row["verification"] for row in matching("citations", source=source["id"])} == {"none"}


def test_no_address_carries_a_tracking_parameter_and_none_is_there_twice() -> None:
    addresses = [row["url"] for row in rows("sources") if row["url"]]
    assert [url for url in addresses if re.search(r"fbclid|utm_|origin=|:443", url)] == []
    assert len(addresses) == len(set(addresses))


def test_the_standing_accusation_is_not_copied_onto_attacks() -> None:
    accused = matching("attributions", actor="iran-aligned-militias", stance="accused")
    assert len(accused) < len(rows("attacks")) / 10
    assert matching("series_attributions", actor="iran-aligned-militias", stance="accused") != []


@pytest.mark.parametrize("name", names())
def test_text_is_clean(name: str) -> None:
    text = (DATASET / f"{name}.csv").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert re.findall("[\u00a0\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", text) == []
    assert [row for row in rows(name) if any(value != value.strip() for value in row.values())] == []


def test_the_readme_describes_every_file() -> None:
    readme = (DATASET / "README.md").read_text(encoding="utf-8")
    assert [name for name in names() if f"| `{name}` |" not in readme] == []
