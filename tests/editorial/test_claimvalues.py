"""Claims as editors type them."""

import csv
import json
from pathlib import Path

import pytest

from editorial.choices import RecordKind
from editorial.claimvalues import ClaimValueError, read, write

CLAIMS = Path(__file__).parents[2] / "dataset/claims.csv"


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("munitions", "4", {"min": 4, "max": 4}),
        ("munitions", "3-5", {"min": 3, "max": 5}),
        ("munitions", "٣–٥", {"min": 3, "max": 5}),
        ("killed", "none", {"min": 0, "max": 0}),
        ("killed", "at least 2", {"min": 2, "max": None}),
        ("killed", "", None),
        ("killed", "not reported", None),
        ("killed", "four", {"min": 4, "max": 4}),
        ("casualties", "killed 0, wounded 2-3", {"killed_min": 0, "killed_max": 0, "wounded_min": 2, "wounded_max": 3}),
        ("date", "2020-07-24", {"earliest": "2020-07-24", "latest": "2020-07-24", "precision": "day"}),
        ("date", "2020-02", {"earliest": "2020-02-01", "latest": "2020-02-29", "precision": "month"}),
        ("date", "2020-07-24/..", {"earliest": "2020-07-24", "latest": None, "precision": "open"}),
        ("date", "٢٤ تموز ٢٠٢٠", {"earliest": "2020-07-24", "latest": "2020-07-24", "precision": "day"}),
        ("date", "early March 2020", {"earliest": "2020-03-01", "latest": "2020-03-10", "precision": "month"}),
        ("launch_area", "Diyala, east of Baghdad [IQ-DI]", {"text": "Diyala, east of Baghdad", "area": "IQ-DI"}),
        ("weapons", "rocket, mortar", ["rocket", "mortar"]),
        ("time_local", "19:52", "19:52"),
        ("munition", "Katyusha", "Katyusha"),
    ],
)
def test_a_claim_is_read_into_its_typed_value(field: str, text: str, value: object) -> None:
    assert read(RecordKind.ATTACK, field, text) == value


@pytest.mark.parametrize(
    ("kind", "field", "text"),
    [
        (RecordKind.ATTACK, "munitions", "several"),
        (RecordKind.ATTACK, "munitions", "5-3"),
        (RecordKind.ATTACK, "casualties", "two dead"),
        (RecordKind.ATTACK, "date", "last Friday"),
        (RecordKind.ATTACK, "date", "2020-07-25/2020-07-24"),
        (RecordKind.HANDOVER, "ordinal", "seventh"),
        (RecordKind.HANDOVER, "on_schedule", "perhaps"),
    ],
)
def test_what_is_no_value_of_the_field_is_refused(kind: RecordKind, field: str, text: str) -> None:
    with pytest.raises(ClaimValueError):
        read(kind, field, text)


def test_every_claim_of_the_dataset_is_read_back_as_it_is_written() -> None:
    with CLAIMS.open(encoding="utf-8") as file:
        rows = [
            (row["record"].partition(":")[0], row["field"], json.loads(row["value"])) for row in csv.DictReader(file)
        ]

    assert [read(kind, field, write(value)) for kind, field, value in rows] == [value for _kind, _field, value in rows]
