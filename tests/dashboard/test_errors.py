"""Tests of what a reader meets when something breaks: a static page that tells nothing."""

import pytest
from django.test import Client

from dashboard import ribbons
from handovers.models import MilitaryBase

pytestmark = pytest.mark.django_db


def test_a_page_that_breaks_answers_500_and_tells_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("a secret of the code")

    monkeypatch.setattr("dashboard.views.bases.fire_by_week", broken)
    client.raise_request_exception = False

    response = client.get("/bases/")

    assert response.status_code == 500
    page = response.content.decode()
    assert "Something broke on our side" in page
    assert "secret" not in page
    assert not response.cookies


def test_a_page_that_asks_for_working_rows_is_refused_by_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.views.bases.fire_by_week", lambda: list(MilitaryBase.objects.all()))
    client.raise_request_exception = False

    assert client.get("/bases/").status_code == 500
    assert ribbons.fire_by_week() == {}
