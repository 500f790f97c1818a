"""Releases: the same instant is the same bytes, what is in them is what was public, and what is withdrawn says why."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections
from frictionless import Package

from editorial import jobs, services
from editorial.choices import JobState, Retraction
from editorial.models import Job, PublicLogEntry
from exchange import releases
from exchange.models import Release
from exchange.releases import instants, store
from exchange.releases.watching import Nobody
from exchange.tasks import ask_for_nightly_release, look_after_releases
from handovers.models import ContextEvent
from tests.exchange.api import ask, told
from tests.factories import (
    cite,
    make_attack,
    make_base,
    make_context_event,
    make_handover,
    make_presence,
    make_source,
    make_user,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def releases_dir(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own, and no wait: nobody else writes to the test's database."""
    settings.RELEASES_DIR = tmp_path / "releases"
    monkeypatch.setattr(instants, "MARGIN", timedelta(0))
    return tmp_path / "releases"


def now() -> datetime:
    """The database's clock, which no process's own may run ahead of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def publish_a_story() -> None:
    attack = make_attack(killed_min=0, killed_max=0, wounded_min=None, wounded_max=None, munition="=cmd|' /C calc'!A0")
    cite(
        attack,
        make_source("Another wording", publisher="reuters"),
        {"munitions": {"min": 4, "max": 4}},
        said_by="A spokesman",
    )
    publish(attack, make_handover(), make_presence(), make_context_event())


def contents(release: Release) -> dict[str, bytes]:
    with zipfile.ZipFile(store.path_of(release.slug)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(release: Release, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(contents(release)[name].decode(), newline="")))


def cut_again(release: Release) -> bytes:
    """The bytes that the release's instant gives once more."""
    store.remove(release.slug)
    assert releases.cut(release.cut_at) == release
    return store.path_of(release.slug).read_bytes()


@pytest.mark.django_db(transaction=True)
def test_the_same_instant_is_the_same_bytes_whatever_is_published_later() -> None:
    publish_a_story()
    first = releases.cut(now())
    before = store.path_of(first.slug).read_bytes()

    base = make_base()
    base.name = "Besmaya Range Complex"
    base.save()
    publish(base, make_attack("2020-07-01-besmaya", "2020-07-01"))
    services.retract(ContextEvent.objects.get(), by=make_user(), why="twice", reason="It was no turning point.")

    assert cut_again(first) == before
    assert hashlib.sha256(before).hexdigest() == first.sha256
    later = releases.cut(now())
    assert (later.counts["attacks"], first.counts["attacks"]) == (2, 1)
    assert (later.counts["context-events"], first.counts["context-events"]) == (0, 1)
    assert later.slug == f"{first.slug}-2"


@pytest.mark.django_db(transaction=True)
def test_a_release_has_the_newest_entry_of_the_public_log_at_its_instant() -> None:
    publish_a_story()
    release = releases.cut(now())
    newest = PublicLogEntry.objects.order_by("-seq").first()
    assert newest is not None

    publish(make_attack("2020-07-01-besmaya", "2020-07-01"))

    assert (release.log_seq, release.log_digest) == (newest.seq, newest.digest)
    assert json.loads(contents(release)["public_log.json"])["anchor"] == f"public:{newest.seq}:{newest.digest}"
    call_command("verify_logs", against=[f"public:{release.log_seq}:{release.log_digest}"], stdout=io.StringIO())


def test_the_frictionless_library_finds_a_release_valid(tmp_path: Path) -> None:
    publish_a_story()
    with zipfile.ZipFile(store.path_of(releases.cut(now()).slug)) as archive:
        archive.extractall(tmp_path / "release")

    report = Package(str(tmp_path / "release/datapackage.json")).validate()

    assert [error.message for task in report.tasks for error in task.errors] == []
    assert report.valid


def test_an_empty_record_is_a_valid_release_too(tmp_path: Path) -> None:
    release = releases.cut(now())
    with zipfile.ZipFile(store.path_of(release.slug)) as archive:
        archive.extractall(tmp_path / "release")

    assert set(release.counts.values()) == {0}
    assert Package(str(tmp_path / "release/datapackage.json")).validate().valid


