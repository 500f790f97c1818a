"""The words of a page, whatever its markup is."""

from __future__ import annotations

import time

import pytest

from editorial.fetching import Page
from editorial.page_text import text_of


def page(content: bytes, kind: str = "text/html", charset: str = "") -> Page:
    return Page("https://example.org/", 200, kind, charset, content)


def test_a_page_gives_its_title_and_its_words_and_nothing_of_its_code() -> None:
    markup = """<!doctype html><html><head><title>Besmaya &amp; after</title><style>p {}</style></head><body>
    <script>let a = "<p>no</p>";</script><header><h1>Handed <b>over</b></h1></header><!-- not <p>this</p> -->
    <p onclick="x()">On 25 July&nbsp;2020,<br>  the <a href="/x">force</a> left.</p></body></html>"""

    assert text_of(page(markup.encode())) == (
        "Besmaya & after\nHanded over\nOn 25 July 2020,\nthe force left."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("سُلّم".encode(), ""),
        ("سلم".encode("windows-1256"), "windows-1256"),
        (b"<meta charset='windows-1256'>" + "سلم".encode("windows-1256"), ""),
    ],
)
def test_arabic_is_read_in_the_charset_that_the_host_or_the_page_names(content: bytes, charset: str) -> None:
    assert text_of(page(content, charset=charset)) in {"سُلّم", "سلم"}


@pytest.mark.parametrize("charset", ["zip", "rot13", "idna", "nonsense", "punycode", "undefined"])
def test_a_charset_that_is_none_is_passed_over(charset: str) -> None:
    assert text_of(page(b"<p>left\x00 over</p>", charset=charset)).startswith("left")


def test_a_pdf_has_no_words_here_and_a_text_is_its_own() -> None:
    assert text_of(page(b"%PDF-1.7 words", "application/pdf")) == ""
    assert text_of(page(b"a <b> c", "text/plain")) == "a <b> c"


HOSTILE = [
    "<a ", "<!--", "<a='", "</", "<?", "<", "&", "&#", "<b>", "<script>", "<script></script>", "<svg", "<title",
    "<title>", " ", "\n", " \n", "<p>", "a=1 ", "<!", "]]>", "<script><!--", "<x-y ", "\u2003", "</script",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_markup_takes_no_longer_than_any_other(piece: str) -> None:
    content = ("<a " + piece * (3_000_000 // len(piece))).encode()
    began = time.process_time()

    text_of(page(content))

    assert time.process_time() - began < 10
