"""Health and readiness; answers while the database is dead; what is kept for then, and what is not."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.test import Client

from config.operations import degrade, readiness
from config.operations.lastgood import LastGood
from config.operations.watch import watch
from editorial.choices import JobState, Role
from editorial.models import Job
from tests.factories import make_user


@pytest.fixture
def last_good(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> LastGood:
    """A store of the test's own, which knows that nothing was withdrawn so far."""
    monkeypatch.setattr(degrade, "last_good", store := LastGood())
    beat(store)
    return store


@pytest.fixture
def dead(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """How a test lets the database die, as the watch would say it."""

    def die() -> None:
        monkeypatch.setattr(watch, "dead", True)

    return SimpleNamespace(die=die)


def beat(store: LastGood) -> None:
    connection.ensure_connection()
    store.forget_what_was_withdrawn(connection.connection)


def test_healthz_answers_without_the_database_and_sets_no_cookie(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content, dict(answer.cookies)) == (200, b"ok\n", {})


def test_healthz_answers_over_plain_http_by_any_name(client: Client, settings: SimpleNamespace) -> None:
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz", headers={"host": "10.0.0.7"}).status_code == 200


def test_readyz_names_each_part_and_is_red_if_one_is(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "PROBES", {"database": lambda: True, "broker": lambda: 1 / 0})

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"not ready\ndatabase ok\nbroker red\n")


def test_readyz_does_not_wait_for_what_hangs(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go = threading.Event()
    probes = {"database": lambda: not let_go.wait(60), "broker": lambda: True}
    monkeypatch.setattr(readiness, "PROBES", probes)

    answer = client.get("/readyz")
    let_go.set()

    assert answer.content == b"not ready\ndatabase red\nbroker ok\n"


@pytest.mark.django_db(transaction=True)
def test_readyz_is_green_on_servers_that_run(client: Client) -> None:
    assert client.get("/readyz").content == b"ready\ndatabase ok\nmigrations ok\nlogs ok\nbroker ok\n"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("states", "holds"),
    [([], True), (["done"], True), (["done", "failed"], False), (["failed", "done"], True), (["set_aside"], False)],
)
def test_the_logs_hold_as_the_last_check_that_ended_says(states: list[str], holds: bool) -> None:
    for day, state in enumerate(states, start=1):
        Job.objects.create(kind="editorial.check_logs", state=state, finished_at=f"2026-01-0{day}T00:00Z")
    Job.objects.create(kind="editorial.check_logs", state=JobState.RUNNING)

    assert readiness.logs_hold() is holds


def test_a_page_asked_for_before_is_shown_again_with_its_age(
    client: Client, last_good: LastGood, dead: SimpleNamespace
) -> None:
    before = client.get("/about/")
    dead.die()

    answer = client.get("/about/")

    assert answer.status_code == 200
    assert answer["X-Stale-Since"].endswith("Z")
    assert int(answer["Age"]) < 60
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer
    assert "This page is as it was on" in answer.text
    assert int(answer["Content-Length"]) == len(answer.content) > len(before.content)


def test_an_api_answer_is_given_again_as_it_was(client: Client, last_good: LastGood, dead: SimpleNamespace) -> None:
    before = client.get("/api/v1/handovers/")
    dead.die()

    answer = client.get("/api/v1/handovers/")

    assert (answer.status_code, answer.json()) == (200, before.json())
    assert answer["X-Stale-Since"]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_an_answer_in_another_language_or_form_is_not_given(
    client: Client, last_good: LastGood, dead: SimpleNamespace
) -> None:
    client.get("/api/v1/handovers/", headers={"accept": "application/json"})
    dead.die()

    assert client.get("/api/v1/handovers/", headers={"accept": "text/csv"}).status_code == 503


def test_what_nobody_asked_for_before_is_503_and_says_when_to_come_back(client: Client, dead: SimpleNamespace) -> None:
    dead.die()

    page, problem = client.get("/ar/about/"), client.get("/api/v1/attacks/")

    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (503, "10", "no-store")
    assert 'dir="rtl"' in page.text
    assert "Content-Security-Policy" in page
    assert (problem.status_code, problem["Retry-After"]) == (503, "10")
    assert problem["Content-Type"] == "application/problem+json"
    assert problem["Access-Control-Allow-Origin"] == "*"


def test_pages_of_staff_are_never_kept(last_good: LastGood, dead: SimpleNamespace) -> None:
    client = Client()
    client.force_login(make_user("layla", Role.EDITOR))
    assert client.get("/admin/").status_code == 200
    dead.die()

    assert client.get("/admin/").status_code == 503
    assert last_good.bytes == 0


@pytest.mark.parametrize("address", ["/attacks/", "/api/v1/attacks/"])
def test_a_query_without_an_answer_is_503_and_not_500(
    client: Client, last_good: LastGood, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def die(*arguments: object, **options: object) -> None:
        raise OperationalError("the connection is closed; it held a draft's words")

    with monkeypatch.context() as patched:
        patched.setattr("django.db.backends.utils.CursorWrapper.execute", die)
        answer = client.get(address)

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")


def test_the_way_into_the_public_plane_that_fails_is_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise OperationalError

    monkeypatch.setattr("editorial.publicplane._begin", refuse)
    monkeypatch.setattr("django.db.transaction.Atomic.__enter__", lambda self: None)
    monkeypatch.setattr("django.db.transaction.Atomic.__exit__", lambda *told: None)

    assert client.get("/about/").status_code == 503


def retract_one(kind: str = "attack") -> None:
    """What the public log would tell of a withdrawal."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO editorial_publiclogentry"
            " (seq, kind, slug, version, event, published_from, document_digest, digest)"
            " SELECT coalesce(max(seq), 0) + 1, %s, 'gone', 2, 'retracted', now(), '', ''"
            " FROM editorial_publiclogentry",
            [kind],
        )


def test_after_a_withdrawal_nothing_that_was_kept_before_is_shown(
    client: Client, last_good: LastGood, dead: SimpleNamespace
) -> None:
    client.get("/about/")
    retract_one()
    beat(last_good)
    dead.die()

    assert client.get("/about/").status_code == 503


def test_an_answer_whose_reading_began_before_a_withdrawal_is_not_kept(client: Client, last_good: LastGood) -> None:
    generation = last_good.generation
    answer = client.get("/about/")
    retract_one()
    beat(last_good)

    last_good.keep(answer.wsgi_request, answer, generation)

    assert last_good.find(answer.wsgi_request) is None


def test_nothing_is_kept_while_withdrawals_are_not_known_of(client: Client, last_good: LastGood) -> None:
    last_good.generation = None

    client.get("/about/")

    assert last_good.bytes == 0


def test_the_longest_unused_answers_go_when_there_are_too_many(client: Client, last_good: LastGood) -> None:
    about, data = client.get("/about/").wsgi_request, client.get("/attacks/").wsgi_request
    last_good.find(about)
    last_good.most_bytes = last_good.bytes + 1500

    client.get("/corrections/")

    assert last_good.find(about)
    assert last_good.find(data) is None
    assert last_good.bytes <= last_good.most_bytes