def test_a_release_holds_as_many_rows_as_were_public_at_its_instant() -> None:
    publish_a_story()
    make_attack("2020-07-01-besmaya", "2020-07-01")
    release = releases.cut(now())

    for noun in ("drawdowns", "bases", "presences", "handovers", "attacks", "context-events", "forces", "publishers"):
        assert len(rows(release, f"{noun}.csv")) == release.counts[noun] == told(f"{noun}/")["count"], noun
    assert len(rows(release, "sources.csv")) == told("sources/")["count"]
    assert len(rows(release, "citations.csv")) == sum(
        len(told(f"{noun}/?include=sources")["results"][0]["citations"])
        for noun in ("drawdowns", "bases", "presences", "handovers", "attacks", "context-events")
    )


def test_not_reported_is_an_empty_cell_and_none_is_a_zero() -> None:
    publish_a_story()

    (attack,) = rows(releases.cut(now()), "attacks.csv")

    assert [attack[name] for name in ("killed_min", "killed_max", "wounded_min", "wounded_max")] == ["0", "0", "", ""]
    assert attack["munition"] == "'=cmd|' /C calc'!A0"


def test_claims_name_their_citation_and_give_their_value_as_json() -> None:
    publish_a_story()
    release = releases.cut(now())

    (claim,) = rows(release, "claims.csv")
    cited = {(row["record_slug"], row["citation"]): row for row in rows(release, "citations.csv")}

    assert (claim["record_kind"], claim["field"], claim["value"]) == ("attack", "munitions", '{"max":4,"min":4}')
    assert cited[claim["record_slug"], claim["citation"]]["said_by"] == "A spokesman"


