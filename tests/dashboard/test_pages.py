"""Tests of what every public page promises: the same for everyone, cacheable, checked for change, no cookie."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import (
    cite,
    make_attack,
    make_base,
    make_context_event,
    make_handover,
    make_presence,
    make_source,
    make_user,
    on_day,
    publish,
)

pytestmark = pytest.mark.django_db

LISTS = [
    "/bases/",
    "/handovers/",
    "/attacks/",
    "/timeline/",
    "/sources/",
    "/corrections/",
    "/data/",
    "/about/",
    "/search/?q=besmaya",
    "/robots.txt",
    "/sitemap.xml",
]
DOSSIERS = ["/bases/besmaya/", "/handovers/besmaya-2020/", "/attacks/2020-07-24-besmaya/"]


@pytest.fixture
def record() -> None:
    """One of each kind, public."""
    publish(make_handover(), make_attack(), make_presence(**on_day("2015-02-22", "start")), make_context_event())


def test_every_page_over_an_empty_record_answers(client: Client) -> None:
    assert {address: client.get(address).status_code for address in LISTS} == dict.fromkeys(LISTS, 200)


def test_no_page_sets_a_cookie_and_each_may_be_kept_for_a_minute(client: Client, record: None) -> None:
    for address in LISTS + DOSSIERS:
        response = client.get(address)

        assert (address, response.status_code) == (address, 200)
        assert not response.cookies
        assert response["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in response.get("Vary", "")


def test_an_unchanged_page_is_answered_with_304(client: Client, record: None) -> None:
    for address in LISTS + DOSSIERS:
        tag = client.get(address)["ETag"]

        again = client.get(address, headers={"If-None-Match": tag})

        assert (address, again.status_code, again.content) == (address, 304, b"")


def test_whoever_is_signed_in_reads_the_same_bytes(client: Client, record: None) -> None:
    as_stranger = {address: client.get(address).content for address in LISTS + DOSSIERS}
    client.force_login(make_user())

    as_editor = {address: client.get(address).content for address in LISTS + DOSSIERS}

    assert [address for address in as_editor if as_editor[address] != as_stranger[address]] == []


def test_every_page_exists_in_arabic_from_right_to_left(client: Client, record: None) -> None:
    for address in LISTS + DOSSIERS:
        response = client.get(f"/ar{address}")

        assert (address, response.status_code) == (address, 200)
        if "text/html" in response["Content-Type"]:
            assert '<html lang="ar" dir="rtl">' in response.content.decode()


def test_no_page_has_an_inline_style_or_script(client: Client, record: None) -> None:
    for address in LISTS + DOSSIERS:
        page = client.get(address).content.decode()

        assert [mark for mark in (" style=", "<style", "<script>", " onclick=") if mark in page] == []


def test_no_page_can_be_posted_to(client: Client) -> None:
    assert {client.post(address).status_code for address in LISTS + DOSSIERS} == {405}


def test_a_source_page_lists_what_it_supports_and_marks_general_knowledge(client: Client) -> None:
    source = make_source("What the editors knew", "editors", is_general_knowledge=True)
    base = make_base(cited=False)
    cite(base, source)
    publish(base)

    page = client.get(reverse("dashboard:source-detail", args=[source.public_id])).content.decode()

    assert "It supports 1 record" in page
    assert 'href="/bases/besmaya/"' in page
    assert "What rests on it alone is not sourced." in page


def test_a_source_that_no_public_record_cites_has_no_page(client: Client, record: None) -> None:
    source = make_source("A secret draft's source")
    cite(make_base("taji", cited=False), source)

    assert client.get(reverse("dashboard:source-detail", args=[source.public_id])).status_code == 404
    assert source.title not in client.get("/sources/").content.decode()


def test_the_imprint_and_the_editors_address_are_the_operators(client: Client, settings: Any) -> None:
    settings.IMPRINT = "Record Society, Main Street 1"
    settings.CONTACT_EMAIL = "editors@example.org"

    page = client.get("/about/").content.decode()

    assert "Record Society, Main Street 1" in page
    assert 'href="mailto:editors@example.org"' in page


def test_the_link_to_arabic_shows_only_when_its_catalogue_is_complete(client: Client, settings: Any) -> None:
    settings.ARABIC_CATALOGUE_COMPLETE = False
    assert 'hreflang="ar"' not in client.get("/about/").content.decode()

    settings.ARABIC_CATALOGUE_COMPLETE = True
    assert 'href="/ar/about/"' in client.get("/about/").content.decode()


def test_robots_lead_to_a_sitemap_of_public_pages_only(client: Client, record: None) -> None:
    make_attack("2020-01-01-hidden", "2020-01-01")

    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
    assert "http://testserver/sitemap-attack-1.xml" in client.get("/sitemap.xml").content.decode()
    attacks = client.get("/sitemap-attack-1.xml").content.decode()
    assert "<loc>http://testserver/attacks/2020-07-24-besmaya/</loc><lastmod>" in attacks
    assert "hidden" not in attacks
    assert client.get("/sitemap-attack-0.xml").status_code == 404
    assert client.get("/sitemap-attack-2.xml").status_code == 404
    assert client.get("/sitemap-presence-1.xml").status_code == 404


def test_the_data_page_shows_the_newest_digest_of_the_public_log(client: Client) -> None:
    assert "Nothing has been published yet." in client.get("/data/").content.decode()
