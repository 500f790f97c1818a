"""Both logs hold, and whatever is done to them is found."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from editorial import services, staff_log
from editorial.log_check import broken_links, heads
from editorial.models import Change, PublicLogEntry, Publisher, Revision
from tests.factories import make_attack, make_source, make_user, publish

pytestmark = pytest.mark.django_db(transaction=True)

CHAINED = {
    "editorial_revision": ["seq", "xid", "sealed_at", "who", "why", "changes", "digest"],
    "editorial_change": ["id", "xid", "table", "row", "record_id", "operation", "before", "after"],
    "editorial_publiclogentry": [
        "seq",
        "kind",
        "slug",
        "version",
        "event",
        "published_from",
        "document_digest",
        "digest",
    ],
}
FORGERIES = {
    "bigint": '"{column}" = coalesce("{column}", 0) + 1000',
    "integer": '"{column}" = "{column}" + 1000',
    "timestamp with time zone": '"{column}" = "{column}" + interval \'1 second\'',
    "jsonb": '"{column}" = \'{{"forged": true}}\'',
    "character varying": '"{column}" = left(\'x\' || "{column}", 6)',
    "text": "\"{column}\" = 'forged'",
}


@contextmanager
def as_somebody_with_the_database_in_hand() -> Iterator[None]:
    """No trigger stands in the way of who owns the server."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield


@pytest.fixture
def logged() -> None:
    """Some revisions by two people, and published versions."""
    with staff_log.signed("layla", "first entry"):
        attack = make_attack()
    publish(attack)
    with staff_log.signed("omar", "corrected"):
        attack.summary = "Corrected."
        attack.save()
    services.publish(attack, by=make_user("omar"), why="corrected")


def test_untouched_logs_hold(logged: None) -> None:
    assert list(broken_links()) == []
    assert Revision.objects.count() > 3
    assert Change.objects.filter(record_id__isnull=False).exists()


def test_each_transaction_is_one_revision_that_says_who_and_why(logged: None) -> None:
    revision = Revision.objects.filter(who="omar", why="corrected").earliest("seq")

    changes = Change.objects.filter(xid=revision.xid)
    assert [(change.table, change.after["summary"]) for change in changes] == [("editorial_record", "Corrected.")]


def test_an_update_that_goes_round_the_models_is_noted_too(logged: None) -> None:
    with staff_log.signed("omar", "in bulk"):
        Publisher.objects.update(country="IQ")

    assert Change.objects.filter(table="editorial_publisher", after__country="IQ").exists()


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, columns in CHAINED.items() for column in columns]
)
def test_a_forged_column_is_found(logged: None, table: str, column: str) -> None:
    key = "id" if table == "editorial_change" else "seq"
    with as_somebody_with_the_database_in_hand(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT data_type FROM information_schema.columns WHERE table_name = %s AND column_name = %s",
            [table, column],
        )
        forgery = FORGERIES[cursor.fetchone()[0]].format(column=column)
        cursor.execute(f'SELECT "{key}" FROM {table} ORDER BY 1 OFFSET 1 LIMIT 1')
        cursor.execute(f'UPDATE {table} SET {forgery} WHERE "{key}" = %s', [cursor.fetchone()[0]])
        assert cursor.rowcount == 1

    assert list(broken_links())


def test_a_change_moved_to_the_other_side_is_found(logged: None) -> None:
    with as_somebody_with_the_database_in_hand():
        Change.objects.filter(operation="INSERT", table="editorial_publisher").update(before=F("after"), after=None)

    assert next(broken_links()).endswith("is the first broken link.")


def test_the_first_broken_link_is_named(logged: None) -> None:
    with as_somebody_with_the_database_in_hand():
        Revision.objects.filter(seq=2).update(why="forged")
        Revision.objects.filter(seq=4).update(why="forged")

    assert next(broken_links()) == "staff log: revision 2 is the first broken link."


