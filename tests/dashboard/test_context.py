"""Tests of the frame round every page, and of the pages for what is not there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import server_error

pytestmark = pytest.mark.django_db


def test_the_navigation_marks_where_the_reader_is(client: Client) -> None:
    page = client.get("/bases/").content.decode()

    assert re.findall(r'<a href="([^"]*)" aria-current="([^"]*)"', page) == [("/bases/", "page")]


def test_the_other_language_is_offered_only_once_its_catalogue_is_complete(client: Client, settings: Any) -> None:
    settings.ARABIC_CATALOGUE_COMPLETE = False
    assert 'class="language-link"' not in client.get("/").content.decode()

    settings.ARABIC_CATALOGUE_COMPLETE = True
    assert re.search(
        r'class="language-link" href="/ar/\?on=2020-07-25"', client.get("/?on=2020-07-25").content.decode()
    )


def test_a_page_names_its_own_address_and_a_share_card(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://watch.example"

    page = client.get("/bases/").content.decode()

    assert '<link rel="canonical" href="https://watch.example/bases/">' in page
    assert '<meta property="og:image" content="https://watch.example/static/share-card.png">' in page


def test_an_unknown_address_is_a_404_in_the_sites_own_frame(client: Client) -> None:
    response = client.get("/nothing-here/")

    assert response.status_code == 404
    assert "There is no page at this address" in response.content.decode()


def test_the_page_for_a_broken_page_needs_no_database_and_no_request(rf: RequestFactory) -> None:
    response = server_error(rf.get("/"))

    assert response.status_code == 500
    assert b"Something broke on our side" in response.content
