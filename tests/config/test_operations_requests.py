"""A request's id: in the answer, in lines, in jobs and beside the staff log. Mail when a log is broken."""

from __future__ import annotations

import json
import logging

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from config.operations.logs import JsonLines
from editorial import jobs
from editorial.choices import Role
from editorial.log_check import BrokenLogError, broken_links
from editorial.models import Change, Revision
from editorial.requestid import on_request
from editorial.tasks import check_logs
from tests.desk import filled, page, sign_in
from tests.factories import make_source

pytestmark = pytest.mark.django_db(transaction=True)


def test_staff_get_the_id_that_came_with_the_request_and_readers_share_answers_without() -> None:
    client = sign_in()

    assert client.get("/admin/", headers={"x-request-id": "from-the-proxy"})["X-Request-ID"] == "from-the-proxy"
    assert "X-Request-ID" not in client.get("/about/")


def test_the_api_answers_with_the_id_that_the_lines_name(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    caplog.handler.setFormatter(JsonLines())

    answer = client.get("/api/v1/attacks/?limit=3")

    (line,) = [json.loads(line) for line in caplog.text.splitlines() if "answered" in line]
    assert line["request_id"] == answer["X-Request-ID"]
    assert (line["route"], line["status"]) == ("exchange:attacks-list", 200)


def test_what_a_person_saves_names_the_request_beside_the_staff_log_and_the_log_holds() -> None:
    source = make_source()
    client = sign_in(role=Role.EDITOR)
    form = filled(client.get(page(source)), title="Another title")

    saved = client.post(page(source), form, headers={"x-request-id": "saved-by-this"})

    assert saved.status_code == 302
    newest = Revision.objects.order_by("-seq").first()
    assert newest
    assert newest.request.request_id == "saved-by-this"
    assert list(broken_links()) == []


def test_what_no_request_asked_for_names_none() -> None:
    make_source()

    assert Change.objects.exists()
    assert not Revision.objects.filter(request__isnull=False).exists()


def test_a_job_works_under_the_id_of_the_request_that_asked_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[dict[str, object]] = []
    record = logging.LogRecord("test", logging.INFO, "", 0, "working", (), None)
    monkeypatch.setitem(
        jobs.HANDLERS, "test.work", lambda progress: lines.append(json.loads(JsonLines().format(record)))
    )
    with on_request("asked-by-this"):
        job = jobs.ask("test.work")

    jobs.run(job.pk)

    assert job.request_id == "asked-by-this"
    assert (lines[0]["request_id"], lines[0]["job"]) == ("asked-by-this", job.pk)


def test_a_broken_log_is_mailed_to_the_administrators_by_its_address_alone(settings: pytest.FixtureRequest) -> None:
    settings.ADMINS, settings.SITE_URL = [("", "chief@record.example")], "https://record.example"
    make_source(title="A draft's own words")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; UPDATE editorial_revision SET who = 'somebody else'")
        cursor.execute("RESET session_replication_role")
    job = jobs.ask("editorial.check_logs")

    with pytest.raises(BrokenLogError):
        check_logs(jobs.Progress(job))

    (sent,) = mail.outbox
    assert sent.to == ["chief@record.example"]
    assert f"https://record.example{page(job)}" in sent.body
    assert "revision" not in sent.body
    assert "draft" not in f"{sent.body}{sent.subject}"