def test_a_version_whose_document_was_altered_is_found(logged: None) -> None:
    with as_somebody_with_the_database_in_hand(), connection.cursor() as cursor:
        cursor.execute(
            'UPDATE attacks_publishedattack SET document = document || \'{"summary": "forged"}\' WHERE version = 1'
        )

    assert list(broken_links()) == ["public log: version 1 of attack:2020-07-24-besmaya is not as it was entered."]


def test_a_cut_tail_of_the_public_log_is_found_by_the_versions_that_remain(logged: None) -> None:
    with as_somebody_with_the_database_in_hand():
        PublicLogEntry.objects.latest("seq").delete()

    assert list(broken_links()) == ["public log: version 2 of attack:2020-07-24-besmaya was never entered."]


def test_a_cut_tail_of_the_staff_log_is_found_by_the_rows_that_remain(logged: None) -> None:
    with staff_log.signed("omar", "the tail"):
        make_source("a source of the tail")
    with as_somebody_with_the_database_in_hand():
        last = Revision.objects.latest("seq")
        Change.objects.filter(xid=last.xid).delete()
        last.delete()

    assert any("editorial_source is not as last noted" in line for line in broken_links())


def test_a_tail_cut_with_its_rows_is_found_against_a_digest_noted_elsewhere(logged: None) -> None:
    with staff_log.signed("omar", "the tail"):
        source = make_source("a source of the tail")
    noted = heads()
    with as_somebody_with_the_database_in_hand():
        last = Revision.objects.latest("seq")
        Change.objects.filter(xid=last.xid).delete()
        number = last.seq
        last.delete()
        source.delete()

    assert list(broken_links()) == []
    assert list(broken_links(noted)) == [
        f"staff log: entry {number} is gone, whose digest was noted elsewhere: the tail was cut."
    ]


def test_a_recomputed_chain_is_found_against_a_digest_noted_elsewhere(logged: None) -> None:
    noted = heads()
    with as_somebody_with_the_database_in_hand(), connection.cursor() as cursor:
        cursor.execute("UPDATE editorial_revision SET why = 'forged' WHERE seq = 2")
        for seq in Revision.objects.filter(seq__gte=2).order_by("seq").values_list("seq", flat=True):
            cursor.execute(
                """UPDATE editorial_revision r SET digest = editorial_revision_digest(
                     (SELECT p.digest FROM editorial_revision p WHERE p.seq = r.seq - 1), r.*::editorial_revision,
                     (SELECT sha256(string_agg(editorial_change_digest(c), ''::bytea ORDER BY c.id))
                        FROM editorial_change c WHERE c.xid = r.xid)) WHERE r.seq = %s""",
                [seq],
            )

    assert list(broken_links()) == []
    assert any("the chain was recomputed" in line for line in broken_links(noted))


@pytest.mark.parametrize("model", [Change, Revision, PublicLogEntry])
def test_the_logs_refuse_every_change(logged: None, model: type[Change]) -> None:
    for write in (lambda: model.objects.all().delete(), lambda: model.objects.update(**{model._meta.pk.name: 99})):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            write()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_the_command_names_what_is_broken_and_ends_badly(logged: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_logs")
    assert "staff log holds up to staff:" in capsys.readouterr().out
    with as_somebody_with_the_database_in_hand():
        Revision.objects.filter(seq=1).update(who="forged")

    with pytest.raises(CommandError):
        call_command("verify_logs")
    assert "revision 1 is the first broken link" in capsys.readouterr().err


def test_an_embargo_that_lapsed_is_entered_when_the_log_is_next_sealed(logged: None) -> None:
    before = PublicLogEntry.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO editorial_waitingversion (kind, slug, version, event, published_from, document_digest)"
            " VALUES ('attack', 'later', 1, 'published', now() + interval '100 milliseconds', repeat('0', 64))"
        )
    assert services.seal_public_log() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.2)")

    assert services.seal_public_log() == 1
    assert PublicLogEntry.objects.count() == before + 1
