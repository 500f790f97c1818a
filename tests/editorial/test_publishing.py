"""Publishing: what becomes public, from when, and what never does."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from attacks.models import PublishedAttack
from editorial import services
from editorial.choices import Retraction, WorkingState
from editorial.models import Change, PublishedReference, PublishedUse, Revision, WaitingVersion
from editorial.publicplane import public_plane
from handovers.models import Handover, PublishedHandover, PublishedMilitaryBase
from tests.factories import cite, make_attack, make_base, make_drawdown, make_force, make_handover, make_user, publish

pytestmark = pytest.mark.django_db


def test_what_is_published_is_read_and_what_is_edited_afterwards_is_not() -> None:
    handover = make_handover(summary="as reviewed")
    publish(handover)

    Handover.objects.filter(pk=handover.pk).update(portion="facility")
    handover.summary = "edited since"
    handover.save()

    version = PublishedHandover.objects.at().get()
    assert (version.document["summary"], version.document["portion"]) == ("as reviewed", "coalition_portion")
    assert (version.base_slug, version.drawdown_slug, version.force_slugs) == ("besmaya", "iraq-2020", ["spain"])


def test_publishing_without_a_citation_is_refused_and_leaves_no_version() -> None:
    publish(make_base())
    draft = make_handover(cited=False)

    with pytest.raises(ValidationError, match="Cite at least one source"):
        services.publish(draft, by=make_user(), why="ready")

    assert not PublishedHandover.objects.exists()


def test_a_draft_is_refused_until_it_was_sent_to_review() -> None:
    publish(make_base())
    draft = make_handover(working_state=WorkingState.DRAFT)

    with pytest.raises(ValidationError, match="still a draft"):
        services.publish(draft, by=make_user(), why="ready")


def test_an_accepted_claim_that_is_not_what_the_record_stores_is_refused() -> None:
    publish(make_base())
    attack = make_attack()
    cite(attack, claims={"munitions": {"min": 5, "max": 5}}, said_by="a mayor")

    with pytest.raises(ValidationError, match="munitions: accepted as"):
        services.publish(attack, by=make_user(), why="ready")


def test_the_staff_log_says_who_published_and_why() -> None:
    publish(make_base())
    services.publish(make_handover(), by=make_user("omar"), why="two sources agree")

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert Change.objects.filter(table="editorial_record", after__published_revision=1).exists()
    assert Revision.objects.latest("seq").who == "omar"


def test_publishing_the_same_again_writes_nothing() -> None:
    handover = make_handover()
    publish(handover)

    assert services.publish(handover, by=make_user(), why="again") is False
    assert PublishedHandover.objects.count() == 1


def test_an_embargoed_version_is_nowhere_until_its_instant_and_can_be_taken_back() -> None:
    publish(make_base())
    handover = make_handover()
    services.publish(handover, by=make_user(), why="later", not_before=timezone.now() + timedelta(hours=1))

    assert not PublishedHandover.objects.at().exists()
    assert PublishedHandover.objects.at(timezone.now() + timedelta(hours=2)).exists()
    assert services.cancel_embargo(handover, by=make_user(), why="not yet") == 1
    assert not PublishedHandover.objects.exists()


def test_an_embargoed_change_leaves_the_former_version_in_force_until_then_and_again_when_taken_back() -> None:
    handover = make_handover(summary="now")
    publish(handover)
    Handover.objects.filter(pk=handover.pk).update(portion="facility")
    services.publish(handover, by=make_user(), why="later", not_before=timezone.now() + timedelta(hours=1))

    assert PublishedHandover.objects.at().get().portion == "coalition_portion"
    services.cancel_embargo(handover, by=make_user(), why="no")
    assert PublishedHandover.objects.at(timezone.now() + timedelta(hours=2)).get().portion == "coalition_portion"


def test_an_embargo_taken_back_leaves_no_trace_and_can_be_set_again() -> None:
    publish(make_base())
    handover = make_handover()
    later = timezone.now() + timedelta(hours=1)
    for _attempt in range(2):
        services.publish(handover, by=make_user(), why="later", not_before=later)
        services.cancel_embargo(handover, by=make_user(), why="no")

    assert not PublishedUse.objects.filter(kind="handover").exists()
    assert not PublishedReference.objects.filter(slug="spain").exists()
    assert not WaitingVersion.objects.filter(published_from__gt=timezone.now()).exists()


def test_a_new_name_that_other_records_show_is_not_put_under_embargo() -> None:
    publish(make_handover())
    base = make_base()
    base.name = "Renamed"
    base.save()

    with pytest.raises(ValidationError, match="without an embargo"):
        services.publish(base, by=make_user(), why="later", not_before=timezone.now() + timedelta(hours=1))
    assert PublishedMilitaryBase.objects.get().document["name"] == "Besmaya"


def test_as_of_an_instant_in_the_future_shows_no_more_than_now() -> None:
    publish(make_base())
    services.publish(make_handover(), by=make_user(), why="later", not_before=timezone.now() + timedelta(hours=1))

    with public_plane(as_of=timezone.now() + timedelta(days=1)):
        assert not PublishedHandover.objects.at().exists()


def test_a_query_on_a_working_row_fails_in_the_public_plane() -> None:
    publish(make_handover())

    with public_plane():
        assert PublishedHandover.objects.at().count() == 1
    with pytest.raises(ProgrammingError, match="permission denied"), public_plane():
        Handover.objects.count()
    assert Handover.objects.count() == 1


@pytest.mark.parametrize("table", ["editorial_change", "editorial_user", "editorial_waitingversion", "django_session"])
def test_the_publics_role_reads_no_table_but_the_published_ones(table: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), public_plane(), connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table}")


def test_a_record_retracted_as_an_error_is_gone_from_now_and_keeps_its_former_text() -> None:
    attack = make_attack(summary="wrong")
    publish(attack)

    services.retract(attack, by=make_user(), why="wrong base", reason="It was another base.")

    assert not PublishedAttack.objects.at().exists()
    tombstone = PublishedAttack.objects.covering().get()
    assert (tombstone.retraction, tombstone.retraction_reason, tombstone.document) == (
        "error",
        "It was another base.",
        None,
    )
    assert PublishedAttack.objects.get(version=1).document["summary"] == "wrong"


def test_a_record_withdrawn_for_safety_is_erased_from_every_version() -> None:
    attack = make_attack(summary="dangerous")
    publish(attack)

    services.retract(attack, by=make_user(), why="danger", reason="Withdrawn.", kind=Retraction.SAFETY)

    rows = list(PublishedAttack.objects.values("document", "search_text", "latitude", "base_slug", "weapons"))
    assert rows == [{"document": None, "search_text": "", "latitude": None, "base_slug": None, "weapons": None}] * 2


def test_a_base_that_public_records_speak_of_is_not_retracted() -> None:
    publish(make_handover())

    with pytest.raises(ValidationError, match="handover:besmaya-2020"):
        services.retract(make_base(), by=make_user(), why="x", reason="y")
    assert PublishedMilitaryBase.objects.at().exists()


def test_a_version_is_never_changed_or_deleted() -> None:
    publish(make_handover())

    for write in (
        lambda: PublishedHandover.objects.update(portion="facility"),
        lambda: PublishedHandover.objects.all().delete(),
        lambda: PublishedHandover.objects.update(document=None),
    ):
        with pytest.raises(IntegrityError, match="never"), transaction.atomic():
            write()


def test_a_new_name_and_place_of_a_base_are_carried_into_what_embeds_them_without_unpublished_edits() -> None:
    attack = make_attack()
    publish(attack)
    attack.summary = "not reviewed yet"
    attack.save()
    base = make_base()
    base.name, base.latitude = "Besmaya Range", 33.2
    base.save()

    services.publish(base, by=make_user(), why="surveyed")

    version = PublishedAttack.objects.at().get()
    assert (version.document["base"]["name"], version.latitude, version.document["latitude"]) == (
        "Besmaya Range",
        33.2,
        33.2,
    )
    assert (version.document["summary"], version.version) == (None, 2)


def test_a_reference_row_is_public_only_while_a_public_version_uses_it() -> None:
    make_force("france")
    handover = make_handover()
    publish(handover)

    names = set(PublishedReference.objects.at().filter(kind="force").values_list("slug", flat=True))
    assert names == {"coalition", "iraqi-security-forces", "spain"}
    services.retract(handover, by=make_user(), why="x", reason="y")
    assert not PublishedUse.objects.covering().filter(api_url="/api/v1/forces/spain/").exists()


def test_a_renamed_force_moves_no_public_byte_until_it_is_published_and_then_everywhere() -> None:
    publish(make_handover())
    spain = make_force()
    spain.name = "Spanish forces"
    spain.save()

    def shown() -> str:
        return PublishedHandover.objects.at().get().document["transferring_forces"][0]["name"]

    assert shown() == "Spain"
    services.publish_reference("force", "spain", by=make_user(), why="as they call themselves")
    assert shown() == "Spanish forces"


def test_a_merged_record_leads_to_the_one_that_stays() -> None:
    kept, duplicate = make_attack(), make_attack("2020-07-24-besmaya-2")
    publish(kept, duplicate)

    services.merge(duplicate, into=kept, by=make_user(), why="same", reason="The same attack.")

    tombstone = PublishedAttack.objects.covering().get(retracted=True)
    assert (tombstone.slug, tombstone.merged_into) == ("2020-07-24-besmaya-2", "2020-07-24-besmaya")


def test_a_handover_is_refused_before_its_base_is_public() -> None:
    publish(make_drawdown())

    with pytest.raises(ValidationError, match="Publish its base first"):
        services.publish(make_handover(), by=make_user(), why="ready")
