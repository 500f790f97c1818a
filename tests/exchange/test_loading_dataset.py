"""The shipped dataset goes in whole, and what is checked before it is written is what becomes public."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.ordinals import ordinals
from editorial.claims import unfounded_claims
from editorial.publishing import as_object, published_model
from exchange.loading import Outcome, load
from exchange.loading.claims import document_of
from exchange.loading.database import rows
from exchange.loading.files import FILES, records
from exchange.loading.linking import ready

pytestmark = pytest.mark.django_db

PLACE = ("latitude", "longitude", "uncertainty_m", "location_basis")
DATASET = Path(__file__).resolve().parents[2] / "dataset"


@pytest.fixture
def loaded(db: None) -> Outcome:
    return load(DATASET)


def test_the_dataset_is_loaded_whole_and_once(loaded: Outcome) -> None:
    assert loaded.rows == loaded.written
    assert load(DATASET).written == 0


def test_besmaya_is_the_seventh_site(loaded: Outcome) -> None:
    assert ordinals()["besmaya-2020"].place == 7


def test_accepted_claims_are_what_the_public_documents_say(loaded: Outcome) -> None:
    for file in records(FILES):
        for version in published_model(file.kind)._default_manager.at():
            assert unfounded_claims(version.document) == []


def test_a_staged_row_reads_as_its_public_document_does(loaded: Outcome) -> None:
    for file in records(FILES):
        staged = dict(rows("SELECT slug, to_jsonb(r) FROM {ready} r", ready=ready(file)))
        for version in published_model(file.kind)._default_manager.at():
            checked = document_of(file, as_object(staged[version.slug]))
            assert differences(checked, version.document) == {}


def differences(checked: dict[str, object], public: dict[str, object]) -> dict[str, tuple[object, object]]:
    """Plain members of both that say something else, but for a place that is the base's."""
    elsewhere = PLACE if public.get("location_from_base") else ()
    own = {
        name: value
        for name, value in checked.items()
        if name in public and name not in elsewhere and not isinstance(value, dict | list)
    }
    return {name: (value, public[name]) for name, value in own.items() if (value or None) != (public[name] or None)}
