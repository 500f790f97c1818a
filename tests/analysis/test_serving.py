"""Records as the public reads them: computed at the clock, the same for one and for many, in few queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.serving import serve
from attacks.models import PublishedAttack
from editorial.choices import ClaimStatus
from editorial.fields import REGISTRY
from editorial.models import Claim
from handovers.models import PublishedHandover, PublishedMilitaryBase
from tests.factories import cite, make_attack, make_base, make_handover, make_source, publish

pytestmark = pytest.mark.django_db


def test_every_declared_field_is_served_in_the_declared_order() -> None:
    publish(make_handover(), make_attack())

    for kind, model in (("handover", PublishedHandover), ("attack", PublishedAttack), ("base", PublishedMilitaryBase)):
        (row,) = serve(kind, model.objects.at())
        assert list(row) == REGISTRY[kind].names()


def test_the_seventh_site_passed_a_day_after_the_attack_and_sources_are_weighed() -> None:
    handover = make_handover()
    Claim.objects.create(citation=cite(handover, make_source("It was the sixth", "afp")), field="ordinal", value=6)
    cite(
        handover,
        make_source("Repost of the agency", "mirror", relays_publisher=make_source().publisher),
        claims={"ordinal": 1},
    )
    publish(handover, make_attack())

    (row,) = serve("handover", PublishedHandover.objects.at())

    assert (row["ordinal"], row["ordinal_min"], row["ordinal_max"], row["days_since_last_attack"]) == (1, 1, 1, 1)
    assert sorted(each["value"] for each in row["reported_ordinals"]) == [1, 6]
    assert (row["source_count"], row["independent_source_count"], row["unopened_source_count"]) == (3, 2, 3)
    assert row["disputed_fields"] == ["ordinal"]


def test_two_wordings_of_one_value_are_no_dispute_and_a_conflict_is() -> None:
    attack = make_attack()
    for speaker, value in (("a spokesman", "Katyusha"), ("an agency", " katyusha ")):
        cite(attack, claims={"munition": value}, said_by=speaker)
    publish_with_munition(attack)
    (row,) = serve("attack", PublishedAttack.objects.at())
    assert row["disputed_fields"] == []

    conflict = cite(attack, said_by="a mayor")
    Claim.objects.create(
        citation=conflict, field="munition", value="mortar", status=ClaimStatus.CONFLICT, note="Alone in it."
    )
    publish(attack)
    (row,) = serve("attack", PublishedAttack.objects.at())
    assert row["disputed_fields"] == ["munition"]


def publish_with_munition(attack: object) -> None:
    attack.munition = "Katyusha"
    attack.save()
    publish(attack)


def test_what_rests_on_general_knowledge_alone_has_no_independent_source() -> None:
    base = make_base(cited=False)
    cite(base, make_source("General knowledge", "editors", is_general_knowledge=True))
    publish(base)

    (row,) = serve("base", PublishedMilitaryBase.objects.at())
    assert (row["source_count"], row["independent_source_count"]) == (1, 0)


def test_a_base_says_its_status_on_the_day_asked_for_and_its_attacks() -> None:
    publish(make_handover(), make_attack())

    before, after = (
        serve("base", PublishedMilitaryBase.objects.at(), day)[0] for day in (date(2020, 7, 24), date(2020, 7, 25))
    )
    assert (before["status"], after["status"], after["status_since"]) == ("unknown", "transferred", "2020-07-25")
    assert (after["attack_count"], after["last_attack_on"]) == (1, "2020-07-24")
    assert [each["slug"] for each in after["handovers"]] == ["besmaya-2020"]


@pytest.mark.parametrize(
    ("kind", "model"), [("handover", PublishedHandover), ("attack", PublishedAttack), ("base", PublishedMilitaryBase)]
)
def test_serving_three_takes_as_many_queries_as_serving_one(kind: str, model: type[PublishedHandover]) -> None:
    publish(make_handover(), make_attack())
    one = _queries(kind, model)
    for slug in ("taji", "qaim"):
        publish(
            make_handover(f"{slug}-2020", base=make_base(slug)), make_attack(f"2020-07-24-{slug}", base=make_base(slug))
        )

    assert _queries(kind, model) == one <= 8


def _queries(kind: str, model: type[PublishedHandover]) -> int:
    with CaptureQueriesContext(connection) as captured:
        serve(kind, list(model.objects.at()))
    return len(captured)
