"""Releases as staff and workers meet them: asked for at the desk, cut once whatever dies on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from analysis.serving import serve
from editorial import jobs
from editorial.choices import JobState, Role
from editorial.models import Job
from exchange import releases
from exchange.models import Release
from exchange.releases import instants, rows, store
from exchange.tasks import ask_for_release
from tests.desk import page, sign_in
from tests.exchange.test_releases import now
from tests.factories import make_attack, make_handover, make_user, publish
from tests.worker import children, send, until

pytestmark = pytest.mark.django_db

CUT = "/admin/exchange/release/cut/"


@pytest.fixture(autouse=True)
def releases_dir(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.RELEASES_DIR = tmp_path / "releases"
    monkeypatch.setattr(instants, "MARGIN", timedelta(0))


def act(client: Client, action: str, *chosen: Job) -> str:
    given = {"action": action, "_selected_action": [job.pk for job in chosen]}
    return client.post(page(Job, "changelist"), given, follow=True).content.decode()


def state_of(job: Job) -> JobState:
    return JobState(Job.objects.get(pk=job.pk).state)


def test_the_editor_in_chief_asks_for_a_release_at_the_desk() -> None:
    chief = sign_in("huda", Role.EDITOR_IN_CHIEF)
    assert "Cut a release" in chief.get(page(Release, "changelist")).content.decode()

    answer = chief.post(CUT, follow=True)

    (job,) = Job.objects.all()
    assert answer.status_code == 200
    assert (job.kind, str(job.owner), job.state) == ("exchange.cut_release", "huda", JobState.WAITING)
    jobs.run(job.pk)
    assert Release.objects.get().slug in chief.get(page(Release, "changelist")).content.decode()
    assert Release.objects.get().slug in chief.get(page(Job, "changelist")).content.decode()


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.EDITOR])
def test_nobody_else_cuts_or_withdraws(role: Role) -> None:
    release = releases.cut(now())
    client = sign_in("nour", role)

    assert client.post(CUT).status_code == 403
    assert client.post(f"/admin/exchange/release/{release.pk}/withdraw/", {"reason": "x"}).status_code == 403
    assert client.get(page(Release, "changelist")).status_code == (403 if role == Role.CONTRIBUTOR else 200)
    assert "Cut a release" not in client.get(page(Release, "changelist")).content.decode()
    assert not Job.objects.exists()
    assert Release.objects.get().is_published


def test_a_get_cuts_nothing() -> None:
    assert sign_in("huda", Role.EDITOR_IN_CHIEF).get(CUT).status_code == 405


def test_withdrawing_at_the_desk_wants_a_reason() -> None:
    release = releases.cut(now())
    chief = sign_in("huda", Role.EDITOR_IN_CHIEF)
    address = f"/admin/exchange/release/{release.pk}/withdraw/"
    assert address in chief.get(page(release)).content.decode()

    assert chief.post(address, {"reason": " "}).status_code == 200
    assert Release.objects.get().is_published
    assert chief.post(address, {"reason": "A column was wrong."}).status_code == 302
    assert Release.objects.get().reason == "A column was wrong."
    assert address not in chief.get(page(release)).content.decode()


def test_jobs_are_stopped_and_run_again_at_the_desk() -> None:
    editor = sign_in()
    job = ask_for_release(now(), owner=make_user())

    assert "1 job was asked to stop" in act(editor, "stop_selected", job)
    assert state_of(job) == JobState.STOPPED
    assert "1 job will run again" in act(editor, "run_selected_again", job)
    assert state_of(job) == JobState.WAITING
    assert "0 jobs will run again" in act(editor, "run_selected_again", job)


def test_a_contributor_sees_and_stops_own_jobs_only() -> None:
    others = ask_for_release(now(), owner=make_user("layla"))
    contributor = sign_in("sami", Role.CONTRIBUTOR)
    own = ask_for_release(now(), owner=make_user("sami", Role.CONTRIBUTOR))

    act(contributor, "stop_selected", own, others)

    assert (state_of(own), state_of(others)) == (JobState.STOPPED, JobState.WAITING)
    assert contributor.get(page(others)).status_code == 302
    assert contributor.get(page(own)).status_code == 200


def test_a_release_whose_worker_is_killed_is_cut_once_and_is_the_same(
    celery_worker: subprocess.Popen[bytes],
) -> None:
    publish(make_attack(), make_handover())
    job = ask_for_release(now())
    send()
    assert until(lambda: Job.objects.get(pk=job.pk).attempts == 1)

    for child in children(celery_worker.pid):
        os.kill(child, signal.SIGKILL)

    assert until(lambda: send() and state_of(job) == JobState.DONE)
    release = Release.objects.get()
    assert not store.is_there(release.slug), "the worker's folder is another"
    assert releases.cut(release.cut_at) == release
    assert store.is_there(release.slug)


@pytest.mark.django_db(transaction=True)
def test_a_release_heeds_within_one_noun_that_it_is_to_stop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    publish(*(make_attack(f"attack-{number}") for number in range(3)))
    job = ask_for_release(now())
    served: list[str] = []

    def serve_and_stop(kind: str, versions: Any) -> Any:
        served.append(kind)
        if kind == "attack":
            elsewhere(lambda: jobs.stop(job))
        return serve(kind, versions)

    monkeypatch.setattr(rows, "AT_ONCE", 1)
    monkeypatch.setattr(rows, "serve", serve_and_stop)
    monkeypatch.setattr(jobs, "HEED_EVERY", 0)
    jobs.run(job.pk)

    assert served.count("attack") == 1
    assert (state_of(job), Release.objects.count()) == (JobState.STOPPED, 0)
    assert list((tmp_path / "releases").iterdir()) == []


def elsewhere(do: Callable[[], None]) -> None:
    """In a thread, which has a connection of its own."""

    def done() -> None:
        do()
        connections.close_all()

    thread = threading.Thread(target=done)
    thread.start()
    thread.join()
