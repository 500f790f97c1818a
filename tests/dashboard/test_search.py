"""Tests of the search page."""

import pytest
from django.test import Client

from editorial.models import Name
from tests.factories import make_attack, make_base, make_context_event, make_handover, make_source, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> None:
    base = make_base(name="Besmaya Range Complex", name_ar="معسكر بسماية")
    Name.objects.create(record=base, text="Bismāyah", lang="en")
    make_source()
    publish(make_handover(), make_attack(), make_context_event(title="Parliament votes"))


@pytest.mark.parametrize("query", ["Besmaya", "BISMAYAH", "بسماية", "بسمايه", "complex besmaya"])
def test_every_spelling_finds_the_base_its_handover_and_its_attacks(client: Client, record: None, query: str) -> None:
    page = client.get("/search/", {"q": query}).content.decode()

    assert 'href="/bases/besmaya/"' in page
    assert 'href="/handovers/besmaya-2020/"' in page
    assert 'href="/attacks/2020-07-24-besmaya/"' in page


def test_turning_points_and_sources_are_found_too(client: Client, record: None) -> None:
    assert "?kind=context_event#soleimani-killed" in client.get("/search/?q=parliament").content.decode()
    assert 'href="/sources/' in client.get("/search/?q=seventh").content.decode()


@pytest.mark.parametrize("query", ["zzzqqq", "%", "' OR 1=1 --", "-"])
def test_nonsense_finds_nothing_and_says_what_to_try(client: Client, record: None, query: str) -> None:
    response = client.get("/search/", {"q": query})

    assert response.status_code == 200
    assert "Every word must be found" in response.content.decode()


def test_what_is_not_public_is_not_found(client: Client, record: None) -> None:
    make_base("camp-secret", name="Camp Secret")

    assert "Every word must be found" in client.get("/search/?q=secret").content.decode()


def test_an_edit_that_is_not_public_is_not_found(client: Client, record: None) -> None:
    base = make_base()
    base.name = "Somewhere"
    base.save()

    assert "Every word must be found" in client.get("/search/?q=somewhere").content.decode()
