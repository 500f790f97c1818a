"""Archiving sources: kept for staff, once, and nothing that the public sees moves by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_address
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from editorial import jobs, tasks
from editorial.choices import FetchProblem, JobState, Role, Verification
from editorial.claims import evidence
from editorial.fetching import Limits, Page
from editorial.models import Citation, Job, Record, Revision, Source, SourceArchive
from editorial.publicplane import public_plane
from editorial.services import archive
from editorial.services.archive import ArchivingOffError, Fetched, fetch, keep
from handovers.models import PublishedMilitaryBase
from tests.canary import Canary, listening, says
from tests.desk import page, sign_in
from tests.factories import cite, make_attack, make_base, make_source, make_user, publish

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = Page("https://example.org/a", 200, "text/html", "utf-8", b"<p>Handed over.</p>")
GONE = Fetched("https://example.org/a", problem=FetchProblem.STATUS, status=404)


@pytest.fixture(autouse=True)
def on(settings: Settings) -> Settings:
    settings.ARCHIVING = True
    return settings


@pytest.fixture
def source() -> Source:
    return make_source("Archived", url="https://example.org/a")


@pytest.fixture
def asked(source: Source) -> Job:
    return jobs.ask("editorial.archive_source", owner=make_user(), source=source.pk)


@pytest.fixture
def host() -> Iterator[Canary]:
    with listening("127.0.0.1") as server:
        yield server


def rows(source: Source) -> list[tuple[Any, ...]]:
    return list(SourceArchive.objects.filter(source=source).values_list("status", "problem", "size", "text"))


def test_each_fetch_is_kept_and_the_text_of_an_unchanged_page_once(source: Source, asked: Job) -> None:
    for fetched in (Fetched(PAGE.url, PAGE, status=200), Fetched(PAGE.url, PAGE, status=200), GONE):
        keep(source, fetched, asked)

    assert rows(source) == [(404, "status", None, ""), (200, "", 19, ""), (200, "", 19, "Handed over.")]
    digests = SourceArchive.objects.kept().values_list("digest", flat=True)
    assert set(digests) == {PAGE.digest}


def test_an_address_that_no_database_takes_is_kept_as_far_as_it_goes(source: Source, asked: Job) -> None:
    keep(source, Fetched("http://a\x00b/" + "c" * 5000, problem=FetchProblem.ADDRESS), asked)

    assert source.archives.get().url == "http://ab/" + "c" * 3990


def test_what_was_kept_is_never_changed_deleted_or_shown_to_the_public(source: Source, asked: Job) -> None:
    keep(source, Fetched(PAGE.url, PAGE, status=200), asked)

    for statement in ("UPDATE editorial_sourcearchive SET text = ''", "DELETE FROM editorial_sourcearchive"):
        with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), public_plane():
        SourceArchive.objects.count()


def test_citations_that_nobody_opened_become_archived_and_the_others_stay(source: Source, asked: Job) -> None:
    attacks = [make_attack(slug=f"2020-06-1{number}-taji", cited=False) for number in range(4)]
    opened = {"opened_by": make_user(), "opened_at": timezone.now()}
    citations = [
        cite(attacks[0], source),
        cite(attacks[1], source, verification=Verification.EXCERPT),
        cite(attacks[2], source, verification=Verification.OPENED, **opened),
        cite(attacks[3], make_source("Another")),
    ]
    before = list(Record.objects.filter(kind="attack").order_by("pk").values_list("revision", "edited_by"))

    result = keep(source, Fetched(PAGE.url, PAGE, status=200), asked)

    now = [Citation.objects.get(pk=each.pk).verification for each in citations]
    assert (now, result["citations"]) == (["archived", "archived", "opened", "none"], 2)
    after = list(Record.objects.filter(kind="attack").order_by("pk").values_list("revision", "edited_by"))
    assert [new[0] - old[0] for old, new in zip(before, after, strict=True)] == [1, 1, 0, 0]
    assert [new[1] for new in after] == [old[1] for old in before]
    assert Revision.objects.order_by("-seq").values_list("who", "why")[0] == (
        "layla", "The page of a source was archived.",
    )  # fmt: skip


WORDLESS = [
    GONE,
    Fetched(PAGE.url, replace(PAGE, content_type="application/pdf")),
    Fetched(PAGE.url, replace(PAGE, content=b"<p></p>")),
]


@pytest.mark.parametrize("fetched", WORDLESS)
def test_nothing_is_called_archived_of_which_no_words_were_kept(source: Source, asked: Job, fetched: Fetched) -> None:
    citation = cite(make_attack(cited=False), source)

    keep(source, fetched, asked)

    citation.refresh_from_db()
    assert citation.verification == Verification.NONE


def test_what_the_public_sees_stays_until_the_next_version_is_published(source: Source, asked: Job) -> None:
    base = make_base(cited=False)
    cite(base, source)
    publish(base)
    before = public_bytes()

    keep(source, Fetched(PAGE.url, PAGE, status=200), asked)

    assert public_bytes() == before
    publish(base)
    assert b'"archived"' in public_bytes()
    document = PublishedMilitaryBase.objects.at().get(slug=base.slug).document
    assert evidence(document)["unopened_source_count"] == 1


def public_bytes() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(document::text, ' ' ORDER BY version) FROM handovers_publishedmilitarybase")
        return str(cursor.fetchone()[0]).encode()


@pytest.mark.parametrize("off", ["setting", "source", "address"])
def test_nothing_is_asked_of_anybody_while_it_is_off(source: Source, on: Settings, off: str, host: Canary) -> None:
    on.ARCHIVING = off != "setting"
    source.is_never_fetched = off == "source"
    source.url = "" if off == "address" else source.url

    with pytest.raises(ArchivingOffError):
        fetch(source, limits_for(host))
    assert host.connections == 0


def limits_for(host: Canary) -> Limits:
    return Limits(
        ports={"http": host.port},
        let_in=frozenset({ip_address("127.0.0.1")}),
        resolver=lambda _host, _port: ["127.0.0.1"],
        seconds=5,
    )


def test_a_job_fetches_keeps_and_does_not_fetch_again_what_a_dead_worker_kept(
    source: Source, asked: Job, host: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "Limits", lambda **_given: limits_for(host))
    Source.objects.filter(pk=source.pk).update(url=f"http://page.example.org:{host.port}/a")
    host.answers["/a"] = says()

    jobs.run(asked.pk)
    Job.objects.filter(pk=asked.pk).update(state=JobState.RUNNING)
    jobs.run(asked.pk)

    asked.refresh_from_db()
    assert (asked.state, asked.problem) == (JobState.DONE, "")
    assert rows(source) == [(200, "", 19, "Handed over.")]
    assert [request.split(" ")[1] for request in host.requests] == ["/robots.txt", "/a"]


def test_a_job_while_it_is_off_fails_and_names_no_address(asked: Job, on: Settings) -> None:
    on.ARCHIVING = False
    jobs.run(asked.pk)

    asked.refresh_from_db()
    assert asked.problem == "ArchivingOffError: Archiving is off, or this source is never fetched."


def test_a_host_is_left_alone_between_two_of_its_pages(
    source: Source, asked: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "BETWEEN_FETCHES", timedelta(seconds=2))
    neighbour = make_source("Next", url="https://example.org/b")
    keep(source, GONE, asked)
    waited: list[int] = []
    fetched = SourceArchive.objects.get().fetched_at

    with archive.turn_at_host(neighbour, wait=lambda: waited.append(1)):
        assert timezone.now() - fetched >= timedelta(seconds=2)
    assert waited


def seen(source: Source) -> None:
    base = make_base(f"base-{source.pk}", cited=False)
    cite(base, source)
    publish(base)


def test_the_clock_asks_for_public_sources_alone_a_few_at_a_time_and_one_of_each_host() -> None:
    hosts = [1, 1, 2, 3, 4, 5]
    public = [make_source(f"P{n}", url=f"https://h{host}.example.org/{n}") for n, host in enumerate(hosts)]
    for each in public:
        seen(each)
    make_source("Draft", url="https://draft.example.org/")
    Source.objects.filter(title="P5").update(is_never_fetched=True)

    tasks.archive_waiting_sources()
    first = asked_for()
    assert len(first) == tasks.FEW
    for _stroke in range(8):
        tasks.archive_waiting_sources()
        for job in Job.objects.all():
            source = Source.objects.get(pk=job.arguments["source"])
            if not source.archives.exists():
                keep(source, GONE, job)

    assert {Source.objects.get(pk=pk).title for pk in asked_for()} == {"P0", "P1", "P2", "P3", "P4"}
    assert Job.objects.count() == 5


def asked_for() -> list[int]:
    return [job.arguments["source"] for job in Job.objects.all()]


def test_links_are_tried_again_after_a_month(source: Source, asked: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    seen(source)
    keep(source, GONE, asked)
    Job.objects.all().delete()

    tasks.find_link_rot()
    assert asked_for() == []
    monkeypatch.setattr(tasks, "MONTH", timedelta(0))
    tasks.find_link_rot()
    tasks.find_link_rot()
    assert asked_for() == [source.pk]


def test_the_clock_asks_for_nothing_while_it_is_off(source: Source, on: Settings) -> None:
    seen(source)
    on.ARCHIVING = False

    tasks.archive_waiting_sources()
    tasks.find_link_rot()

    assert asked_for() == []


def test_an_editor_asks_for_pages_and_finds_what_became_of_each(source: Source, asked: Job) -> None:
    hostile = replace(PAGE, content=b"&lt;script&gt;alert(1)&lt;/script&gt;")
    keep(source, Fetched(PAGE.url, hostile, status=200), asked)
    editor = sign_in()

    editor.post(page(Source, "changelist"), {"action": "fetch_and_archive", "_selected_action": [source.pk]})

    job = Job.objects.first()
    assert job is not None
    assert (job.kind, job.arguments, job.owner) == ("editorial.archive_source", {"source": source.pk}, make_user())
    assert hostile.digest in editor.get(page(source)).text
    text = editor.get(page(source.archives.get())).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text


@pytest.mark.parametrize(("link", "found"), [("fine", ["A"]), ("rotten", ["B"]), ("unknown", ["C"])])
def test_sources_are_found_by_what_their_link_came_to(asked: Job, link: str, found: list[str], source: Source) -> None:
    a, b, _c = (make_source(each, url=f"https://example.org/{each}") for each in "ABC")
    keep(a, GONE, asked)
    keep(a, Fetched(PAGE.url, PAGE, status=200), asked)
    keep(b, Fetched(PAGE.url, PAGE, status=200), asked)
    keep(b, GONE, asked)
    Source.objects.filter(pk=source.pk).update(title="C0")

    listed = sign_in().get(f"{page(Source, 'changelist')}?link={link}").context["cl"].queryset

    assert [each.title for each in listed if each.title != "C0"] == found


def test_a_contributor_neither_fetches_nor_reads_archived_pages(source: Source, asked: Job) -> None:
    keep(source, Fetched(PAGE.url, PAGE, status=200), asked)
    cite(make_attack(cited=False, edited_by=make_user("amal", Role.CONTRIBUTOR)), source)
    contributor = sign_in("amal", Role.CONTRIBUTOR)

    shown = contributor.get(page(Source, "changelist"))

    assert "fetch_and_archive" not in shown.text
    assert contributor.get(page(SourceArchive, "changelist")).status_code == 403
    assert contributor.get(page(source.archives.get())).status_code == 403
    assert PAGE.digest not in contributor.get(page(source)).text
