"""Web addresses of sources."""

import csv
from pathlib import Path

import pytest

from editorial.intake.problems import IntakeError
from editorial.intake.webaddress import read

SOURCES = Path(__file__).parents[3] / "dataset/sources.csv"


@pytest.mark.parametrize(
    ("text", "url", "cut"),
    [
        ("https://example.org/news/1", "https://example.org/news/1", ()),
        ("example.org/news/1", "https://example.org/news/1", ()),
        (" HTTP://Example.ORG:80/News?id=3 ", "http://example.org/News?id=3", ()),
        (
            "https://example.org/a?utm_source=x&id=3&utm_medium=y&fbclid=1#top",
            "https://example.org/a?id=3#top",
            ("utm_source", "utm_medium", "fbclid"),
        ),
        ("https://example.org/?gclid=1", "https://example.org/", ("gclid",)),
        ("https://example.org:443/a?origin=app", "https://example.org/a", ("origin",)),
        ("https://example.org/a#:~:text=four%20rockets", "https://example.org/a", ()),
        ("https://example.org/?p=a%20b&q=%D8%AA", "https://example.org/?p=a%20b&q=%D8%AA", ()),
        ("https://example.org/عربي?id=1", "https://example.org/عربي?id=1", ()),
    ],
)
def test_an_address_is_kept_without_what_follows_its_readers(text: str, url: str, cut: tuple[str, ...]) -> None:
    address = read(text)

    assert (address.url, address.cut) == (url, cut)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://example.org/",
        "https://user@example.org/",
        "localhost",
        "two words.org",
        "https://",
        "https://[::1",
        "https://example.org:99999/",
        "x" * 3000 + ".org",
    ],
)
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(IntakeError, match="Write a web address"):
        read(text)


def test_one_page_is_known_by_each_way_of_writing_its_address() -> None:
    assert "http://www.example.org/a/?id=1" in read("https://example.org/a?id=1").spellings
    assert read("https://www.example.org/a").url in read("http://example.org/a/").spellings
    assert "https://example.org/b" not in read("https://example.org/a").spellings


def test_the_addresses_of_the_dataset_are_kept_as_they_are() -> None:
    with SOURCES.open(encoding="utf-8") as file:
        urls = [row["url"] for row in csv.DictReader(file) if row["url"]]

    assert [url for url in urls if url not in read(url).spellings and read(url).url != url] == []
    assert len(urls) > 100
