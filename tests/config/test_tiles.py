"""Tiles that the operator names, and how little the content policy is opened for them."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from config.errors import StartError
from config.tiles import Tiles, allowed, tiles

POLICY = {"default-src": ["'self'"], "img-src": ["'self'", "data:"]}
CREDIT = "© Somebody https://tiles.example/credits"


def test_without_tiles_the_policy_is_as_it_was() -> None:
    assert tiles("", "") is None
    assert allowed(POLICY, None) is POLICY


def test_pictures_open_the_policy_for_pictures_of_their_host_alone() -> None:
    named = tiles("https://tiles.example/{z}/{x}/{y}.png", CREDIT)

    assert named == Tiles(
        "https://tiles.example/{z}/{x}/{y}.png", "images", "© Somebody", "https://tiles.example/credits"
    )
    assert allowed(POLICY, named) == POLICY | {"img-src": ["'self'", "data:", "https://tiles.example"]}


def test_several_hosts_are_opened_as_those_below_one_name() -> None:
    named = tiles("https://{s}.tiles.example/{z}/{x}/{y}.png", "Somebody")

    assert named is not None
    assert (named.origin, named.host, named.link) == ("https://*.tiles.example", "tiles.example", "")


def test_an_archive_opens_the_policy_for_what_is_fetched_from_its_host() -> None:
    named = tiles("https://tiles.example/iraq.pmtiles", CREDIT)

    assert allowed(POLICY, named) == POLICY | {"connect-src": ["'self'", "https://tiles.example"]}


def test_an_archive_on_this_site_opens_nothing() -> None:
    assert allowed(POLICY, tiles("/files/iraq.pmtiles", CREDIT)) is POLICY


@pytest.mark.parametrize(
    ("url", "credit", "complaint"),
    [
        ("tiles.example/{z}/{x}/{y}.png", CREDIT, "begins with https:// or with a slash"),
        ("https://tiles.example;script-src */{z}/{x}/{y}.png", CREDIT, "begins with https:// or with a slash"),
        ("//tiles.example/{z}/{x}/{y}.png", CREDIT, "begins with https:// or with a slash"),
        ("https://tiles.example/tile.png", CREDIT, "must hold {z}, {x} and {y}"),
        ("https://tiles.example/{z}/{x}/{y}.png", "", "must name whom to credit"),
        ("https://tiles.example/{z}/{x}/{y}.png", "https://tiles.example/credits", "must name whom to credit"),
    ],
)
def test_tiles_that_cannot_be_shown_as_they_must_be_are_refused(url: str, credit: str, complaint: str) -> None:
    with pytest.raises(StartError, match=complaint):
        tiles(url, credit)


@pytest.mark.django_db
def test_the_frame_says_who_else_is_asked(client: Client) -> None:
    assert b"no third parties" in client.get("/about/").content

    with override_settings(MAP_TILES=tiles("https://tiles.example/{z}/{x}/{y}.png", CREDIT)):
        told = client.get("/about/").content.decode()

    assert "no third part" not in told
    assert "ask no third party" not in told
    assert "tiles.example, which is asked by your browser" in told