def test_placed_records_are_features_and_the_checksums_are_right() -> None:
    publish_a_story()
    found = contents(releases.cut(now()))

    (feature,) = json.loads(found["attacks.geojson"])["features"]
    assert feature["id"] == "2020-07-24-besmaya"
    sums = dict(line.split("  ")[::-1] for line in found["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in found.items() if name != "SHA256SUMS"}


def test_nothing_that_is_not_public_is_in_a_release() -> None:
    publish_a_story()
    draft = make_attack("2020-07-02-besmaya", "2020-07-02", summary="CANARY in a draft")
    cite(draft, make_source("CANARY, a source of a draft", publisher="canary"))

    assert b"CANARY" not in b"".join(contents(releases.cut(now())).values()).upper()


def test_a_release_lies_in_the_api_and_never_changes(client: Any) -> None:
    publish_a_story()
    release = releases.cut(now())

    (row,) = told("releases/")["results"]
    assert (row["id"], row["sha256"], row["size"]) == (release.slug, release.sha256, release.size)
    assert told("releases/latest/") == told(f"releases/{release.slug}/") == row
    answer = ask(f"releases/{release.slug}/bundle.zip")
    assert b"".join(answer.streaming_content) == store.path_of(release.slug).read_bytes()
    assert (answer["ETag"], answer["Content-Length"]) == (f'"{release.sha256}"', str(release.size))
    assert "immutable" in answer["Cache-Control"]
    assert ask(f"releases/{release.slug}/bundle.zip", if_none_match=answer["ETag"]).status_code == 304


def test_a_withdrawn_release_says_why_and_its_file_is_gone(django_capture_on_commit_callbacks: Any) -> None:
    release = releases.cut(now())
    with pytest.raises(ValidationError, match="Say why"):
        releases.withdraw(release, reason=" ")

    with django_capture_on_commit_callbacks(execute=True):
        assert releases.withdraw(release, reason="A column was wrong.")

    for address in (f"releases/{release.slug}/", f"releases/{release.slug}/bundle.zip"):
        answer = ask(address)
        assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
        assert answer.json()["reason"] == "A column was wrong."
    assert ask("releases/latest/").status_code == 404
    assert told("releases/")["results"][0]["state"] == "withdrawn"
    assert not store.is_there(release.slug)
    assert not releases.withdraw(release, reason="Again.")


def test_a_release_whose_file_is_lost_says_come_back_later() -> None:
    release = releases.cut(now())
    store.remove(release.slug)

    answer = ask(f"releases/{release.slug}/bundle.zip")

    assert (answer.status_code, answer["Retry-After"]) == (503, "601")
    look_after_releases()
    look_after_releases()
    (job,) = Job.objects.all()
    jobs.run(job.pk)
    assert hashlib.sha256(store.path_of(release.slug).read_bytes()).hexdigest() == release.sha256


def test_a_lost_file_is_not_replaced_by_another() -> None:
    release = releases.cut(now())
    store.remove(release.slug)
    Release.objects.update(sha256="0" * 64)

    with pytest.raises(releases.DiffersError):
        releases.cut(release.cut_at)

    assert not store.is_there(release.slug)


@pytest.mark.django_db(transaction=True)
def test_a_retraction_for_safety_withdraws_the_releases_that_held_the_record_and_no_other() -> None:
    without = releases.cut(now())
    attack = make_attack()
    publish(attack)
    held = releases.cut(now())

    services.retract(attack, by=make_user(), why="safety", reason="It endangers people.", kind=Retraction.SAFETY)

    assert ask(f"releases/{held.slug}/bundle.zip").status_code == 410
    look_after_releases()
    look_after_releases()
    held.refresh_from_db()
    without.refresh_from_db()
    assert (held.is_published, without.is_published) == (False, True)
    assert (store.is_there(held.slug), store.is_there(without.slug)) == (False, True)
    (job,) = Job.objects.all()
    jobs.run(job.pk)
    assert Release.objects.newest_first()[0].counts["attacks"] == 0


def test_an_instant_ahead_is_refused_and_leaves_nothing(releases_dir: Path) -> None:
    with pytest.raises(ValidationError, match="not known yet"):
        releases.cut(now() + timedelta(hours=1))

    assert not Release.objects.exists()
    assert not releases_dir.exists()


@pytest.mark.django_db(transaction=True)
def test_a_release_waits_for_a_change_that_began_before_its_instant() -> None:
    other = connections["default"].copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN; SELECT 1")

    with pytest.raises(releases.NotSettledError):
        instants.wait_until_settled(now(), Nobody(), longest=0)
    with pytest.raises(jobs.StoppedError):
        instants.wait_until_settled(now(), Impatient())

    other.close()
    instants.wait_until_settled(now() - timedelta(seconds=1), Nobody())


class Impatient(Nobody):
    """Breaks a release off at the first look, or after so many steps."""

    def __init__(self, after: int = 0) -> None:
        self.left = after

    def step(self, done: int, of: int) -> None:
        self.left -= 1

    def heed(self) -> None:
        if self.left <= 0:
            raise jobs.StoppedError


@pytest.mark.parametrize("after", [0, 12])
def test_a_release_that_is_stopped_on_the_way_leaves_nothing(releases_dir: Path, after: int) -> None:
    publish(make_attack(), make_handover())

    with pytest.raises(jobs.StoppedError):
        releases.cut(now(), Impatient(after))

    assert not Release.objects.exists()
    assert list(releases_dir.iterdir()) == []


def test_the_night_asks_for_one_release_of_the_days_beginning() -> None:
    ask_for_nightly_release()
    ask_for_nightly_release()

    (job,) = Job.objects.all()
    assert job.arguments["cut_at"].endswith("T00:00:00+00:00")
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result["release"]) == (JobState.DONE, datetime.now(UTC).date().isoformat())
    assert job.steps_done == job.steps


def test_an_instant_is_the_same_in_every_time_zone() -> None:
    release = releases.cut(datetime.fromisoformat("2026-11-25T00:30:00+03:00"))

    assert (release.slug, release.cut_at) == ("2026-11-24", datetime(2026, 11, 24, 21, 30, tzinfo=UTC))
    assert releases.cut(datetime(2026, 11, 24, 21, 30, tzinfo=UTC)) == release


def test_the_command_cuts_and_withdraws() -> None:
    said = io.StringIO()
    call_command("cut_release", stdout=said)
    release = Release.objects.get()
    assert release.sha256 in said.getvalue()

    with pytest.raises(CommandError, match="Say why"):
        call_command("cut_release", withdraw=release.slug)
    with pytest.raises(CommandError, match="not an instant"):
        call_command("cut_release", at="2020-07-25")
    call_command("cut_release", withdraw=release.slug, reason="A column was wrong.", stdout=said)
    release.refresh_from_db()
    assert not release.is_published


def test_the_data_page_lists_releases_with_their_sizes(client: Any) -> None:
    release = releases.cut(now())

    text = client.get("/data/").content.decode()

    assert f"/api/v1/releases/{release.slug}/bundle.zip" in text
    assert release.sha256 in text
