"""Two records of one thing become one: all moves, the address leads on, readers are told; and it can be undone."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.test import Client

from attacks.models import Attack, PublishedAttack
from editorial import services
from editorial.choices import ClaimStatus, PublicState, Role
from editorial.models import Citation, Claim, Name, PublicLogEntry, Record, Redirect
from editorial.services.merge import merge_of, plan
from editorial.standing import standing
from handovers.models import DrawdownBase, MilitaryBase, PublishedMilitaryBase
from tests.desk import page, sign_in
from tests.factories import cite, make_attack, make_base, make_drawdown, make_source, make_user, publish

pytestmark = pytest.mark.django_db(transaction=True)
KEPT, TWICE = "2020-07-24-besmaya", "2020-07-24-besmaya-2"


def two_attacks() -> tuple[Attack, Attack]:
    kept, duplicate = make_attack(KEPT), make_attack(TWICE, munitions_min=3, munitions_max=3)
    citation = cite(duplicate, make_source("A second account"))
    Claim.objects.create(citation=citation, field="munitions", value={"min": 3, "max": 3})
    publish(kept, duplicate)
    return kept, duplicate


def merge(duplicate: Any, into: Any) -> None:
    services.merge(duplicate, into=into, by=make_user("chief"), why="The same.", reason="Recorded twice.")


def sources_of(record: Any) -> list[str]:
    return sorted(Citation.objects.filter(record=record.pk).values_list("source__title", flat=True))


def read(slug: str) -> dict[str, Any]:
    return PublishedAttack.objects.at().get(slug=slug).document or {}


def test_what_one_has_moves_unless_the_other_has_the_same_and_the_public_reads_it() -> None:
    kept, duplicate = two_attacks()

    merge(duplicate, kept)

    assert sources_of(kept) == ["A second account", "Seventh site handed over"]
    assert sources_of(duplicate) == ["Seventh site handed over"]
    assert [each["source"]["title"] for each in read(KEPT)["citations"]] == [
        "Seventh site handed over",
        "A second account",
    ]


def test_an_accepted_claim_that_the_other_does_not_store_is_in_conflict_there_and_says_whence_it_came() -> None:
    kept, duplicate = two_attacks()

    merge(duplicate, kept)

    claim = Claim.objects.get()
    assert (claim.status, TWICE in claim.note) == (ClaimStatus.CONFLICT, True)


def test_addresses_lead_on_and_readers_are_told(client: Client) -> None:
    kept, duplicate = two_attacks()

    merge(duplicate, kept)

    assert client.get(f"/attacks/{TWICE}/").headers["Location"].endswith(f"/attacks/{KEPT}/")
    assert client.get(f"/api/v1/attacks/{TWICE}/").status_code == 308
    assert b"Recorded twice." in client.get("/corrections/").content
    assert PublicLogEntry.objects.filter(event="merged", slug=TWICE).exists()


def test_records_that_point_to_a_base_point_to_the_other_and_are_published_so() -> None:
    stays, goes = make_base("besmaya"), make_base("bismayah")
    Name.objects.create(record_id=goes.pk, text="Bismaya", lang="en")
    attack = make_attack(KEPT, base=goes)
    publish(stays, attack)

    merge(goes, stays)

    assert read(KEPT)["base"]["slug"] == "besmaya"
    assert Attack.objects.get().base == stays
    assert Name.objects.get(text="Bismaya").record_id == stays.pk
    assert standing(MilitaryBase.objects.get(slug="bismayah")).state == PublicState.MERGED


def test_edits_that_are_not_public_are_never_published_by_a_merge() -> None:
    stays, goes = make_base("besmaya"), make_base("bismayah")
    attack = make_attack(KEPT, base=goes)
    publish(stays, attack)
    services.changed(attack, make_user())
    assert plan(goes, stays).obstacles == []
    Attack.objects.filter(pk=attack.pk).update(summary="Not yet.")

    with pytest.raises(ValidationError, match="has edits that are not public"):
        merge(goes, stays)

    assert Attack.objects.get().base == goes
    assert standing(goes).state == PublicState.PUBLISHED


def test_what_the_duplicate_has_that_is_not_public_is_not_published_by_a_merge_either() -> None:
    kept, duplicate = two_attacks()
    cite(duplicate, make_source("Not yet public"))
    services.changed(duplicate, make_user())

    with pytest.raises(ValidationError, match="has edits that are not public"):
        merge(Record.objects.get(pk=duplicate.pk), kept)

    assert "Not yet public" not in str(read(KEPT))


def test_a_drawdown_is_merged_with_the_bases_that_are_placed_in_it() -> None:
    stays, goes = make_drawdown("iraq-2020"), make_drawdown("iraq-2020-21")
    base = make_base("besmaya")
    DrawdownBase.objects.create(base=base, drawdown=goes, counts=True, reason="Named.")
    publish(stays, goes, base)

    merge(goes, stays)

    document = PublishedMilitaryBase.objects.at().get().document or {}
    assert "iraq-2020-21" not in str(document)
    services.unmerge(Record.objects.get(pk=goes.pk), by=make_user("chief"), why="They were two.")
    assert DrawdownBase.objects.filter(drawdown=goes).exists()


def test_undone_each_has_its_own_again_and_both_are_public() -> None:
    kept, duplicate = two_attacks()
    before = {slug: read(slug) for slug in (KEPT, TWICE)}
    merge(duplicate, kept)

    services.unmerge(Record.objects.get(pk=duplicate.pk), by=make_user("chief"), why="They were two.")

    assert {slug: read(slug) for slug in (KEPT, TWICE)} == before
    assert (sources_of(kept), sources_of(duplicate)) == (
        ["Seventh site handed over"],
        ["A second account", "Seventh site handed over"],
    )
    assert Claim.objects.get().status == ClaimStatus.ACCEPTED
    assert not Redirect.objects.exists()
    assert merge_of(duplicate) is None


def test_undone_a_base_has_its_attacks_again() -> None:
    stays, goes = make_base("besmaya"), make_base("bismayah")
    publish(stays, make_attack(KEPT, base=goes))
    merge(goes, stays)

    services.unmerge(Record.objects.get(pk=goes.pk), by=make_user("chief"), why="They were two.")

    assert read(KEPT)["base"]["slug"] == "bismayah"
    assert Attack.objects.get().base == goes


def test_what_was_edited_since_is_named_and_nothing_is_undone() -> None:
    kept, duplicate = two_attacks()
    merge(duplicate, kept)
    moved = Citation.objects.get(source__title="A second account")
    moved.claims.all().delete()
    moved.delete()

    with pytest.raises(ValidationError, match="edited since the merge"):
        services.unmerge(Record.objects.get(pk=duplicate.pk), by=make_user("chief"), why="They were two.")

    assert merge_of(duplicate) is not None


def test_two_kinds_one_with_itself_and_what_is_not_public_are_refused() -> None:
    kept, _duplicate = two_attacks()
    draft = make_attack("2020-01-01-besmaya", "2020-01-01")

    assert plan(kept, kept).obstacles == ["Merge two records of one kind."]
    assert plan(kept, kept.base).obstacles == ["Merge two records of one kind."]
    assert plan(draft, kept).obstacles == ["Nothing of it is public."]
    with pytest.raises(ValidationError):
        merge(draft, kept)
    with pytest.raises(ValidationError, match="not merged"):
        services.unmerge(Record.objects.get(pk=kept.pk), by=make_user(), why="x")


def test_the_desk_shows_what_a_merge_would_do_does_it_and_undoes_it() -> None:
    kept, duplicate = two_attacks()
    chief = sign_in("chief", Role.EDITOR_IN_CHIEF)

    asked = chief.get(page(duplicate, "merge"))
    shown = chief.get(f"{page(duplicate, 'merge')}?into={KEPT}")
    unknown = chief.get(f"{page(duplicate, 'merge')}?into=nothing").content.decode()
    stale = chief.post(f"{page(duplicate, 'merge')}?into={KEPT}", {"why": "x", "reason": "y", "started_from": 9})
    done = chief.post(
        f"{page(duplicate, 'merge')}?into={KEPT}", {"why": "The same.", "reason": "Twice.", "started_from": 1}
    )

    assert asked.context["offered"] == [KEPT]
    assert shown.context["plan"]["moves"] == ["citation: INA: A second account"]
    assert "There is no record “nothing”" in unknown
    assert "Nothing was saved" in str(stale.context["form"].non_field_errors())
    assert (done.status_code, standing(duplicate).state) == (302, PublicState.MERGED)
    assert b"Undo the merge into" in chief.get(page(duplicate)).content

    chief.post(page(duplicate, "unmerge"), {"why": "They were two."})
    assert standing(duplicate).state == PublicState.PUBLISHED
    assert "not merged into another" in chief.get(page(duplicate, "unmerge")).content.decode()
    assert kept.slug == KEPT


def test_two_that_are_selected_in_a_list_are_led_to_the_page_and_three_are_not() -> None:
    kept, duplicate = two_attacks()
    third = make_attack("2020-01-01-besmaya", "2020-01-01")
    editor = sign_in()

    def act(*chosen: Attack) -> Any:
        return editor.post(
            page(Attack, "changelist"), {"action": "merge_selected", "_selected_action": [each.pk for each in chosen]}
        )

    assert act(kept, duplicate).headers["Location"] == f"{page(duplicate, 'merge')}?into={KEPT}"
    assert "Select two" in " ".join(map(str, get_messages(act(kept, duplicate, third).wsgi_request)))


def test_a_contributor_merges_nothing() -> None:
    kept, duplicate = two_attacks()
    omar = sign_in("omar", Role.CONTRIBUTOR)
    Record.objects.filter(pk=duplicate.pk).update(edited_by=make_user("omar", None))

    assert omar.post(f"{page(duplicate, 'merge')}?into={KEPT}", {"why": "x", "reason": "y"}).status_code == 403
    assert omar.post(page(duplicate, "unmerge"), {"why": "x"}).status_code == 403
    assert standing(kept).state == PublicState.PUBLISHED
